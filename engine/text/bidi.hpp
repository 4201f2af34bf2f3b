// The order of a line's atoms on paper, where some run from right to left (UAX #9, L2).
#pragma once

#include <span>
#include <vector>

#include "text/line_maker.hpp"

namespace banxin::text {

/// Whether an atom of [from, from + count) stands elsewhere than in the order of the text.
bool is_turned(const Atoms& atoms, std::size_t from, std::size_t count);

/// Numbers of the atoms of a line from left to right.
std::vector<std::size_t> visual_order(std::span<const Atom> line);

/// Where each atom's frame begins at the left (what it gives up there taken off); the blank behind an atom stands on its side of the text.
std::vector<Length> visual_places(const Atoms& atoms, std::size_t from, std::span<const Change> changes, Length left);

}  // namespace banxin::text
