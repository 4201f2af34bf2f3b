// White space rules.
#include "reader/whitespace.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <unicode/uchar.h>

#include "base/utf8.hpp"
#include "model/blocks.hpp"

namespace banxin::reader {
namespace {

using Marks = std::vector<InlineElementPtr>;

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n'; }
bool is_widthless(char32_t c) { return c == U'\u200B' || c == U'\uFEFF'; }

/// Where a character stands: its piece and the bytes there.
struct Place {
    char32_t c;
    std::size_t piece, begin, end;
};

std::vector<Place> places_of(const InlineText& raw) {
    std::vector<Place> out;
    std::size_t bytes = 0;
    for (const InlineSpan& span : raw) bytes += span.text.size();
    out.reserve(bytes);
    for (std::size_t piece = 0; piece < raw.size(); ++piece) {
        const std::string& text = raw[piece].text.str();
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t begin = at;
            const char32_t c = utf8::next(text, at);
            out.push_back({c, piece, begin, at});
        }
    }
    return out;
}

/// What a stretch of white space between two characters becomes: kept as one blank, or nothing.
bool keeps_blank(bool line_end, char32_t before, char32_t after) {
    if (before == kLineSeparator || after == kLineSeparator) return false;
    return !line_end || !(is_wide(before) || is_wide(after));
}

/// Of a blank, those that are not drawn, or drawn at both sides of it too.
Marks marks_of_blank(const Marks& own, const Marks& before, const Marks& after) {
    const auto holds = [](const Marks& marks, const InlineElementPtr& mark) {
        return std::find(marks.begin(), marks.end(), mark) != marks.end();
    };
    const auto left = [&](const InlineElementPtr& mark) { return is_drawn(mark->name) && !(holds(before, mark) && holds(after, mark)); };
    return {own.begin(), std::find_if(own.begin(), own.end(), left)};
}

class Writer {
  public:
    explicit Writer(const InlineText& raw) : raw_(raw) {}

    /// From one character to another of the same piece.
    void copy(const Place& from, const Place& to) { piece(from.piece).append(raw_[from.piece].text, from.begin, to.end); }
    void blank(const Place& p, const Place& before, const Place& after) {
        const Marks& own = raw_[p.piece].marks;
        Marks kept = marks_of_blank(own, raw_[before.piece].marks, raw_[after.piece].marks);
        const SourcePos pos = raw_[p.piece].text.at(p.begin);
        if (kept.size() == own.size()) return void(piece(p.piece).append(" ", pos));
        out_.push_back({SourceText(" ", pos), std::move(kept)});
        last_ = raw_.size();  // none goes on here
    }
    InlineText take() { return std::move(out_); }

  private:
    SourceText& piece(std::size_t index) {
        if (out_.empty() || index != last_) {
            out_.push_back({{}, raw_[index].marks});
            last_ = index;
        }
        return out_.back().text;
    }

    const InlineText& raw_;
    InlineText out_;
    std::size_t last_ = 0;
};

}  // namespace

bool is_wide(char32_t c) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
        case U_EA_WIDE:
        case U_EA_FULLWIDTH: return true;
        default: return std::u32string_view(U"“”‘’—…·").find(c) != std::u32string_view::npos;
    }
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\n") + 1 - first);
}

bool is_space(char32_t c) {
    return c == U'\u3000' || c == U'\u00A0' || (c >= U'\u2000' && c <= U'\u200A') || c == U'\u202F' || c == U'\u205F' || is_widthless(c);
}

bool is_drawn(std::string_view element) {
    constexpr std::array<std::string_view, 5> kDrawn{"dots", "proper-name", "book-title", "underline", "strike"};
    return std::find(kDrawn.begin(), kDrawn.end(), element) != kDrawn.end();
}

bool is_unseen(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<UChar32>(utf8::next(text, at));
        if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !u_iscntrl(c)) return false;
    }
    return true;
}

InlineText normalise(const InlineText& raw) {
    std::vector<Place> places = places_of(raw);
    const auto underlined = [&](const Place& p) {
        const auto& marks = raw[p.piece].marks;
        return std::any_of(marks.begin(), marks.end(), [](const InlineElementPtr& mark) { return mark->name == "underline"; });
    };
    const auto outer = [&](const Place& p) { return is_blank(p.c) || is_widthless(p.c) || (is_space(p.c) && !underlined(p)); };
    std::size_t begin = 0, end = places.size();
    while (begin < end && outer(places[begin])) ++begin;
    while (end > begin && outer(places[end - 1])) --end;

    Writer writer(raw);
    for (std::size_t i = begin; i < end;) {
        if (!is_blank(places[i].c)) {
            const std::size_t first = i;
            while (i < end && !is_blank(places[i].c) && places[i].piece == places[first].piece) ++i;
            writer.copy(places[first], places[i - 1]);
            continue;
        }
        const std::size_t first = i;
        bool line_end = false;
        for (; is_blank(places[i].c); ++i) line_end = line_end || places[i].c == U'\n';
        if (keeps_blank(line_end, places[first - 1].c, places[i].c)) writer.blank(places[first], places[first - 1], places[i]);
    }
    return writer.take();
}

SourceText normalise_piece(const SourceText& raw) {
    const std::string& text = raw.str();
    constexpr std::string_view kBlanks = " \t\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string::npos)
        return text.find('\n') == std::string::npos && !text.empty() ? SourceText(" ", raw.at(0)) : SourceText();
    const std::size_t last = text.find_last_not_of(kBlanks) + 1;
    const auto outer_blank = [&](std::size_t from, std::size_t to) {
        return to > from && text.find('\n', from) >= to;  // typed on purpose: no line end in it
    };
    SourceText inner;
    inner.append(raw, first, last);
    const InlineText normal = normalise({{std::move(inner), {}}});
    SourceText out;
    if (outer_blank(0, first)) out.append(" ", raw.at(0));
    for (const InlineSpan& span : normal) out.append(span.text);
    if (outer_blank(last, text.size())) out.append(" ", raw.at(last));
    return out;
}

}  // namespace banxin::reader
