// The grid drawn under finished pages, for proofs.
#pragma once

#include "display/document.hpp"
#include "model/layout.hpp"

namespace banxin::page {

/// Draws the glyph frames of all rows and the edges of all cells under every page's items, as `grid` says.
void draw_grid(display::Document& document, const PageGeometry& page, const ProofGrid& grid);

}  // namespace banxin::page
