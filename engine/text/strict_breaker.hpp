// Line breaking on the grid: one shortest path over (atom, column) for the whole paragraph.
#pragma once

#include <vector>

#include "text/strict_grid.hpp"
#include "text/strict_pieces.hpp"

namespace banxin::text {

/// A stretch with the units that it takes.
struct FittedStretch {
    Stretch stretch;
    int units = 0;
};

struct StrictLine {
    std::uint32_t from = 0, to = 0;  // atoms
    std::vector<FittedStretch> stretches;
    int missing = 0;    // units that no stretch takes: spread over all gaps, or left at the end of a last line
    bool last = false;  // of the paragraph, before a forced break or a line to be written on: not filled
};

/// The lines of least cost (strict_costs.hpp). Every character is on a line. Where `justify`, every line but the last of a paragraph ends at
/// the last column exactly, by widths that `fitter` allows or, as the last resort, by opening all gaps (`missing`). Linear in the atoms. `cost`: what they cost in all.
std::vector<StrictLine> break_strict(const std::vector<Atom>& atoms, const Kinsoku& kinsoku, const Grid& grid, Fitter& fitter, bool justify,
                                     double* cost = nullptr);

}  // namespace banxin::text
