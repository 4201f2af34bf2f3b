// Set blocks -> pages: masthead, flow with its keeps, colophon on its page. Logical coordinates.
#pragma once

#include <vector>

#include "base/diagnostics.hpp"
#include "model/layout.hpp"
#include "page/fragment.hpp"

namespace banxin::page {

/// One page before folios.
struct LogicalPage {
    std::vector<Placed> placed;
    bool numbered = true;  // 7.5: blank pages before the colophon's page and that page carry no folio
};

struct Galleys {
    std::vector<SetBlock> masthead, flow, colophon;
};

/// Where masthead and colophon stand: distances that depend on ink come from `composer`.
std::vector<LogicalPage> paginate(const Galleys& galleys, const Layout& layout, const text::Composer& composer, Diagnostics& diagnostics);

}  // namespace banxin::page
