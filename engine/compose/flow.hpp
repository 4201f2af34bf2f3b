// The brief's text: editor's notes and articles by the rules of the layout's flow.
#pragma once

#include <deque>
#include <vector>

#include "compose/evaluate.hpp"
#include "compose/tree.hpp"

namespace banxin::compose {

/// Looks that no style has are added to `characters`; blocks point into it.
std::vector<Block> compose_flow(const Layout& layout, const reader::BriefDocument& brief, Evaluator& evaluator, Tree& tree, NodeId parent,
                                std::deque<CharStyle>& characters, Diagnostics& diagnostics);

}  // namespace banxin::compose
