// Atoms of a line -> glyph runs at their places.
#pragma once

#include "base/diagnostics.hpp"
#include "text/composer.hpp"
#include "text/measure.hpp"

namespace banxin::text {

/// Sets atoms [from, to) as one line. `fill`: to both edges exactly; else at natural spacing, aligned by `align` (squeezed where it is too
/// long). `loosest`: where more than that is added between two characters the line is reported.
Line set_line(const Atoms& atoms, const Text& text, const Measure& measure, const Room& room, std::size_t from, std::size_t to, bool fill,
              Align align, LineReport& report, Diagnostics& diagnostics);

}  // namespace banxin::text
