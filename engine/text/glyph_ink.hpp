// Glyphs of an atom taken together: their ink, moved and resized. Serves the inline elements.
#pragma once

#include <limits>

#include "text/atoms.hpp"

namespace banxin::text {

/// Ink of glyphs above and below the baseline that they stand on, and along the line.
struct GlyphInk {
    Length top{std::numeric_limits<std::int32_t>::min()}, bottom{std::numeric_limits<std::int32_t>::max()};
    Length left = bottom, right = top;
};

/// Nothing but zeros where the atom has no ink.
GlyphInk ink_of(const Atoms& atoms, const Atom& atom, const font::FontSet& fonts);
void move(Atoms& atoms, const Atom& atom, Length dx, Length dy);
void resize(Atoms& atoms, const Atom& atom, std::int64_t numerator, std::int64_t denominator);

}  // namespace banxin::text
