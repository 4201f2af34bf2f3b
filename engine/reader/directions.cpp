// Overrides, embeddings and isolates, and ends of lines.
#include "reader/directions.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace banxin::reader {
namespace {

constexpr char32_t kEmbeddingEnd = U'\u202C', kIsolateEnd = U'\u2069';

bool overrides(char32_t c) { return c == U'\u202D' || c == U'\u202E'; }
bool ends_line(char32_t c) { return c == U'\u2028' || c == U'\u2029' || c == U'\u0085'; }
bool embeds(char32_t c) { return c == U'\u202A' || c == U'\u202B'; }
bool isolates(char32_t c) { return c >= U'\u2066' && c <= U'\u2068'; }

struct Open {
    char32_t c = 0;
    SourcePos pos;
};

/// UAX #9: what ends an isolate ends the embeddings inside it.
void close(std::vector<Open>& open, char32_t end) {
    if (end == kEmbeddingEnd) {
        if (!open.empty() && embeds(open.back().c)) open.pop_back();
        return;
    }
    const auto last = std::find_if(open.rbegin(), open.rend(), [](const Open& one) { return isolates(one.c); });
    if (last != open.rend()) open.erase(std::prev(last.base()), open.end());
}

class Directions {
  public:
    Directions(std::span<const std::string_view> lines, Diagnostics& diagnostics) : lines_(lines), diagnostics_(diagnostics) {}

    /// By paragraphs: at the end of each all of them end.
    void all(const xml::Element& parent, bool looked_at) {
        for (const xml::Attribute& attribute : parent.attributes())
            check_directions(SourceText(attribute.value, attribute.value_pos), diagnostics_);
        const bool whole = std::find(lines_.begin(), lines_.end(), parent.name()) != lines_.end() || xml::has_own_text(parent);
        if (whole && !looked_at) check_directions(xml::string_value(parent), diagnostics_);
        for (const xml::Element& element : xml::child_elements(parent)) all(element, whole || looked_at);
    }

  private:
    std::span<const std::string_view> lines_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_directions(const SourceText& text, Diagnostics& diagnostics) {
    const std::string& s = text.str();
    std::vector<Open> open;
    constexpr std::string_view kFirst = "\xC2\xE2";  // bytes of all of them in UTF-8
    for (std::size_t at = s.find_first_of(kFirst); at < s.size(); at = s.find_first_of(kFirst, at)) {
        const SourcePos pos = text.at(at);
        const char32_t c = utf8::next(s, at);
        if (ends_line(c)) diagnostics.report(Code::kLineEndUnseen, pos, {utf8::name(c)});
        else if (overrides(c)) diagnostics.report(Code::kDirectionForced, pos, {utf8::name(c)});
        else if (embeds(c) || isolates(c)) open.push_back({c, pos});
        else if (c == kEmbeddingEnd || c == kIsolateEnd) close(open, c);
    }
    for (const Open& one : open)
        diagnostics.report(Code::kDirectionOpen, one.pos, {utf8::name(one.c), utf8::name(isolates(one.c) ? kIsolateEnd : kEmbeddingEnd)});
}

void check_directions(const xml::Element& root, std::span<const std::string_view> lines, Diagnostics& diagnostics) {
    Directions(lines, diagnostics).all(root, false);
}

}  // namespace banxin::reader
