// Western words into pieces: at hyphenation points, in addresses, and where a word is longer than a line.
#pragma once

#include "text/atoms.hpp"
#include "text/hyphenate.hpp"

namespace banxin::text {

/// Divides what the style lets be divided; a word, or piece of one, that is wider than `measure` falls apart into its characters.
void divide_words(Atoms& atoms, const Text& text, const Style& style, Length measure, const font::FontSet& fonts, Hyphenator& hyphenator,
                  Diagnostics& diagnostics);

}  // namespace banxin::text
