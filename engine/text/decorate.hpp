// Dots, lines, circles and readings beside the text of a line, when all of its characters have their places.
#pragma once

#include <span>

#include "text/line_maker.hpp"

namespace banxin::text {

/// `places`: left edges of the frames of the line's atoms. Works in the coordinates of the line alone, so it serves horizontal and vertical text.
void decorate(Line& line, const Atoms& atoms, const Text& text, std::size_t from, std::span<const Change> changes,
              std::span<const Length> places);

}  // namespace banxin::text
