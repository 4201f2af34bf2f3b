// How much of a document an XPath expression may go through, by its form alone. Serves Query.
#pragma once

#include <cstdint>
#include <string_view>

namespace banxin::xml {

/// From a set of nodes, the steps to children, attributes, self and descendants stay within what is inside them, and pugi drops doubles
/// after each step: such a path goes through everything once a step. What leaves it goes through the whole document; inside a predicate,
/// and between two sets that are compared, it does so for every node again.
struct Reach {
    std::uint64_t steps = 1;  // of all paths together
    bool whole = false;       // leaves the inside of its context
    unsigned again = 0;       // how many times over the whole document is gone through for every node
};

/// Of an expression that check_expression allows; of a wrong one, anything.
Reach reach_of(std::string_view expression);

/// The nodes that one evaluation visits, at most; of so many `inside` the context and in the `whole` document.
std::uint64_t most_visits(const Reach& reach, std::uint64_t inside, std::uint64_t whole);

}  // namespace banxin::xml
