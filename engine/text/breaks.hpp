// Where lines may end.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Sets `break_after` of all atoms by the style's kinsoku: prohibitions, what stays together, what is parted unwillingly.
void find_breaks(std::vector<Atom>& atoms, const Text& text, const Style& style);

}  // namespace banxin::text
