// Reporting by offset, with a bound.
#include "xml/faults.hpp"

#include <fmt/format.h>

namespace banxin::xml {

void Faults::report(Code code, std::size_t offset, std::initializer_list<std::string_view> args) {
    if (enough()) return;
    diagnostics_.report(code, lines_.at(offset), args);
    if (++count_ == kEnough) diagnostics_.report(Code::kTooManyFaults, lines_.at(offset), {fmt::format("{}", kEnough)});
}

std::string shown(std::string_view piece) {
    constexpr std::size_t kLongest = 60;
    if (piece.size() <= kLongest) return std::string(piece);
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(piece[end]) & 0xC0) == 0x80) --end;
    return std::string(piece.substr(0, end)) + "…";
}

}  // namespace banxin::xml
