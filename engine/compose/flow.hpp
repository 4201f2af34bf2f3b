// The brief's text: editor's notes and articles by the rules of the layout's flow.
#pragma once

#include <vector>

#include "compose/evaluate.hpp"
#include "compose/inlines.hpp"
#include "compose/tree.hpp"

namespace banxin::compose {

/// Looks that no style has, and inline elements, are added to `store`; blocks point into it.
std::vector<Block> compose_flow(const Layout& layout, const reader::BriefDocument& brief, Evaluator& evaluator, Tree& tree, NodeId parent,
                                InlineStore& store, Diagnostics& diagnostics);

}  // namespace banxin::compose
