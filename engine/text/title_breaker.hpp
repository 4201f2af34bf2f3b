// Titles: few lines, broken at words, in a shape (7.3.1).
#pragma once

#include <string>
#include <vector>

#include "text/measure.hpp"

namespace banxin::text {

struct TitleLines {
    std::vector<std::size_t> ends;
    std::vector<std::size_t> given_up;  // those of them at which no line may end
};

/// The lines of a title. Forced breaks are honoured; where the lines between them still do not fit, words decide. No line ends inside 《》 or a
/// quotation, inside one of `words`, or before 的. The way out where the lines would be too long by that: these rules are given up, dearly.
TitleLines break_title(const std::vector<Atom>& atoms, const Text& text, const Measure& measure, const Room& room, const Style& style,
                       const std::vector<std::string>& words);

}  // namespace banxin::text
