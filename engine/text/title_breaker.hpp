// Titles: few lines, broken at words, in a shape (7.3.1).
#pragma once

#include <string>
#include <vector>

#include "text/measure.hpp"

namespace banxin::text {

/// The ends of the lines of a title. Forced breaks are honoured; where the lines between them still do not fit, words decide.
std::vector<std::size_t> break_title(const std::vector<Atom>& atoms, const Text& text, const Measure& measure, const Room& room,
                                     const Style& style, const std::vector<std::string>& words);

}  // namespace banxin::text
