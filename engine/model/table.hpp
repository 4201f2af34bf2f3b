// Tables that a layout draws: rows of cells between rules, the head again on each page.
#pragma once

#include "base/ids.hpp"
#include "base/length.hpp"

namespace banxin {

/// Rules and room of a table. Owned by the Layout.
struct TableLook {
    InkId ink = 0;
    Length frame, rule;  // thickness around the table, and between its cells
    Length padding;      // from the middle of a rule to the text, on all four sides
    Length height;       // of a row at least
};

}  // namespace banxin
