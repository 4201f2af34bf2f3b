// How a block takes its place in a region, and where it lets itself be divided.
#pragma once

#include <optional>
#include <vector>

#include "model/layout.hpp"
#include "page/galley.hpp"

namespace banxin::page {

/// A line or rule with its place along the block axis, from the text block's upper edge.
struct Placed {
    const SetBlock* owner = nullptr;
    std::size_t line = 0;  // in owner->lines; of no meaning for rules and pictures
    Length top;            // of the glyph frame, or of the rule or picture
    Length baseline;       // lines only; of a table's row its top
};

/// Where the next thing may go.
struct Cursor {
    Length bottom;         // lower edge of what stands above: a glyph frame or a rule
    Length lead;           // half the leading of the line above; none below rules and at the head of a page
    Length after;          // blank asked for below it
    bool page_top = true;  // nothing stands above
};

struct Fragment {
    std::vector<Placed> placed;
    Cursor cursor;
    std::optional<std::size_t> resume;  // first line that is still to be placed; none: the block is complete
};

/// How strictly a block's wishes are kept when it is divided.
enum class Keeps : std::uint8_t { kAll, kNone };

/// Places lines of `block` from line `from` on, down to `end` (from the text block's upper edge). Divides it only as its style
/// allows (orphans, widows, keep-together): then `placed` may be empty and `resume` == from. At most `limit` lines.
Fragment fragment(const SetBlock& block, const PageGeometry& page, const Cursor& start, Length end, std::size_t from, std::size_t limit,
                  Keeps keeps);

}  // namespace banxin::page
