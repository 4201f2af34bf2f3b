// Placing lines on grid rows or by their own pitch.
#include "page/fragment.hpp"

#include <algorithm>

namespace banxin::page {
namespace {

/// Rounding of row positions must not push a line to the next row.
constexpr Length kTolerance{100};  // 0.003 mm

Length above_baseline(Length size, const PageGeometry& page) { return scale(size, page.frame_above, 1'000); }

/// The first row whose top is at or below `wanted`; past the last row: one beyond the text block.
int row_at_or_below(Length wanted, const PageGeometry& page) {
    int row = static_cast<int>((wanted.units - kTolerance.units) / page.pitch().units);
    row = std::max(row, 0);
    while (page.row_top(row) + kTolerance < wanted) ++row;
    return row;
}

Length line_top(const SetBlock& block, const PageGeometry& page, const Cursor& at, bool first) {
    const Length blank = first && !at.page_top ? std::max(block.block->before, Length{}) + at.after : Length{};
    if (block.on_grid) return page.row_top(row_at_or_below(at.bottom + blank, page));
    if (at.page_top) return at.bottom;
    return at.bottom + at.lead + blank + block.half_lead();
}

Fragment place_rule(const SetBlock& block, const Cursor& start, Length end, std::size_t from) {
    const Length thickness = std::get<RuleBlock>(block.block->content).thickness;
    const Length before = block.block->before;
    const Length top = start.page_top ? start.bottom : start.bottom + (before > Length{} ? before : start.lead);
    if (top + thickness > end + kTolerance) return {{}, start, from};
    return {{{&block, 0, top, {}}}, {top + thickness, {}, {}, false}, std::nullopt};
}

Fragment place_blank(const SetBlock& block, const Cursor& start) {
    Cursor cursor = start;
    if (!cursor.page_top) cursor.after += block.block->before;
    return {{}, cursor, std::nullopt};
}

/// A row of a table stands against the one before; where a page begins with it, its head stands above it again.
Fragment place_table_row(const SetBlock& block, const Cursor& start, Length end, std::size_t from, std::size_t limit) {
    Fragment out{{}, start, std::nullopt};
    Length top = start.page_top ? start.bottom : start.bottom + start.lead + start.after + block.block->before;
    if (start.page_top && block.head) {
        out.placed.push_back({block.head, 0, top, top});
        top += block.head->size;
    }
    out.placed.push_back({&block, 0, top, top});
    if (top + block.size > end + kTolerance || out.placed.size() > limit) return {{}, start, from};
    out.cursor = {top + block.size, {}, {}, false};
    return out;
}

/// On the grid it stands in the middle of as many rows as hold it, so that what follows is on the rows again; off it, half the leading of its
/// caption keeps it clear of the text on both sides.
Fragment place_picture(const SetBlock& block, const PageGeometry& page, const Cursor& start, Length end, std::size_t from) {
    const Style& style = *block.block->style;
    const Length height = block.size;
    const Length blank = start.page_top ? Length{} : block.block->before + start.after;
    Length top = start.bottom + blank, room = height, lead;
    if (block.on_grid) {
        const std::int64_t pitch = page.pitch().units, beyond = (height - page.frame - kTolerance).units;
        const std::int64_t more = beyond > 0 ? (beyond + pitch - 1) / pitch : 0;  // rows beside the first
        const int row = row_at_or_below(top, page);
        top = page.row_top(row);
        room = page.row_top(row + static_cast<int>(more)) + page.frame - top;
        lead = scale(page.pitch() - page.frame, 1, 2);
    } else {
        const Length clear = std::max(scale(style.pitch - style.chars.size, 1, 2), Length{});
        if (!start.page_top) top += start.lead + clear;
        room += clear;
    }
    const Length at = block.on_grid ? top + scale(room - height, 1, 2) : top;
    if (at + height > end + kTolerance) return {{}, start, from};
    return {{{&block, 0, at, at}}, {top + room, lead, block.block->after, false}, std::nullopt};
}

}  // namespace

Fragment fragment(const SetBlock& block, const PageGeometry& page, const Cursor& start, Length end, std::size_t from, std::size_t limit,
                  Keeps keeps) {
    if (block.is_rule()) return place_rule(block, start, end, from);
    if (block.is_blank()) return place_blank(block, start);
    if (block.picture()) return place_picture(block, page, start, end, from);
    if (block.table_row()) return place_table_row(block, start, end, from, limit);

    Fragment out{{}, start, std::nullopt};
    std::vector<Cursor> cursors;  // after each line
    cursors.reserve(block.lines.size() - from + 1);
    cursors.push_back(start);
    const Length height = block.size;
    for (std::size_t i = from; i < block.lines.size() && out.placed.size() < limit; ++i) {
        const Length top = line_top(block, page, out.cursor, i == from);
        if (top + height > end + kTolerance) break;
        out.placed.push_back({&block, i, top, top + above_baseline(height, page)});
        out.cursor = {top + height, block.half_lead(), {}, false};
        cursors.push_back(out.cursor);
    }
    const std::size_t left = block.lines.size() - from;
    if (out.placed.size() == left) {
        out.cursor.after = block.block->after;
        return out;
    }

    std::size_t keep = out.placed.size();
    if (keeps == Keeps::kAll) {
        const Style& style = *block.block->style;
        const std::size_t widows = std::min(left, static_cast<std::size_t>(style.widows));
        keep = std::min(keep, left - widows);
        const bool too_few = from == 0 && keep < static_cast<std::size_t>(style.orphans);
        if (too_few || style.keep_together) keep = 0;
    }
    out.placed.resize(keep);
    out.cursor = cursors[keep];
    out.resume = from + keep;
    return out;
}

}  // namespace banxin::page
