// The faces of a document as PDF fonts: which glyphs are used, what they stand for, and the objects.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.hpp"
#include "display/document.hpp"
#include "font/font_set.hpp"
#include "pdf/objects.hpp"
#include "pdf/subset.hpp"

namespace banxin::pdf {

/// One face in one document.
struct FontUse {
    const font::Face* face = nullptr;
    std::map<std::uint32_t, std::string> text;  // glyph -> the text it stands for where it was first used
    SourcePos first_use;
    Subset subset;
    std::string packed;                                      // subset.program, deflated
    std::unordered_map<std::uint32_t, std::uint16_t> codes;  // glyph -> code
    std::unordered_map<std::uint32_t, std::int32_t> widths;  // glyph -> advance in 1/1,000 em, as /W says it
    std::string resource;                                    // "F1"
    Ref object = 0;
};

/// By face number; faces that no run uses are absent.
using FontUses = std::map<std::uint16_t, FontUse>;

/// The text each glyph of a run stands for: its cluster's, at the cluster's first glyph; "" at the others.
std::vector<std::string_view> glyph_texts(const display::GlyphRun& run);

/// Reports faces that may not be embedded or cannot be opened.
FontUses collect_fonts(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics);
/// Cuts and compresses every face, on `threads` threads.
void subset_fonts(FontUses& uses, int compression, int threads);
void write_fonts(FontUses& uses, File& file, int compression);

}  // namespace banxin::pdf
