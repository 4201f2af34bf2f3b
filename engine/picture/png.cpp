// PNG by libpng, to grey or RGB of 8 bits on white.
#include <png.h>

#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <libdeflate.h>

#include "picture/formats.hpp"

namespace banxin::picture {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n";
constexpr png_color kWhite{255, 255, 255};
constexpr int kLevel = 6;

std::string deflated(const std::vector<png_byte>& samples) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(libdeflate_alloc_compressor(kLevel),
                                                                                                   libdeflate_free_compressor);
    if (!compressor) throw std::bad_alloc();
    std::string out(libdeflate_zlib_compress_bound(compressor.get(), samples.size()), '\0');
    out.resize(libdeflate_zlib_compress(compressor.get(), samples.data(), samples.size(), out.data(), out.size()));
    out.shrink_to_fit();
    return out;
}

/// Gives back what libpng holds, also where reading ends early.
struct Image : png_image {
    Image() : png_image{} { version = PNG_IMAGE_VERSION; }
    ~Image() { png_image_free(this); }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    void need(int done) const {
        if (done == 0) throw Fault(message);
    }
};

}  // namespace

bool is_png(std::string_view bytes) { return bytes.starts_with(kSignature); }

void read_png(std::string_view bytes, display::Picture& out, const Ask& ask) {
    Image image;
    image.need(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()));
    check_size(image.width, image.height);
    const bool colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    image.format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    out.columns = image.width;
    out.rows = image.height;
    out.components = colour ? 3 : 1;
    const std::size_t size = PNG_IMAGE_SIZE(image);
    ask(bytes.size() + std::uint64_t{size} * 2);  // as they are, and packed
    std::vector<png_byte> samples(size);
    image.need(png_image_finish_read(&image, &kWhite, samples.data(), 0, nullptr));
    ask(bytes.size() + std::uint64_t{size} * 2);
    out.data = deflated(samples);
}

}  // namespace banxin::picture
