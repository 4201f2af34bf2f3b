// How the inline elements of a brief are set: faces, dots, lines, readings, notes. Every value comes from the layout file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "base/length.hpp"
#include "base/source.hpp"
#include "model/style.hpp"

namespace banxin {

/// A length that is given outright, or as a share of the em of the text that it belongs to.
struct EmLength {
    static constexpr std::int64_t kEm = 1'000'000;

    Length fixed{};
    std::int64_t share = 0;  // of the em, in 1 / kEm

    Length of(Length em) const { return fixed + scale(em, share, kEm); }
    bool nothing() const { return fixed == Length{} && share == 0; }
};

/// Where something stands beside a line of text. Logical: over is above horizontal text and at the right of vertical text.
enum class Side : std::uint8_t {
    kOver,
    kUnder,
    kThrough,  // in the middle of the em box
    kAfter,    // readings: behind their character, on the line
};

/// What is drawn beside text.
enum class Drawing : std::uint8_t {
    kNothing,
    kDots,    // one for each character
    kLine,    // one for each line of text, whole over all blanks
    kWave,    // likewise
    kCircle,  // around each character
};

/// What an inline element does to its text.
enum class InlineKind : std::uint8_t {
    kLook,     // another look, or something drawn beside it
    kReading,  // ruby
    kSpread,   // so many cells for fewer characters
    kCircled,  // a number in one cell
    kNote,     // an inline note, two lines in one row where it is short
};

/// How one inline element is set.
struct InlineStyle {
    std::string element;
    InlineKind kind = InlineKind::kLook;  // by the element
    const Style* style = nullptr;         // gives face and ink; null: those of the text around. Owned by the Layout
    EmLength size;                        // of the characters; nothing: as the text around
    EmLength lift;                        // of their baseline

    Drawing drawing = Drawing::kNothing;
    Side side = Side::kUnder;
    std::optional<InkId> ink;  // of what is drawn; else the text's
    EmLength distance;         // from the em box to the nearest ink of what is drawn, or to the em box of a reading
    EmLength thickness;        // of a line; diameter of a dot or circle is `width`
    EmLength width;            // of a dot, a circle, a turn of a wave, or the column that a reading behind its character takes
    EmLength height;           // of a wave, from crest to trough, without its thickness
    EmLength inset;            // at both ends of a line, so that two neighbours do not touch

    EmLength gap;       // between two readings at least
    EmLength overhang;  // of a reading over a neighbour without one, at most on each side
    int lines = 1;      // inline notes: lines that stand in one row ...
    EmLength most;      // ... where they are no longer than this
    EmLength single;    // size of a note that is longer, on one line

    int frame_above = 880;  // share of the em box above the baseline, in 1/1,000: the page's
    SourcePos pos;
};

}  // namespace banxin
