// Line breaking over the whole paragraph, in flow mode: even spacing, squeeze before stretch.
#pragma once

#include <vector>

#include "text/measure.hpp"

namespace banxin::text {

/// The ends of the lines (atoms before each), the last being the number of atoms. Every line fits its measure as far as what it can give
/// allows; among all ways to break, the one of least cost. Linear in the number of atoms for a given measure.
std::vector<std::size_t> break_flow(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify);

}  // namespace banxin::text
