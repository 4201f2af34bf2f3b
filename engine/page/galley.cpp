// Setting of blocks: text with hanging labels, rows of up to three parts.
#include "page/galley.hpp"

#include <algorithm>
#include <utility>

namespace banxin::page {

void shift(text::Line& line, Length dx) {
    for (display::GlyphRun& run : line.runs) run.origin.x += dx;
    line.left += dx;
    line.right += dx;
}

std::vector<SetBlock> Galley::set(const std::vector<Block>& blocks) {
    std::vector<SetBlock> out;
    out.reserve(blocks.size());
    for (const Block& block : blocks) out.push_back(set_one(block));
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
    if (out.on_grid) out.size = layout_.page.frame;
    return out;
}

text::ComposedParagraph Galley::compose(const Paragraph& paragraph, Length hang) {
    text::ComposedParagraph set = composer_.compose(paragraph, layout_.page.block_width, hang, diagnostics_);
    report_.lines += set.report.lines;
    report_.adjusted += set.report.adjusted;
    if (!paragraph.style->on_grid) return set;  // masthead, titles and colophon have no cells to stand in
    report_.hanzi += set.report.hanzi;
    report_.hanzi_on_grid += set.report.hanzi_on_grid;
    return set;
}

void Galley::set_text(SetBlock& out, const TextBlock& text) {
    Length hang;
    std::vector<text::Line> label;
    if (!text.label.empty()) {
        hang = composer_.natural_width(text.label, diagnostics_);
        label = compose(text.label, {}).lines;
    }
    text::ComposedParagraph set = compose(text.text, hang);
    out.lines = std::move(set.lines);
    out.size = set.size;
    if (label.empty()) return;
    if (out.lines.empty()) out.lines.emplace_back();
    std::vector<display::GlyphRun>& runs = out.lines.front().runs;
    runs.insert(runs.begin(), label.front().runs.begin(), label.front().runs.end());
    out.lines.front().left = label.front().left;
}

/// One part of a row on one line, moved to its side inside the style's insets.
text::Line Galley::part(const Paragraph& paragraph, Align align, Length& size) {
    text::ComposedParagraph set = compose(paragraph, {});
    size = std::max(size, set.size);
    if (set.lines.size() > 1) diagnostics_.report(Code::kRowTooLong, paragraph.spans.front().text.at(0));
    text::Line line = std::move(set.lines.front());
    const Style& style = *paragraph.style;
    const Length left = style.inset_left;
    const Length right = layout_.page.block_width - style.inset_right;
    if (align == Align::kLeft) shift(line, left - line.left);
    if (align == Align::kRight) shift(line, right - line.right);
    if (align == Align::kCentre) shift(line, scale(left + right - line.left - line.right, 1, 2));
    return line;
}

void Galley::set_row(SetBlock& out, const RowBlock& row) {
    text::Line merged;
    bool first = true;
    const std::pair<const Paragraph&, Align> parts[] = {{row.left, Align::kLeft}, {row.centre, Align::kCentre}, {row.right, Align::kRight}};
    for (const auto& [paragraph, align] : parts) {
        if (paragraph.empty()) continue;
        text::Line line = part(paragraph, align, out.size);
        if (first) {
            merged = std::move(line);
            first = false;
            continue;
        }
        if (line.left < merged.right) diagnostics_.report(Code::kRowPartsTouch, paragraph.spans.front().text.at(0));
        merged.right = line.right;
        std::move(line.runs.begin(), line.runs.end(), std::back_inserter(merged.runs));
    }
    out.lines.push_back(std::move(merged));
}

}  // namespace banxin::page
