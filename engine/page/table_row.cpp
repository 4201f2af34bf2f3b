// Rows of tables: cells side by side between rules, in one line as high as its fullest cell.
#include <algorithm>
#include <iterator>

#include "page/beside.hpp"
#include "page/galley.hpp"

namespace banxin::page {
namespace {

/// What a cell comes to: its lines stand `pitch` apart.
struct SetCell {
    std::vector<text::Line> lines;
    Length size, pitch;

    Length height() const { return lines.empty() ? Length{} : size + pitch * static_cast<std::int64_t>(lines.size() - 1); }
};

/// How far ink, and what stands beside text, leaves the cell's em boxes, above or below.
Length sticks_out(const SetCell& cell, const text::Composer& composer, int frame_above) {
    const Length above = scale(cell.size, frame_above, 1'000), below = cell.size - above;
    Length out, down;  // from the first line
    for (const text::Line& line : cell.lines) {
        const text::LineInk ink = composer.ink(line);
        const Length left = cell.height() - cell.size - down;  // below this line
        out = std::max({out, ink.above - above - down, ink.below - below - left});
        for (const text::Reach& reach : line.over) out = std::max(out, reach.far - above - down);
        for (const text::Reach& reach : line.under) out = std::max(out, reach.far - below - left);
        down += cell.pitch;
    }
    return out;
}

/// Moves what stands beside the line's baseline to where the row begins.
void move_down(text::Line& line, Length dy) {
    for (display::GlyphRun& run : line.runs) run.origin.y += dy;
    for (display::Rule& rule : line.rules) rule.box.y += dy;
    for (display::Path& path : line.paths) display::shift(path, {{}, dy});
}

template <class Items>
void append(Items& to, Items&& from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// Rules of one row: one below it, those between its cells, and the frame's part of them; a head has the one above as well.
void add_rules(text::Line& line, const SetBlock& block, const TableRow& row) {
    const TableLook& look = *row.look;
    const auto add = [&](Length x, Length y, Length width, Length height) {
        line.rules.push_back({{x, y, width, height}, look.ink, block.block->node, block.block->source});
    };
    const Length left = row.cells.front().left, right = row.cells.back().left + row.cells.back().width;
    if (row.place == TableRow::Place::kHead) add(left, {}, right - left, look.frame);
    add(left, {}, look.frame, block.size);
    for (std::size_t i = 1; i < row.cells.size(); ++i) add(row.cells[i].left - scale(look.rule, 1, 2), {}, look.rule, block.size);
    add(right - look.frame, {}, look.frame, block.size);
    const Length below = row.last ? look.frame : look.rule;
    add(left, block.size - below, right - left, below);
}

}  // namespace

/// The row's line has its origin at the row's upper edge.
void Galley::set_table_row(SetBlock& out, const TableRow& row) {
    const TableLook& look = *row.look;
    std::vector<SetCell> cells;
    for (const TableCell& cell : row.cells) {
        SetCell set;
        const Style& style = *cell.text.style;
        if (!cell.text.empty()) {
            text::ComposedParagraph composed = compose(cell.text, cell.width - look.padding * 2, {});
            set = {std::move(composed.lines), composed.size, style.on_grid ? layout_.page.pitch() : style.pitch};
            check_beside(set.lines, set.size, set.pitch, layout_.page.frame_above, diagnostics_);
        }
        const Length beyond = sticks_out(set, composer_, layout_.page.frame_above);  // that much free of the rules
        out.size = std::max({out.size, look.height, set.height() + std::max(look.padding, beyond + std::max(look.rule, look.frame)) * 2});
        cells.push_back(std::move(set));
    }
    out.pitch = out.size;
    text::Line& line = out.lines.emplace_back();
    line.left = row.cells.front().left;
    line.right = row.cells.back().left + row.cells.back().width;
    line.source = out.block->source;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Length top = scale(out.size - cells[i].height(), 1, 2);
        for (text::Line& one : cells[i].lines) {
            shift(one, row.cells[i].left + look.padding);
            move_down(one, top + scale(cells[i].size, layout_.page.frame_above, 1'000));
            top += cells[i].pitch;
            append(line.runs, std::move(one.runs));
            append(line.rules, std::move(one.rules));
            append(line.paths, std::move(one.paths));
        }
    }
    add_rules(line, out, row);
}

}  // namespace banxin::page
