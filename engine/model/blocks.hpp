// What compose hands to text and page: styled paragraphs, rows and rules in reading order; nothing after this knows of XML.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/source.hpp"
#include "model/inline.hpp"
#include "model/picture.hpp"
#include "model/style.hpp"
#include "model/table.hpp"

namespace banxin {

/// A forced line break inside a span's text.
inline constexpr char32_t kLineSeparator = U'\u2028';

struct Inline;

/// Text of one look. The style is owned by the Layout.
struct Span {
    SourceText text;
    const CharStyle* chars = nullptr;
    NodeId node = kNoNode;
    std::vector<const Inline*> inlines{};  // elements around it that ask for more than a look, outermost first
};

/// An inline element of the brief that draws something, carries a reading or takes room of its own. Owned by the Composition.
struct Inline {
    const InlineStyle* style = nullptr;  // owned by the Layout
    const CharStyle* around = nullptr;   // of the text that the element stands in
    const CharStyle* single = nullptr;   // of a note that is too long for several lines in one row
    std::vector<Span> readings{};        // one for the whole base, or one for each of its characters
    int cells = 0;                       // that spread text takes
    SourcePos pos;
};

struct Paragraph {
    const Style* style = nullptr;  // owned by the Layout
    std::vector<Span> spans;
    NodeId node = kNoNode;
    SourcePos source;  // in the brief: what is said of its lines points into this file where it can

    bool empty() const { return spans.empty(); }
};

/// A paragraph that may break across pages. `label` (if not empty) stands at the left of the first line; the paragraph's
/// lines then all begin after it (hanging).
struct TextBlock {
    Paragraph text;
    Paragraph label;
    std::string outline_title;  // with outline_level > 0: a bookmark leads here
    int outline_level = 0;
};

/// Up to three parts, each aligned by its place: left, centre, right. A long left part takes several lines, the others stand on its last.
struct RowBlock {
    Paragraph left, centre, right;
};

struct TableCell {
    Paragraph text;
    Length left, width;  // from the text block's left edge
};

/// A row of a table, never divided.
struct TableRow {
    enum class Place : std::uint8_t { kHead, kBody, kFoot };
    std::vector<TableCell> cells;
    const TableLook* look = nullptr;  // owned by the Layout
    Place place = Place::kBody;
    bool last = false;  // of its table
};

/// A picture in the middle of the text block, never divided.
struct PictureBlock {
    PicturePtr picture;
    Length along, across;    // its extent along a line and across lines
    bool on_grid = true;     // takes whole rows of the page
    bool captioned = false;  // the next block is its caption
};

struct RuleBlock {
    Length thickness;
    InkId ink = 0;
    // Spans the text block.
};

struct BlankBlock {};  // takes `before` and nothing else

struct Block {
    std::variant<TextBlock, RowBlock, TableRow, PictureBlock, RuleBlock, BlankBlock> content;
    const Style* style = nullptr;  // of a picture its caption's; null for table rows, rules and blanks
    std::optional<Length> top;     // placed this far below the text block's upper edge instead of after its predecessor
    bool new_page = false;         // begins a page
    bool top_is_ink = false;       // `top` is measured to the ink of the first line, else to the glyph frame
    Length before;                 // blank above, style's and own
    Length after;
    NodeId node = kNoNode;
    SourcePos source;
};

}  // namespace banxin
