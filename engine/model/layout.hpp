// A layout after reading: page geometry, inks, styles and templates. Immutable once read; shared by any number of documents.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/colour.hpp"
#include "base/ids.hpp"
#include "base/length.hpp"
#include "base/source.hpp"
#include "model/inline.hpp"
#include "model/style.hpp"
#include "model/table.hpp"
#include "model/vertical.hpp"

namespace banxin {

/// Paper, text block and its grid of rows and cells. Grid positions are computed from the origin, never accumulated. Rows and cells are
/// logical: of a vertical page the rows are columns from right to left, and `block_width` is what the paper has from top to bottom.
struct PageGeometry {
    Length paper_width, paper_height;
    Length trim_width, trim_height;    // centred on the paper
    Length head, gutter;               // 天头, 订口: from the paper's edges to the text block
    Length block_width, block_height;  // 版心, along a line and across lines
    int rows = 0, cells = 0;
    Length frame;           // height of a row's glyph frame
    int frame_above = 880;  // share of the frame above the baseline, in 1/1,000
    bool mirror = false;    // gutter at the other side on even pages
    bool vertical = false;
    bool bound_right = false;  // gutter at the right, pages from right to left

    Length pitch() const { return scale(block_height - frame, 1, rows - 1); }
    /// Top of the glyph frame of row i (from 0), from the text block's upper edge.
    Length row_top(int i) const { return scale(block_height - frame, i, rows - 1); }
    Length cell() const { return scale(block_width, 1, cells); }
    /// The text block on the paper.
    Length text_width() const { return vertical ? block_height : block_width; }
    Length text_height() const { return vertical ? block_width : block_height; }
};

/// An XPath expression of the layout, checked when the layout was read. The context node is stated where it is used.
struct Expression {
    std::string text;
    SourcePos pos;
};

/// How a value is printed.
struct ValueFormat {
    enum class Kind : std::uint8_t { kDate, kNumber, kChineseNumber };
    std::string name;
    Kind kind = Kind::kNumber;
    std::string pattern;  // kDate: text with {year} {month} {day} {month2} {day2} {chinese-year} {chinese-month} {chinese-day}
    int digits = 0;       // kNumber: padded with zeros to this many
};

/// Template of running text. `children` hold what kRun, kWhen, kOtherwise, kChoose and kEach contain.
struct InlineTemplate {
    enum class Kind : std::uint8_t {
        kText,
        kValue,    // string of `of`, printed by `format`
        kContent,  // the running text of the brief's element (flow blocks only)
        kNumber,   // the heading's number, printed by `format`
        kPageNumber,
        kPageCount,
        kRun,     // children in another style's characters
        kWhen,    // children if `of` is true
        kChoose,  // first kWhen child that is true, else the kOtherwise child
        kOtherwise,
        kEach,  // children once for each node of `of`, with `separator` between
    };
    Kind kind = Kind::kText;
    SourceText text;  // kText
    Expression of;
    const ValueFormat* format = nullptr;  // owned by the Layout
    std::optional<std::string> fallback;  // kValue: printed where nothing is selected; without it that is an error
    const Style* style = nullptr;         // kRun; owned by the Layout
    SourceText separator;                 // kEach
    std::vector<InlineTemplate> children;
    SourcePos pos;
};
using InlineTemplates = std::vector<InlineTemplate>;

/// A part of a row, or the only text of one.
struct RowPart {
    const Style* style = nullptr;
    InlineTemplates content;
};

/// Template of masthead and colophon. The context node of expressions is the brief's root element, inside kEach the node of the turn.
struct BlockTemplate {
    enum class Kind : std::uint8_t { kRow, kBlank, kRule, kWhen, kChoose, kOtherwise, kEach };
    Kind kind = Kind::kRow;
    const Style* style = nullptr;
    std::optional<Length> top;  // from the text block's upper edge
    bool top_is_ink = false;
    Length before;            // kRow: besides the style's; kBlank: its height; kRule: above it
    InkId ink = 0;            // kRule
    Length thickness;         // kRule
    InlineTemplates content;  // kRow without parts: a paragraph in `style`
    InlineTemplates label;    // kRow: hanging label before content
    std::optional<RowPart> left, centre, right;
    Expression of;                        // kWhen, kEach
    std::vector<BlockTemplate> children;  // kWhen, kChoose, kOtherwise, kEach
    SourcePos pos;
};
using BlockTemplates = std::vector<BlockTemplate>;

/// The kinds of block that a brief's text has.
enum class BlockKind : std::uint8_t { kTitle, kSubtitle, kHeading, kParagraph, kContributor, kPicture };

/// How large pictures stand: as large as both lengths allow. They are measured as one sees them, in lines and columns alike.
struct PictureRoom {
    Length most_width, most_height;
    Length before;             // blank above
    bool on_grid = true;       // each takes whole rows of the page
    int least_resolution = 0;  // in dots per inch; a picture that would have fewer is reported
};

/// How one kind of block is set. The context node is the block's element.
struct BlockRule {
    BlockKind kind = BlockKind::kParagraph;
    int level = 0;                   // headings: 1..4; 0: any
    bool first_only = false;         // only for the first block of its kind in the part
    std::optional<Expression> test;  // only where this holds
    const Style* style = nullptr;
    int bookmark = 0;  // level of the bookmark; 0: none
    InlineTemplates content;
    PictureRoom room;  // kPicture; style and content are of the caption
    SourcePos pos;
};

/// A part of the brief and where it stands in the order of the flow.
struct FlowPart {
    enum class Of : std::uint8_t { kEditorNotes, kArticles };
    Of of = Of::kArticles;
    bool new_page = false;         // each begins a page
    Length before;                 // blank above the first, in place of its first block's own
    Length between;                // blank above each of the others, likewise
    std::vector<BlockRule> rules;  // the first that fits is taken
    SourcePos pos;
};

/// A column of a table. The context node of `cell` is the node of the row, of `head` and `foot` the brief's root element.
struct TableColumn {
    Length left, width;  // from the text block's left edge
    const Style *head_style = nullptr, *style = nullptr, *foot_style = nullptr;
    InlineTemplates head, cell, foot;
};

/// A table in the flow: a head, a row for each node of `of`, and a foot where a column has one.
struct TableTemplate {
    Expression of;
    TableLook look;
    std::vector<TableColumn> columns;
    Length before;  // blank above
    bool foot = false;
    SourcePos pos;
};

using FlowItem = std::variant<FlowPart, TableTemplate>;

struct Colophon {
    enum class Page : std::uint8_t { kLast, kLastEven };
    Page page = Page::kLastEven;
    Length above;  // blank at least between the text and it
    BlockTemplates blocks;
    SourcePos pos;
};

/// Running page number (页码).
struct Folio {
    const Style* style = nullptr;
    Align odd = Align::kRight, even = Align::kLeft;
    Length odd_inset, even_inset;  // from that edge of the text block
    Length below;                  // from the text block's lower edge to the middle of the ink of its first character
    int first = 1;                 // number of the first page
    InlineTemplates content;
    SourcePos pos;
};

/// How rows and cells are drawn on a proof; never in print.
struct ProofGrid {
    InkId ink = 0;
    Length thickness;
};

struct MetadataTemplates {
    InlineTemplates title, author, subject, keywords;  // context: the brief's root element
};

struct Layout {
    std::string name, title;
    PageGeometry page;
    Vertical vertical;      // of a vertical page
    std::vector<Ink> inks;  // InkId counts in it
    std::map<std::string, Kinsoku, std::less<>> kinsoku;
    std::map<std::string, Style, std::less<>> styles;  // addresses are stable
    std::map<std::string, ValueFormat, std::less<>> formats;
    std::map<std::string, InlineStyle, std::less<>> inline_styles;  // by the brief's inline element; addresses are stable
    BlockTemplates masthead;
    std::vector<FlowItem> flow;  // in order
    std::optional<Colophon> colophon;
    std::optional<Folio> folio;
    std::optional<ProofGrid> proof;
    MetadataTemplates metadata;
    std::vector<std::string> words;    // the user's words: never broken inside
    std::vector<SourceFilePtr> files;  // keeps positions alive

    Layout() = default;
    Layout(const Layout&) = delete;  // templates point into it
    Layout& operator=(const Layout&) = delete;
};
using LayoutPtr = std::shared_ptr<const Layout>;

}  // namespace banxin
