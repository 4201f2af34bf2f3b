// What stands beside what: pairs of dashes joined, marks closed up, gaps between hanzi and Western text.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Merges —— and ……, joins what draws nothing to the atom before, makes one blank of several, and drops those between hanzi or marks and
/// Western text (the layout's gap stands there).
void tidy(Atoms& atoms, const font::FontSet& fonts);

/// Sets cuts, gaps, what each atom can give and gain, and what it gives up at a line's edges.
void space(std::vector<Atom>& atoms, const Style& style);

}  // namespace banxin::text
