// Columns of a paragraph.
#include "text/strict_grid.hpp"

#include <algorithm>
#include <cstdlib>

namespace banxin::text {
namespace {

/// Lines that miss a column by less than this stand on it: 0.02 mm.
constexpr std::int64_t kTolerance = Length::kPerMillimetre / 50;
constexpr int kMostColumns = 250;  // back pointers of the breaker are bytes

/// The column at `x` from the origin.
std::optional<int> column(Length x, Length cell) {
    const std::int64_t n = scale(x, 2, cell.units).units;
    if (std::abs(x.units - scale(cell, n, 2).units) > kTolerance || std::abs(n) > kMostColumns) return std::nullopt;
    return static_cast<int>(n);
}

}  // namespace

std::optional<Grid> grid_of(const Room& room, Length cell) {
    Grid out;
    out.cell = cell;
    out.origin = std::min(room.left, room.first_left);
    out.right = room.right;
    const auto first = column(room.first_left - out.origin, cell);
    const auto others = column(room.left - out.origin, cell);
    const auto end = column(room.right - out.origin, cell);
    if (!first || !others || !end || *end - std::max(*first, *others) < 2) return std::nullopt;
    out.first_start = *first;
    out.start = *others;
    out.end = *end;
    const auto from_page = column(out.origin, cell);
    out.odd_origin = from_page && (*from_page & 1) != 0;
    return out;
}

}  // namespace banxin::text
