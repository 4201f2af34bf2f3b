// Fuzzing of pictures: any bytes are read or refused, never both; what is read has all its pixels.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <libdeflate.h>

#include "picture/picture.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void unpack(const banxin::display::Picture& picture) {
    std::vector<unsigned char> samples(std::size_t{picture.columns} * picture.rows * picture.components);
    libdeflate_decompressor* inflate = libdeflate_alloc_decompressor();
    std::size_t size = 0;
    require(libdeflate_zlib_decompress(inflate, picture.data.data(), picture.data.size(), samples.data(), samples.size(), &size) ==
            LIBDEFLATE_SUCCESS);
    require(size == samples.size());
    libdeflate_free_decompressor(inflate);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace banxin;
    Diagnostics diagnostics;
    const auto picture = picture::decode({reinterpret_cast<const char*>(data), size}, "fuzz", {}, diagnostics);
    require((picture == nullptr) == diagnostics.failed());
    for (const Diagnostic& d : diagnostics.all()) require(!render(d, Language::kChinese).empty());
    if (!picture) return 0;
    require(picture->width() > 0 && picture->height() > 0 && picture->sha256.size() == 64);
    if (picture->coding == display::Picture::Coding::kDeflated) unpack(*picture);
    else require(picture->data.size() <= size);
    return 0;
}
