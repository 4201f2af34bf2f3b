// How characters and paragraphs are to look: the resolved styles of a layout. Every value comes from the layout file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/length.hpp"
#include "base/source.hpp"
#include "model/vertical.hpp"

namespace banxin {

/// The look of characters.
struct CharStyle {
    std::string face;   // role of the font catalogue: "fangsong"
    std::string latin;  // role for Western letters, digits and marks; empty: as face
    Length size;        // of the em
    Length cell;        // advance of a full-width character (gridded styles: text block width / cells); else = size
    InkId ink = 0;
    std::string lang;  // BCP 47: "zh-Hans"
    Length lift{};     // of the baseline: superscripts
    bool operator==(const CharStyle&) const = default;
};

enum class Align : std::uint8_t { kJustify, kLeft, kRight, kCentre };

/// How lines are filled. kStrict: hanzi stand in the cells of a grid; kFlow: even spacing.
enum class Composition : std::uint8_t { kFlow, kStrict };

/// Line-start and line-end prohibition (避头尾) and what stays together on a line, as data of the layout.
struct Kinsoku {
    std::string name;
    std::u32string not_at_start;
    std::u32string not_at_end;
    bool pairs_not_at_start = false;   // —— and …… as well
    std::u32string after_number{};     // never parted from the digits before: ％ ‰ ℃
    std::u32string before_number{};    // never parted from the digits after: ￥ №
    std::u32string counters{};         // unwillingly parted from the digits before: 年 月 日 人 个 期
    std::vector<std::string> units{};  // Western words that stay on the line of the number before them: kg km
};

/// Widths of marks in flow (CLREQ): 全角式 all of them a cell; 开明式 half a cell but at sentence ends; 半角式 half a cell.
enum class Marks : std::uint8_t { kFull, kKaiming, kHalf };

/// Which mark at a line's end gives up its blank. kGb: each (GB/T 15834 5.1.10); kCss: closing brackets alone; kJis: all but 。
enum class LineEndMarks : std::uint8_t { kGb, kCss, kJis };

/// What may be squeezed in flow, by the order in which it gives way (CLREQ). Bits of Style::squeeze.
enum class Give : std::uint8_t { kWordSpace, kBracket, kPause, kGap, kStop, kNothing };
inline constexpr std::size_t kGives = 5;

/// A blank's least and greatest width.
struct Limits {
    Length least, most;
};

/// Shapes that the lines of a title may form (7.3.1), tried in this order.
enum class Shape : std::uint8_t { kNone, kTrapezoid, kDiamond };

/// Whether a heading and the paragraph after it are set as one paragraph.
enum class RunIn : std::uint8_t { kNo, kAlways, kIfStopped };  // kIfStopped: when the heading ends with 。！ or ？

/// The look of a paragraph. Lengths are resolved: 字 by the style's own cell, 行 by the page's row pitch.
struct Style {
    std::string name;
    CharStyle chars;
    const Vertical* vertical = nullptr;  // owned by the Layout; null: lines run from left to right
    Length axis;                         // vertical: from the baseline up to the middle of the column

    Align align = Align::kJustify;
    Composition composition = Composition::kFlow;
    const Kinsoku* kinsoku = nullptr;  // owned by the Layout; never null in a checked layout
    Length indent;                     // of the first line, from inset_left; may be negative
    Length inset_left, inset_right;    // of all lines, from the edges of the text block
    Length han_latin_gap;              // natural gap between hanzi and Western text (flow)
    Length han_script_gap;             // between hanzi and words of other scripts, likewise
    Limits han_latin_limits;           // of that gap when a line is justified
    Limits word_space_limits;          // of the blank between Western words, likewise
    Marks marks = Marks::kFull;
    LineEndMarks line_end_marks = LineEndMarks::kGb;
    std::uint8_t squeeze = 0;  // bits of Give
    Length least_blank;        // that a squeezed mark keeps
    std::u32string hanging;    // marks that may hang beyond the end of a line
    std::string hyphenate;     // language whose patterns divide Western words; empty: they stay whole
    Length measure;            // longest line allowed inside the insets; 0: all there is
    bool words = false;        // break only at word-like places (titles)
    Shape shapes[2] = {Shape::kNone, Shape::kNone};
    bool fit_line = false;  // the size is reduced until the text fits one line ...
    Length min_size;        // ... but not below this

    Length pitch;          // baseline to baseline when not on the grid
    bool on_grid = true;   // lines stand on the page's rows
    Length before, after;  // blank above and below
    RunIn run_in = RunIn::kNo;
    bool keep_with_next = false;
    bool keep_with_previous = false;  // shares a page with the last line before it (sign-off, contributor)
    bool keep_together = false;
    int orphans = 2, widows = 2;  // lines at least, at the foot and at the head of a page

    SourcePos pos;  // of the style's element
};

}  // namespace banxin
