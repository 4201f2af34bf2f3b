// Typed blanks of a cell: underlined, a line to be written on; else a blank, which a line's end takes away. Serves the composer.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Makes blanks of those that are not underlined, before breaks.
void free_blanks(Atoms& atoms, const Text& text);

/// Keeps each line to be written on that fits into `measure` on one line, with the marks that may not be parted from it.
void keep_blanks_whole(std::vector<Atom>& atoms, const Text& text, Length measure);

}  // namespace banxin::text
