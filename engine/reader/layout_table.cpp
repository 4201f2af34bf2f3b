// Tables of a layout: columns side by side in the text block.
#include "reader/layout_context.hpp"

namespace banxin::reader {
namespace {

/// Head, cell and foot of a column, each in its style.
TableColumn read_column(LayoutContext& context, const xml::Element& element, const Style* head, const Style* body) {
    TableColumn out;
    out.head_style = head;
    out.style = out.foot_style = body;
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    if (const auto a = element.attribute("foot-style")) out.foot_style = context.style(*a);
    for (const xml::Element& child : xml::child_elements(element)) {
        if (child.name() == "cell") context.inside = LayoutContext::Inside::kCell;
        InlineTemplates content = read_inline(context, child);
        context.inside = LayoutContext::Inside::kElsewhere;
        if (child.name() == "head") out.head = std::move(content);
        else if (child.name() == "cell") out.cell = std::move(content);
        else out.foot = std::move(content);
    }
    return out;
}

/// Columns without a width share what the others leave.
void share_width(LayoutContext& context, const xml::Element& table, const std::vector<bool>& open, TableTemplate& out) {
    Length left = context.out.page.block_width;
    std::int64_t sharing = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
        left = left - out.columns[i].width;
        sharing += open[i] ? 1 : 0;
    }
    Length x, least = context.out.page.block_width;
    std::int64_t turn = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
        TableColumn& column = out.columns[i];
        if (open[i]) {
            column.width = scale(left, turn + 1, sharing) - scale(left, turn, sharing);
            ++turn;
        }
        column.left = x;
        x += column.width;
        for (const Style* style : {column.head_style, column.style, column.foot_style})
            if (style)
                least = std::min(least, column.width - out.look.padding * 2 - style->inset_left - style->inset_right - style->chars.cell);
    }
    if (least < Length{}) context.diagnostics.report(Code::kColumnTooNarrow, table.pos());
    if (x > context.out.page.block_width)
        context.diagnostics.report(Code::kTableTooWide, table.pos(), {format_mm(x, 2), format_mm(context.out.page.block_width, 2)});
}

}  // namespace

TableTemplate read_table(LayoutContext& context, const xml::Element& element) {
    TableTemplate out;
    out.pos = element.pos();
    const Length row = context.out.page.pitch();
    const auto style = element.attribute("style"), head = element.attribute("head-style");
    const Style* body_style = style ? context.style(*style) : nullptr;
    const Style* head_style = head ? context.style(*head) : body_style;
    const Length cell = body_style ? body_style->chars.cell : Length{};
    if (const auto of = element.attribute("of")) out.of = context.expression(*of);
    if (const auto ink = element.attribute("ink")) out.look.ink = context.ink(*ink);
    out.look.rule = context.length(element, "thickness", {}, {}).value_or(Length{});
    out.look.frame = context.length(element, "frame", {}, {}).value_or(out.look.rule);
    out.look.padding = context.length(element, "padding", cell, row).value_or(Length{});
    out.look.height = context.length(element, "height", cell, row).value_or(Length{});
    out.before = context.length(element, "before", cell, row).value_or(Length{});
    if (out.look.rule <= Length{}) context.diagnostics.report(Code::kRuleWithoutThickness, element.pos());
    std::vector<bool> open;
    for (const xml::Element& column : xml::child_elements(element)) {
        out.columns.push_back(read_column(context, column, head_style, body_style));
        const auto width = context.length(column, "width", cell, row);
        open.push_back(!width);
        out.columns.back().width = width.value_or(Length{});
        out.foot = out.foot || !out.columns.back().foot.empty();
    }
    share_width(context, element, open, out);
    return out;
}

}  // namespace banxin::reader
