// An emoji of several characters is one character of the text: a face joins it to one glyph, or it is refused.
#pragma once

#include "base/diagnostics.hpp"
#include "text/atoms.hpp"

namespace banxin::text {

/// Reports what a face has drawn as its parts: 👍🏽, families, flags, halves of flags too.
void refuse_parts_of_emoji(Atoms& atoms, const Text& text, const font::FontSet& fonts, Diagnostics& diagnostics);

}  // namespace banxin::text
