// A span in a language of another direction, and one that holds letters of another direction.
#include "text/isolates.hpp"

#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

bool is_reversed(char32_t c) {
    const UCharDirection way = u_charDirection(static_cast<UChar32>(c));
    return way == U_RIGHT_TO_LEFT || way == U_RIGHT_TO_LEFT_ARABIC;
}

/// Marks of a hanzi's width and no other: ，（。 “ and — serve other scripts too.
bool parts(char32_t c) {
    const auto width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
    const Kind kind = kind_of(c);
    return kind == Kind::kSeparator || (kind != Kind::kHanzi && is_full_width(kind) && (width == U_EA_WIDE || width == U_EA_FULLWIDTH));
}

class Isolates {
  public:
    explicit Isolates(const Text& text) : text_(text), spans_(text.paragraph->spans) {}

    std::vector<Isolate> run() {
        for (std::size_t i = 0; i < spans_.size();) {
            std::size_t end = i + 1;
            while (end < spans_.size() && lang(end) == lang(i)) ++end;
            if (!lang(i).starts_with("zh") && lang(i) != text_.paragraph->style->chars.lang)
                stretch(text_.span_starts[i], text_.span_starts[end], uloc_isRightToLeft(lang(i).c_str()) != 0);
            i = end;
        }
        return std::move(out_);
    }

  private:
    const std::string& lang(std::size_t span) const { return spans_[span].chars->lang; }

    void stretch(std::uint32_t begin, std::uint32_t end, bool reversed) {
        std::uint32_t from = begin;
        bool turns = reversed;
        for (std::size_t at = begin; at < end;) {
            const auto here = static_cast<std::uint32_t>(at);
            const char32_t c = utf8::next(text_.bytes, at);
            turns = turns || is_reversed(c);
            if (!parts(c)) continue;
            add(from, here, reversed, turns);
            from = static_cast<std::uint32_t>(at);
            turns = reversed;
        }
        add(from, end, reversed, turns);
    }

    void add(std::uint32_t begin, std::uint32_t end, bool reversed, bool turns) {
        if (turns && begin < end) out_.push_back({begin, end, reversed});
    }

    const Text& text_;
    const std::vector<Span>& spans_;
    std::vector<Isolate> out_;
};

}  // namespace

std::vector<Isolate> isolates_of(const Text& text) { return Isolates(text).run(); }

}  // namespace banxin::text
