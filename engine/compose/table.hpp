// Tables of a layout: templates -> rows of cells.
#pragma once

#include <vector>

#include "compose/evaluate.hpp"
#include "compose/tree.hpp"

namespace banxin::compose {

/// Appends head, rows and foot. The context of `scope` is the brief's root element.
void compose_table(std::vector<Block>& out, const TableTemplate& table, const Scope& scope, NodeId parent, Evaluator& evaluator, Tree& tree,
                   Diagnostics& diagnostics);

}  // namespace banxin::compose
