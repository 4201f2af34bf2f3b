// The grid of a strict paragraph: columns of half a cell, counted from the left edge of its lines.
#pragma once

#include <optional>

#include "text/measure.hpp"

namespace banxin::text {

struct Grid {
    Length cell;
    Length origin;        // column 0, from the text block's left edge
    Length right;         // column `end`
    int first_start = 0;  // column at which the first line begins
    int start = 0;        // the others
    int end = 0;
    bool odd_origin = false;  // column 0 lies in the middle of a cell of the page

    Length unit() const { return scale(cell, 1, 2); }
    /// Computed from the origin, never accumulated.
    Length at(int column) const { return origin + scale(right - origin, column, end); }
    bool off_cell(int column) const { return ((column & 1) != 0) != odd_origin; }
};

/// Nothing where the lines do not begin and end at half cells.
std::optional<Grid> grid_of(const Room& room, Length cell);

}  // namespace banxin::text
