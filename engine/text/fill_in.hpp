// Lines to be written on: underlined ideographic spaces, with what stands among them. Serves the composer, after breaks.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Keeps each that fits into `measure` on one line, with the marks that may not be parted from it.
void keep_blanks_whole(std::vector<Atom>& atoms, const Text& text, Length measure);

}  // namespace banxin::text
