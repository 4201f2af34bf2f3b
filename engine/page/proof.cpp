// Rows and cells as thin bars, each centred on its edge.
#include "page/proof.hpp"

#include "page/axes.hpp"

namespace banxin::page {
namespace {

std::vector<display::Item> lines_of(const display::Rect& block, const PageGeometry& page, const ProofGrid& grid) {
    std::vector<display::Item> out;
    const Length half = scale(grid.thickness, 1, 2);
    const Axes axes(page.vertical, block);
    const auto bar = [&](Length x, Length y, Length width, Length height) {
        out.emplace_back(display::Rule{axes.rect(x, y, width, height), grid.ink, kNoNode, {}});
    };
    for (int row = 0; row < page.rows; ++row)
        for (const Length edge : {page.row_top(row), page.row_top(row) + page.frame})
            bar(-half, edge - half, page.block_width + grid.thickness, grid.thickness);
    for (int cell = 0; cell <= page.cells; ++cell)
        for (int row = 0; row < page.rows; ++row)
            bar(scale(page.block_width, cell, page.cells) - half, page.row_top(row), grid.thickness, page.frame);
    return out;
}

}  // namespace

void draw_grid(display::Document& document, const PageGeometry& page, const ProofGrid& grid) {
    for (display::Page& out : document.pages) {
        std::vector<display::Item> lines = lines_of(out.text_block, page, grid);
        out.items.insert(out.items.begin(), lines.begin(), lines.end());
    }
}

}  // namespace banxin::page
