// Tables: a row for each node.
#include "compose/table.hpp"

namespace banxin::compose {

void compose_table(std::vector<Block>& out, const TableTemplate& table, const Scope& scope, NodeId parent, Evaluator& evaluator, Tree& tree,
                   Diagnostics& diagnostics) {
    using Place = TableRow::Place;
    const auto add = [&](Place place, const Scope& in, bool last) {
        if (!evaluator.afford(Budget::kEach, table.pos)) return;
        const NodeId node = tree.add(display::Role::kRow, parent, in.context.pos());
        TableRow row{{}, &table.look, place, last};
        for (const TableColumn& column : table.columns) {
            const Style& style = place == Place::kHead ? *column.head_style : place == Place::kFoot ? *column.foot_style : *column.style;
            const InlineTemplates& content = place == Place::kHead ? column.head : place == Place::kFoot ? column.foot : column.cell;
            TableCell& cell = row.cells.emplace_back(TableCell{{&style, {}, node, in.context.pos()}, column.left, column.width});
            evaluator.append(cell.text.spans, content, style, node, in);
        }
        Block& block = out.emplace_back();
        block.content = std::move(row);
        if (place == Place::kHead) block.before = table.before;
        block.node = node;
        block.source = in.context.pos();
    };
    const std::vector<xml::Element> rows = evaluator.select(table.of, scope.context);
    if (rows.empty()) return diagnostics.report(Code::kTableEmpty, scope.context.pos(), {table.of.text});
    add(Place::kHead, scope, false);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Scope inner = scope;
        inner.context = rows[i];
        inner.number = static_cast<int>(i + 1);
        add(Place::kBody, inner, !table.foot && i + 1 == rows.size());
    }
    if (table.foot) add(Place::kFoot, scope, true);
}

}  // namespace banxin::compose
