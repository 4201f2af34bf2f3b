// What stands beside a line, or reaches out of it, must not meet what is next to it on its page.
#pragma once

#include <vector>

#include "base/diagnostics.hpp"
#include "model/layout.hpp"
#include "page/paginate.hpp"

namespace banxin::page {

/// Looks at the lines of each page where they stand; what would be printed over the next is reported (BX1420, BX1422).
void check_beside(const std::vector<LogicalPage>& pages, const PageGeometry& page, Diagnostics& diagnostics);

/// The same for lines of one cell of a table, `pitch` apart.
void check_beside(const std::vector<text::Line>& lines, Length em, Length pitch, int frame_above, Diagnostics& diagnostics);

}  // namespace banxin::page
