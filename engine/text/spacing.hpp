// What stands beside what: pairs of dashes joined, marks closed up, gaps between hanzi and Western text, and where lines may end.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Completes atoms for a paragraph in `style`: merges —— and ……, drops blanks between hanzi and Western text, sets cuts, gaps, limits
/// and break opportunities. Western words wider than `measure` are divided at characters.
void space(Atoms& atoms, const Text& text, const Style& style, Length measure, const font::FontSet& fonts);

}  // namespace banxin::text
