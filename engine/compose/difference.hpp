// What two compositions of one layout have in common.
#pragma once

#include <optional>
#include <vector>

#include "compose/composition.hpp"

namespace banxin::compose {

/// Places of the blocks that are not the same.
struct Difference {
    std::vector<std::size_t> masthead, flow, colophon;
};

/// nullopt: more differs than what stands in blocks, such as their number, the structure or a bookmark.
std::optional<Difference> difference(const Composition& a, const Composition& b);

/// The same text in the same looks, wherever it came from.
bool same_text(const Paragraph& a, const Paragraph& b);

}  // namespace banxin::compose
