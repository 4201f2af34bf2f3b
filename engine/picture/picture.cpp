// What kind of file it is, and what is said where it is none.
#include "picture/picture.hpp"

#include <string>

#include "base/sha256.hpp"
#include "picture/formats.hpp"

namespace banxin::picture {

void check_size(std::uint64_t columns, std::uint64_t rows) {
    if (columns == 0 || rows == 0) throw Fault("no pixels");
    if (columns > kMostPixels / rows) throw TooLarge{columns * rows};
}

display::PicturePtr decode(std::string_view bytes, std::string_view file_name, SourcePos where, Diagnostics& diagnostics, const Ask& ask) {
    constexpr std::uint64_t kMillion = 1'000'000, kWan = 10'000;
    const auto out = std::make_shared<display::Picture>();
    try {
        if (is_jpeg(bytes)) read_jpeg(bytes, *out, ask);
        else if (is_png(bytes)) read_png(bytes, *out, ask);
        else return diagnostics.report(Code::kPictureUnknown, where, {file_name}), nullptr;
    } catch (const Fault& fault) {
        return diagnostics.report(Code::kPictureDamaged, where, {file_name, fault.what()}), nullptr;
    } catch (const TooLarge& size) {
        return diagnostics.report(Code::kPictureTooLarge, where,
                                  {file_name, std::to_string(size.pixels / kMillion), std::to_string(kMostPixels / kMillion),
                                   std::to_string(size.pixels / kWan), std::to_string(kMostPixels / kWan)}),
               nullptr;
    }
    out->sha256 = sha256(bytes);
    return out;
}

}  // namespace banxin::picture
