// Setting of blocks: text with hanging labels, rows of up to three parts.
#include "page/galley.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace banxin::page {

void shift(text::Line& line, Length dx) {
    for (display::GlyphRun& run : line.runs) run.origin.x += dx;
    for (display::Rule& rule : line.rules) rule.box.x += dx;
    for (display::Path& path : line.paths) display::shift(path, {dx, {}});
    for (std::vector<text::Reach>* reaches : {&line.over, &line.under})
        for (text::Reach& reach : *reaches) {
            reach.left += dx;
            reach.right += dx;
        }
    line.left += dx;
    line.right += dx;
}

namespace {

template <class Items>
void append(Items& to, Items& from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// All that another line draws, in this one.
void merge(text::Line& line, text::Line& other) {
    append(line.runs, other.runs);
    append(line.rules, other.rules);
    append(line.paths, other.paths);
    append(line.over, other.over);
    append(line.under, other.under);
}

std::size_t bytes_of(const SetBlock& block) {
    std::size_t out = sizeof block;  // placed, they are there once more
    for (const text::Line& line : block.lines) {
        out += sizeof line + line.rules.size() * sizeof(display::Rule) + line.paths.size() * sizeof(display::Path) +
               (line.over.size() + line.under.size()) * sizeof(text::Reach);
        for (const display::GlyphRun& run : line.runs) out += sizeof run + run.text.size() + run.glyphs.size() * sizeof(display::Glyph);
    }
    return out;
}

}  // namespace

std::vector<SetBlock> Galley::set(const std::vector<Block>& blocks) {
    std::vector<SetBlock> out;
    out.reserve(blocks.size());
    const SetBlock* head = nullptr;
    for (const Block& block : blocks) {
        out.push_back(set_one(block));
        if (const TableRow* row = out.back().table_row()) {
            if (row->place == TableRow::Place::kHead) head = &out.back();
            else out.back().head = head;
        }
        held_ += 2 * bytes_of(out.back());
        if (composer_.watch) composer_.watch->look(Watch::Stage::kSet, out.size(), blocks.size(), held_);
    }
    return out;
}

SetBlock Galley::set_one(const Block& block) {
    SetBlock out;
    out.block = &block;
    if (block.style) {
        out.size = block.style->chars.size;
        out.on_grid = block.style->on_grid;
        out.pitch = out.on_grid ? layout_.page.pitch() : block.style->pitch;
    }
    if (const auto* text = std::get_if<TextBlock>(&block.content)) set_text(out, *text);
    if (const auto* row = std::get_if<RowBlock>(&block.content)) set_row(out, *row);
    if (const auto* row = std::get_if<TableRow>(&block.content)) set_table_row(out, *row);
    out.em = out.size;
    if (const PictureBlock* picture = out.picture()) {
        out.size = picture->across;
        out.on_grid = picture->on_grid;
    } else if (out.on_grid) {
        out.size = layout_.page.frame;
    }
    return out;
}

text::ComposedParagraph Galley::compose(const Paragraph& paragraph, Length measure, Length hang) {
    text::ComposedParagraph set = known_ ? known_->compose(composer_, paragraph, measure, hang, diagnostics_)
                                         : composer_.compose(paragraph, measure, hang, diagnostics_);
    report_.lines += set.report.lines;
    report_.adjusted += set.report.adjusted;
    if (!paragraph.style->on_grid) return set;  // masthead, titles, captions and colophon have no cells to stand in
    report_.hanzi += set.report.hanzi;
    report_.hanzi_on_grid += set.report.hanzi_on_grid;
    return set;
}

void Galley::set_text(SetBlock& out, const TextBlock& text) {
    Length hang;
    std::vector<text::Line> label;
    if (!text.label.empty()) {
        hang = composer_.natural_width(text.label, diagnostics_);
        label = compose(text.label, layout_.page.block_width, {}).lines;
    }
    text::ComposedParagraph set = compose(text.text, layout_.page.block_width, hang);
    out.lines = std::move(set.lines);
    out.size = set.size;
    if (label.empty()) return;
    if (out.lines.empty()) out.lines.emplace_back();
    text::Line& first = out.lines.front();
    const auto behind = static_cast<std::ptrdiff_t>(first.runs.size());
    first.left = label.front().left;
    merge(first, label.front());
    std::rotate(first.runs.begin(), first.runs.begin() + behind, first.runs.end());  // the label is read first
}

/// A part in the middle or at the right: one line, moved to its side inside the style's insets.
text::Line Galley::part(const Paragraph& paragraph, Align align, Length& size) {
    text::ComposedParagraph set = compose(paragraph, layout_.page.block_width, {});
    size = std::max(size, set.size);
    if (set.lines.size() > 1) diagnostics_.report(Code::kRowTooLong, paragraph.spans.front().text.at(0));
    text::Line line = std::move(set.lines.front());
    const Style& style = *paragraph.style;
    const Length left = style.inset_left;
    const Length right = layout_.page.block_width - style.inset_right;
    if (align == Align::kRight) shift(line, right - line.right);
    else shift(line, scale(left + right - line.left - line.right, 1, 2));
    return line;
}

/// The left part, in as many lines as it needs to stay a character away from what stands right of it.
std::vector<text::Line> Galley::left_part(const Paragraph& paragraph, Length end, Length& size) {
    text::ComposedParagraph set = compose(paragraph, end + paragraph.style->inset_right, {});
    size = std::max(size, set.size);
    for (text::Line& line : set.lines) shift(line, paragraph.style->inset_left - line.left);
    return std::move(set.lines);
}

void Galley::set_row(SetBlock& out, const RowBlock& row) {
    std::vector<text::Line> others;
    if (!row.centre.empty()) others.push_back(part(row.centre, Align::kCentre, out.size));
    if (!row.right.empty()) others.push_back(part(row.right, Align::kRight, out.size));
    if (others.size() == 2 && others[1].left < others[0].right)
        diagnostics_.report(Code::kRowPartsTouch, row.right.spans.front().text.at(0));
    if (!row.left.empty()) {
        const Style& style = *row.left.style;
        const Length end = others.empty() ? layout_.page.block_width - style.inset_right : others.front().left - style.chars.cell;
        if (end - style.inset_left < style.chars.cell * 2) diagnostics_.report(Code::kRowPartsTouch, row.left.spans.front().text.at(0));
        else out.lines = left_part(row.left, end, out.size);
    }
    if (out.lines.empty()) out.lines.emplace_back();
    text::Line& last = out.lines.back();
    if (last.runs.empty() && !others.empty()) last.left = others.front().left;
    for (text::Line& line : others) {
        last.right = line.right;
        merge(last, line);
    }
}

}  // namespace banxin::page
