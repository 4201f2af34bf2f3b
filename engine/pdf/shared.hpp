// What the writers of one document and of many copies have in common. For this room alone.
#pragma once

#include <string>
#include <vector>

#include "pdf/catalog.hpp"
#include "pdf/fonts.hpp"
#include "pdf/writer.hpp"

namespace banxin::pdf {

const FontUses& fonts_of(const SharedFonts& fonts);

/// The document without what is on its pages.
display::Document beside_pages(const display::Document& document);
/// The dictionary of these faces' objects.
std::string font_resources(const FontUses& fonts, const FontRefs& refs);
/// The page's boxes, as entries.
std::string boxes(const display::Page& page);

}  // namespace banxin::pdf
