// The unit of line breaking: what is never divided, with its width and the blank that it may give up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "font/font_set.hpp"
#include "model/blocks.hpp"
#include "text/classes.hpp"

namespace banxin::text {

/// The text of a paragraph in one piece; offsets of all stages count its bytes.
struct Text {
    const Paragraph* paragraph = nullptr;
    std::string bytes;                       // spans joined
    std::vector<std::uint32_t> span_starts;  // byte at which each span begins

    std::size_t span_at(std::uint32_t offset) const;
    SourcePos source(std::uint32_t offset) const;
};

/// A glyph of an atom, from the atom's left edge.
struct AtomGlyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;   // byte in Text
    font::FaceId face = 0;
    Length size;                 // as drawn
    Length x, y;
    Length advance;
};

/// How much it costs to end a line after an atom.
enum class Break : std::uint8_t { kAllowed, kUnwanted, kForbidden, kForced };

/// What gives way first when a line is too long, and what is widened first when it is too short (CLREQ, two tables).
enum class Give : std::uint8_t { kWordSpace, kMiddleDot, kBracket, kPause, kGap, kStop, kNothing };
inline constexpr std::size_t kGives = 6;

struct Atom {
    Kind kind = Kind::kHanzi;
    std::uint32_t begin = 0, end = 0;        // bytes in Text
    std::uint32_t first_glyph = 0, end_glyph = 0;
    char32_t first_char = 0, last_char = 0;
    const CharStyle* chars = nullptr;
    NodeId node = kNoNode;

    Length width;                  // of the whole frame
    Length blank_left, blank_right;  // blank of a mark inside its frame
    Length cut_left, cut_right;    // blank given up for its neighbour, on every line (adjacent marks)
    Length gap_after;              // natural blank to the next atom on the same line
    Give give = Give::kNothing;    // what `gap_after` and the remaining blank count as
    Length gap_min, gap_max;       // limits of gap_after
    Break break_after = Break::kAllowed;
    bool divided = false;          // a piece of a word longer than a line

    Length natural() const { return width - cut_left - cut_right; }
    /// What the mark itself may still give up inside a line.
    Length squeezable() const { return blank_left + blank_right - cut_left - cut_right; }
};

struct Atoms {
    std::vector<Atom> list;
    std::vector<AtomGlyph> glyphs;
};

}  // namespace banxin::text
