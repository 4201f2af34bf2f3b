// Masthead and colophon: block templates -> blocks.
#pragma once

#include <vector>

#include "compose/evaluate.hpp"
#include "compose/tree.hpp"

namespace banxin::compose {

std::vector<Block> compose_rows(const BlockTemplates& templates, const Scope& scope, NodeId parent, Evaluator& evaluator, Tree& tree);

}  // namespace banxin::compose
