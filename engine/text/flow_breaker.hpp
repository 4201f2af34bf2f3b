// Line breaking over the whole paragraph, in flow mode: even spacing, squeeze before stretch.
#pragma once

#include <span>
#include <vector>

#include "text/measure.hpp"

namespace banxin::text {

/// The ends of the lines (atoms before each), the last being the number of atoms: of all ways to break, the one of least cost. Linear in
/// the number of atoms for a given measure.
///
/// The way out when rules cannot be met: a line is opened as far as it must; rather than by more than about two em between characters it
/// ends where no line may (kProhibitionGivenUp); it is longer than its measure only where a single atom is.
std::vector<std::size_t> break_flow(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify);

/// What these line ends cost.
double flow_cost(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify, std::span<const std::size_t> ends);

}  // namespace banxin::text
