// PNG and JPEG files to pictures. The only user of libpng and libjpeg.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/diagnostics.hpp"
#include "display/picture.hpp"

namespace banxin::picture {

/// A picture of more pixels is refused.
inline constexpr std::uint64_t kMostPixels = 100'000'000;

/// Asked before memory is taken, and again and again while a picture is read: how many bytes are held. What it throws ends the reading.
using Ask = std::function<void(std::uint64_t held)>;

/// The picture in a file's bytes; what the file is its first bytes say. JPEG (grey, RGB, CMYK) is kept as it is, PNG is unpacked, what is
/// transparent stands on white. Null: a fault was reported at `where`. Threads: any.
display::PicturePtr decode(
    std::string_view bytes, std::string_view file_name, SourcePos where, Diagnostics& diagnostics, const Ask& ask = [](std::uint64_t) {});

}  // namespace banxin::picture
