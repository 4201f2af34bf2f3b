// Ends of runs from left to right, where they touch on paper.
#include "text/meeting.hpp"

#include <algorithm>
#include <vector>

#include <unicode/uchar.h>

#include "base/utf8.hpp"
#include "text/classes.hpp"

namespace banxin::text {
namespace {

/// Less than this share of an em between two letters: they are of one word.
constexpr std::int64_t kApart = 6;

bool in_word(char32_t c) { return kind_of(c) == Kind::kWestern && u_isalnum(static_cast<UChar32>(c)) != 0; }

/// A word or number at an end of a run.
struct End {
    const display::GlyphRun* run = nullptr;
    std::size_t order = 0;  // of the run in the text
    Length x, y;            // of its outer edge, of its baseline
    std::string word;
};

std::string first_word(std::string_view text) {
    std::size_t at = 0;
    for (std::size_t next = 0; next < text.size() && in_word(utf8::next(text, next));) at = next;
    return std::string(text.substr(0, at));
}

std::string last_word(std::string_view text) {
    std::size_t at = text.size();
    for (std::size_t before = at; before > 0 && in_word(utf8::previous(text, before));) at = before;
    return std::string(text.substr(at));
}

/// What is read at the left and at the right end of a run from left to right.
std::pair<End, End> ends_of(const display::GlyphRun& run, std::size_t order) {
    const display::Glyph &first = run.glyphs.front(), &last = run.glyphs.back();
    std::size_t end = last.cluster;
    utf8::next(run.text, end);
    const std::string_view text(run.text);
    return {{&run, order, run.origin.x + first.x, run.origin.y + first.y, first_word(text.substr(first.cluster))},
            {&run, order, run.origin.x + last.x + last.advance, run.origin.y + last.y, last_word(text.substr(0, end))}};
}

bool touch(const End& left, const End& right) {
    const Length gap = right.x - left.x, apart = scale(std::min(left.run->size, right.run->size), 1, kApart);
    return left.y == right.y && gap < apart && gap > -apart;
}

}  // namespace

void check_meetings(const Line& line, Diagnostics& diagnostics) {
    const auto reversed = [](const display::GlyphRun& run) { return run.right_to_left; };
    if (std::none_of(line.runs.begin(), line.runs.end(), reversed)) return;
    std::vector<End> lefts, rights;
    for (std::size_t i = 0; i < line.runs.size(); ++i) {
        const display::GlyphRun& run = line.runs[i];
        const bool along = run.orientation == display::Orientation::kLevel || run.orientation == display::Orientation::kTurned;
        if (!along || run.right_to_left || run.glyphs.empty()) continue;
        auto [left, right] = ends_of(run, i);
        if (!left.word.empty()) lefts.push_back(std::move(left));
        if (!right.word.empty()) rights.push_back(std::move(right));
    }
    for (const End& a : rights)
        for (const End& b : lefts)
            if (b.order != a.order && b.order != a.order + 1 && touch(a, b))
                diagnostics.report(Code::kReadsAsOne, std::max(a.order, b.order) == a.order ? a.run->source : b.run->source,
                                   {a.word, b.word});
}

}  // namespace banxin::text
