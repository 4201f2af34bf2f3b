// Which way up a camera was held (Exif, CIPA DC-008).
#pragma once

#include <optional>
#include <string_view>

#include "display/picture.hpp"

namespace banxin::picture {

/// What an APP1 segment of a JPEG file says of it; nothing where it says nothing, or nonsense.
std::optional<display::Turn> turn_of(std::string_view segment);

}  // namespace banxin::picture
