// Blanks in a row.
#include "reader/blanks.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace banxin::reader {
namespace {

constexpr std::size_t kFewest = 3;

bool underlined(const InlineSpan& span) {
    return std::any_of(span.marks.begin(), span.marks.end(), [](const InlineElementPtr& mark) { return mark->name == "underline"; });
}

void check_piece(const SourceText& text, std::size_t from, Diagnostics& diagnostics) {
    const std::string& s = text.str();
    for (std::size_t at = s.find_first_of(" \t", from); at < s.size(); at = s.find_first_of(" \t", at)) {
        const std::size_t end = std::min(s.find_first_not_of(" \t\n", at), s.size());
        const bool typed = s.find('\n', at) >= end && (at == 0 || s[at - 1] != '\n');
        if (typed && end - at >= kFewest) diagnostics.report(Code::kBlanksInRow, text.at(at), {fmt::format("{}", end - at)});
        at = end;
    }
}

}  // namespace

void check_blanks(const InlineText& raw, Diagnostics& diagnostics) {
    bool begun = false;
    for (const InlineSpan& span : raw) {
        const std::size_t first = begun ? 0 : span.text.str().find_first_not_of(" \t\n");
        if (first == std::string::npos) continue;
        begun = true;
        if (!underlined(span)) check_piece(span.text, first, diagnostics);
    }
}

}  // namespace banxin::reader
