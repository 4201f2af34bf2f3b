// A line on the grid: the units of its stretches become places of its atoms.
#pragma once

#include "base/diagnostics.hpp"
#include "text/composer.hpp"
#include "text/strict_breaker.hpp"

namespace banxin::text {

/// Full lines (`fill`) end at the measure exactly; the others at their natural width, aligned by `align`.
Line set_strict_line(const Atoms& atoms, const Text& text, const Grid& grid, Fitter& fitter, const StrictLine& line, bool fill, Align align,
                     LineReport& report, Diagnostics& diagnostics);

}  // namespace banxin::text
