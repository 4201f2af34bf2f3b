// The faces of a document as PDF fonts: which glyphs are used, what they stand for, and the objects.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "display/document.hpp"
#include "font/font_set.hpp"
#include "pdf/objects.hpp"
#include "pdf/subset.hpp"

namespace banxin::pdf {

struct UsedGlyph {
    std::uint32_t id = 0;
    std::string text;        // that it stands for where it was first used
    std::uint16_t code = 0;  // that stands for it in a page's content
    std::int32_t width = 0;  // advance in 1/1,000 em, as /W says it
};

/// One face in one document.
struct FontUse {
    const font::Face* face = nullptr;
    std::vector<UsedGlyph> glyphs;      // ascending, once collected
    std::vector<std::uint16_t> places;  // by glyph: 1 + its index in glyphs, 0 where it is not used
    Subset subset;
    std::string packed;          // subset.program, deflated
    std::string packed_map;      // the ToUnicode map, deflated
    std::string resource;        // "F1"
    std::optional<Codes> codes;  // of a face that many documents share: known before it is cut

    const UsedGlyph& glyph(std::uint32_t id) const { return glyphs[places[id] - 1u]; }
};

/// In a column readers expect glyphs an em apart, each hung on the middle of its em's upper edge, so high (in 1/1,000 em) above its baseline.
inline constexpr std::int64_t kHung = 880;

/// By face number; faces that no run uses are absent.
using FontUses = std::map<std::uint16_t, FontUse>;

/// The text each glyph of a run stands for: its part of the cluster's, by the characters that the face itself maps to the glyphs, else one
/// after the other; "" where there are more glyphs than characters.
std::vector<std::string_view> glyph_texts(const display::GlyphRun& run, const font::Face& face);

/// Reports faces that may not be embedded or cannot be opened.
FontUses collect_fonts(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics);
/// Adds the faces and glyphs of a document's pages to those of others, with codes and widths. False: a glyph stands for another text than it
/// did there. The same text wins in every order.
bool share_fonts(FontUses& into, const std::vector<const display::Page*>& pages, const font::FontSet& fonts, Diagnostics& diagnostics);
bool merge_fonts(FontUses& into, const FontUses& from);
/// Names the faces, cuts and compresses them, on `threads` threads.
void subset_fonts(FontUses& uses, int compression, int threads);
/// The objects of a face: one for lines, and one for what stands upright in columns.
struct FontRef {
    Ref level = 0, standing = 0;
    bool stands = false;
};
/// Of each of the faces; `standing`: those of them that stand in columns.
using FontRefs = std::map<std::uint16_t, FontRef>;
FontRefs write_fonts(const FontUses& uses, const std::vector<std::uint16_t>& faces, const std::vector<std::uint16_t>& standing,
                     Objects& file);

}  // namespace banxin::pdf
