// A page's items as PDF operators.
#pragma once

#include <string>

#include "display/document.hpp"
#include "pdf/fonts.hpp"

namespace banxin::pdf {

std::string page_content(const display::Page& page, const display::Document& document, const FontUses& fonts);

}  // namespace banxin::pdf
