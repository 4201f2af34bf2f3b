// A page's items as PDF operators.
#pragma once

#include <string>
#include <vector>

#include "display/document.hpp"
#include "pdf/fonts.hpp"

namespace banxin::pdf {

std::string page_content(const display::Page& page, const display::Document& document, const FontUses& fonts);

/// The same in pieces, each of which sets all that it needs: a new one begins with each of these items. `starts` begins with 0.
std::vector<std::string> page_pieces(const display::Page& page, const display::Document& document, const FontUses& fonts,
                                     const std::vector<std::size_t>& starts);
/// Whether readers take text before the item and from it on as one, so that no piece may begin there.
bool joined_at(const display::Page& page, const FontUses& fonts, std::size_t item);

}  // namespace banxin::pdf
