// Where readers of a page would see gaps or tears that the text has not, and what stands there instead.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "display/document.hpp"
#include "pdf/fonts.hpp"

namespace banxin::pdf {

/// A glyph's place on a page: number of the item, number in the run.
struct GlyphPlace {
    std::size_t item = 0, glyph = 0;
    auto operator<=>(const GlyphPlace&) const = default;
};

/// Glyphs with the text that they stand for, whatever stands between them and whatever the font says of each. Ends with `last`.
struct Joined {
    GlyphPlace first, last;
    std::string text;
};

/// Readers take a gap for a blank and an overlap for another line; but hanzi stand apart from digits without a blank, and a squeezed mark
/// reaches over its neighbour. Columns they do not know at all. Such neighbours are joined; so are clusters that the font's map alone does not
/// tell. In order of the page, none overlapping another.
std::vector<Joined> joined_glyphs(const display::Page& page, const FontUses& fonts);

/// Glyphs in several lines (a note of two lines, zhuyin) are one piece of text; readers would take them for several.
bool stacked(const display::GlyphRun& run);

/// The glyphs' own texts, one after the other, are the run's text.
bool extracts_as_written(const display::GlyphRun& run, const FontUse& use);

}  // namespace banxin::pdf
