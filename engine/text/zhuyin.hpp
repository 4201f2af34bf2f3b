// The letters of one zhuyin syllable, one below the other, with their tone.
#pragma once

#include "text/inlines.hpp"

namespace banxin::text {

struct Stack {
    std::vector<display::GlyphRun> runs;
    Length height;  // of the letters, and of what stands above them
};

/// Of a syllable that was shaped for a line, beside the em box of its character, which begins at x = 0 with the baseline of a line. Where `down`,
/// in the axes of a column: from the upper edge of the em box, and to the right of it.
Stack stack(Shaped& shaped, const Inline& element, Length size, bool down, const font::FontSet& fonts);

}  // namespace banxin::text
