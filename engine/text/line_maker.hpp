// Atoms of a line with what each gives up or gains there -> glyph runs at their places. Serves both ways of justifying.
#pragma once

#include <span>

#include "text/atoms.hpp"
#include "text/composer.hpp"

namespace banxin::text {

/// What an atom gives up or gains on its line.
struct Change {
    Length cut_left, cut_right;  // of its frame; negative: blank added
    Length after;                // blank behind it
    Length track;                // taken out between its glyphs
};

/// From the left edge of an atom's frame to that of the next.
Length advance(const Atom& atom, const Change& change);

/// The line of atoms from `from` on, one for each change, its first frame at `left`. A blank at its end is not drawn.
Line make_line(const Atoms& atoms, const Text& text, std::size_t from, std::span<const Change> changes, Length left);

/// Adds the line's hanzi, and those of them that stand in a cell of a grid `left` of the first frame, to the report.
void count_grid(const Atoms& atoms, std::size_t from, std::span<const Change> changes, Length left, LineReport& report);

}  // namespace banxin::text
