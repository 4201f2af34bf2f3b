// A draft as bytes, to be set aside where memory is meant for other things.
#pragma once

#include <string>
#include <string_view>

#include "pdf/writer.hpp"

namespace banxin::pdf {

std::string pack(const Draft& draft);
/// Of what pack() gave, by the same program on the same machine. `pictures`: the draft's, which are not among the bytes.
Draft unpack(std::string_view bytes, std::vector<display::PicturePtr> pictures);

}  // namespace banxin::pdf
