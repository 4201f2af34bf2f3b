// The unit of line breaking: what is never divided, with its width and the blank that it may give up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "display/document.hpp"
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
    /// Where a person finds bytes [from, to): their first in the brief itself, else the first of all.
    SourcePos place(std::uint32_t from, std::uint32_t to) const;
};

/// A glyph of an atom, from the atom's left edge.
struct AtomGlyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;  // byte in Text
    font::FaceId face = 0;
    Length size;  // as drawn
    Length x, y;
    Length advance;
    display::Orientation orientation = display::Orientation::kLevel;
    std::int32_t stretch = 1000;  // as display::GlyphRun says
    std::uint8_t level = 0;       // of a box's glyph: that of the atom which it was
    Length inset{};               // from the left edge of its advance, where it was moved in to have room for its ink
    bool second = false;          // of a note in two lines: on the second
    Length middle{};              // of a box's glyph: of its character along the line, where that has a cell
};

/// How much it costs to end a line after an atom. kAvoided: where lines would suffer much for it.
enum class Break : std::uint8_t { kAllowed, kUnwanted, kAvoided, kForbidden, kForced };

/// No isolate of UAX #9 begins or ends there.
inline constexpr std::uint8_t kNoFence = UINT8_MAX;

struct Atom {
    Kind kind = Kind::kHanzi;
    std::uint32_t begin = 0, end = 0;  // bytes in Text
    std::uint32_t first_glyph = 0, end_glyph = 0;
    char32_t first_char = 0, last_char = 0;
    const CharStyle* chars = nullptr;
    NodeId node = kNoNode;

    Length width;                    // of the whole frame
    Length blank_left, blank_right;  // blank of a mark inside its frame
    Length cut_left, cut_right;      // blank given up on every line (adjacent marks, narrow marks)
    Length gap_after;                // natural blank to the next atom on the same line
    Give give = Give::kNothing;      // how what it can lose is counted
    Length squeezable;               // what its blank, or the gap after it, can lose inside a line
    Length stretchable;              // what its blank, or the gap after it, can gain before all places open
    Length trim_start, trim_end;     // given up where it begins or ends a line; a hyphen that appears there counts negative
    Break break_after = Break::kAllowed;
    bool closed = false;               // nothing opens behind it: inside a document's number
    bool own_width = false;            // of another size than the paragraph, or a box: set by its own width in the grid too
    std::uint8_t cells = 0;            // of the grid that a box fills; 0: no whole number
    bool boxed = false;                // several characters as one, their places fixed
    bool kept = false;                 // no line ends after it: one reading for this and the next
    bool written_on = false;           // a line to be written on begins with it: the line before may stay short
    bool divided = false;              // a piece of a word that the next piece continues
    bool solid = false;                // of a script whose letters join or stack: they never move apart
    bool glued = false;                // of such a script: no line begins with it, even after a blank
    bool foreign = false;              // of another script than Chinese and Latin
    bool crowded = false;              // characters that no glyph joins in one cell of a column: on each other
    std::uint8_t level = 0;            // of UAX #9; odd: from right to left
    std::uint8_t fence = kNoFence;     // of the mark of an isolate that begins or ends before it, if one does
    char32_t joint = 0;                // the last of the characters drawing nothing that were typed after it
    bool carries = false;              // a blank with characters that draw nothing: dropped, it leaves them behind
    Length ink_over, ink_under;        // of letters that may leave the em box: how far from the baseline
    std::uint32_t hyphen = kNoHyphen;  // glyph drawn where the atom ends a line

    static constexpr std::uint32_t kNoHyphen = UINT32_MAX;  // else an index into Atoms::glyphs

    /// Glyphs between which blank may be put.
    std::int64_t letters() const { return kind == Kind::kWestern && !solid ? end_glyph - first_glyph : 0; }

    Length natural() const { return width - cut_left - cut_right; }

    /// Raised or lowered: it belongs to what stands before it.
    bool hangs_on() const { return is_script(first_char) || (chars && chars->lift != Length{}); }
};

/// A reading and its base. The runs begin at x = 0 on a baseline of their own.
struct Reading {
    std::uint32_t begin = 0, end = 0;  // bytes of the base in Text
    std::vector<display::GlyphRun> runs;
    Length width;
    Length height;  // of its em, or of letters one below the other
    const Inline* element = nullptr;
};

struct Atoms {
    std::vector<Atom> list;
    std::vector<AtomGlyph> glyphs;
    std::vector<Reading> readings{};
};

}  // namespace banxin::text
