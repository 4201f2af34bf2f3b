// Setting of blocks: text with hanging labels, rows of up to three parts.
#include "page/galley.hpp"

#include <algorithm>
#include <utility>

namespace banxin::page {

void shift(text::Line& line, Length dx) {
    for (display::GlyphRun& run : line.runs) run.origin.x += dx;
    for (display::Rule& rule : line.rules) rule.box.x += dx;
    for (display::Path& path : line.paths) display::shift(path, {dx, {}});
    line.left += dx;
    line.right += dx;
}

namespace {

std::size_t bytes_of(const SetBlock& block) {
    std::size_t out = sizeof block;  // placed, they are there once more
    for (const text::Line& line : block.lines) {
        out += sizeof line + line.rules.size() * sizeof(display::Rule) + line.paths.size() * sizeof(display::Path);
        for (const display::GlyphRun& run : line.runs) out += sizeof run + run.text.size() + run.glyphs.size() * sizeof(display::Glyph);
    }
    return out;
}

/// As the brief names it: zhuyin is a reading.
std::string_view element_of(const InlineStyle* style) {
    if (!style) return "ruby";
    return style->kind == InlineKind::kReading ? std::string_view("ruby") : std::string_view(style->element);
}

}  // namespace

std::vector<SetBlock> Galley::set(const std::vector<Block>& blocks) {
    std::vector<SetBlock> out;
    out.reserve(blocks.size());
    const SetBlock* head = nullptr;
    for (const Block& block : blocks) {
        out.push_back(set_one(block));
        if (out.size() > 1) check_between(out[out.size() - 2], out.back());
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
    if (const PictureBlock* picture = out.picture()) {
        out.size = picture->across;
        out.on_grid = picture->on_grid;
    }
    if (out.on_grid && !out.picture()) out.size = layout_.page.frame;
    check_beside(out);
    return out;
}

/// What stands beside lines opens no row: it has the blank between two em boxes, once.
void Galley::check_beside(const SetBlock& block) {
    const Length room = block.pitch - block.size;
    const text::Line* before = nullptr;
    for (const text::Line& line : block.lines) {
        const Length over = line.over + (before ? before->under : Length{});
        const Length need = std::max(over, line.under);
        const InlineStyle* outer = over < line.under ? line.outer_under
                                   : line.outer_over ? line.outer_over
                                   : before          ? before->outer_under
                                                     : nullptr;
        if (need > Length{} && need > room) report_beside(line, need, room, outer);
        before = &line;
    }
}

/// The same between the last line of a block and the first of the next, where both stand on one page.
void Galley::check_between(const SetBlock& above, const SetBlock& below) {
    if (above.lines.empty() || below.lines.empty() || below.block->new_page || below.block->top) return;
    const Length room = above.half_lead() + above.block->after + below.block->before + below.half_lead();
    const text::Line &last = above.lines.back(), &first = below.lines.front();
    const Length need = last.under + first.over;
    const bool told = first.over > below.pitch - below.size || last.under > above.pitch - above.size;
    const InlineStyle* outer = first.outer_over ? first.outer_over : last.outer_under;
    if (need > Length{} && need > room && !told) report_beside(first, need, room, outer);
}

/// `outer`: the outermost of what stands there; none where the letters themselves are tall.
void Galley::report_beside(const text::Line& line, Length need, Length room, const InlineStyle* outer) {
    if (outer) diagnostics_.report(Code::kBesideTooHigh, line.source, {format_mm(need, 2), format_mm(room, 2), element_of(outer)});
    else diagnostics_.report(Code::kLettersTooTall, line.source, {format_mm(need, 2), format_mm(room, 2)});
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
    std::vector<display::GlyphRun>& runs = out.lines.front().runs;
    runs.insert(runs.begin(), label.front().runs.begin(), label.front().runs.end());
    out.lines.front().left = label.front().left;
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
        std::move(line.runs.begin(), line.runs.end(), std::back_inserter(last.runs));
    }
}

}  // namespace banxin::page
