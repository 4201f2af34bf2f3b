// Combining marks that a face does not place, signs around a character, symbols that are wider than their room: placed by their ink.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Settles glyphs [first, end) of an atom, each at its x from the left edge of `advance`; what cannot be placed makes the atom crowded. Returns
/// the width of all.
Length settle_marks(Atoms& atoms, Atom& atom, const Text& text, std::uint32_t first, std::uint32_t end, Length width,
                    const font::FontSet& fonts);

/// Whether a character is drawn by its ink alone: 𝄞 is wider than its advance in some faces.
bool is_symbol(char32_t c);

}  // namespace banxin::text
