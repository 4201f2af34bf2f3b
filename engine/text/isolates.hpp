// Stretches in another language whose direction is their own: what stands beside them is no part of them. Serves itemise.
#pragma once

#include <cstdint>
#include <vector>

#include "text/atoms.hpp"

namespace banxin::text {

/// Bytes [begin, end) of the text as between an isolate of UAX #9 and its end.
struct Isolate {
    std::uint32_t begin = 0, end = 0;
    bool reversed = false;  // runs from right to left whatever it begins with; else as its first letter does
};

/// In the order of the text. Full-width marks part a stretch, as they part bare text.
std::vector<Isolate> isolates_of(const Text& text);

}  // namespace banxin::text
