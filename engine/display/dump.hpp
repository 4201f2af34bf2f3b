// The placed page as text: what golden tests compare and what people read when a page surprises them.
#pragma once

#include <string>

#include "display/document.hpp"

namespace banxin::display {

/// Every page with its runs (face, size, ink, place, source, text, glyphs), rules, then structure and bookmarks.
/// Lengths in mm with at most 4 decimals. One line an item; the form is stable within a format number.
std::string dump(const Document& document);

}  // namespace banxin::display
