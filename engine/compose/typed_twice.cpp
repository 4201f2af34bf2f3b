// Comparison of the layout's literals with the brief's text beside them.
#include "compose/typed_twice.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace banxin::compose {
namespace {

/// Punctuation and blanks, Western and Chinese; 々 and 〇 are read.
bool is_mark(char32_t c) {
    if (c < 0x80) return !((c >= U'0' && c <= U'9') || ((c | 32) >= U'a' && (c | 32) <= U'z'));
    if (c >= 0xFF00 && c <= 0xFF65) return !((c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ'));
    return (c >= 0x2010 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F && c != U'々' && c != U'〇');
}

/// One hanzi or letter in common is chance: 致 before 致远中学.
bool is_telling(std::u32string_view literal) {
    return literal.size() > 1 || (literal.size() == 1 && is_mark(literal.front()) && literal.front() != U' ');
}

std::u32string_view without_marks_at_end(std::u32string_view text) {
    while (!text.empty() && is_mark(text.back())) text.remove_suffix(1);
    return text;
}

/// 各区委会、 before ，: the mark that ends the one and the mark that begins the other; none: they are not both marks of a pause.
std::pair<std::string_view, std::string_view> marks_together(std::string_view text, std::string_view literal) {
    constexpr std::array<std::string_view, 5> kPauses{"、", "，", "；", "：", "。"};
    const auto last = std::find_if(kPauses.begin(), kPauses.end(), [&](std::string_view mark) { return text.ends_with(mark); });
    const auto next = std::find_if(kPauses.begin(), kPauses.end(), [&](std::string_view mark) { return literal.starts_with(mark); });
    if (last == kPauses.end() || next == kPauses.end()) return {};
    return {*last, *next};
}

std::size_t bytes(std::u32string_view text) {
    std::size_t out = 0;
    for (const char32_t c : text) out += utf8::encode(c).size();
    return out;
}

}  // namespace

std::size_t repeated_at_start(std::string_view text, std::string_view literal) {
    const std::u32string whole = utf8::to_utf32(text), wanted = utf8::to_utf32(literal);
    if (!is_telling(wanted)) return 0;
    if (whole.starts_with(wanted)) {
        const bool bracket = wanted == U"（" || wanted == U"(";  // （区）… in brackets is right; （…） in brackets is not
        return !bracket || whole.back() == U'）' || whole.back() == U')' ? literal.size() : 0;
    }
    const std::u32string_view bare = without_marks_at_end(wanted);
    if (bare.size() < 2 || !whole.starts_with(bare)) return 0;
    const std::size_t next = bare.size();
    return next < whole.size() && is_mark(whole[next]) ? bytes(std::u32string_view(whole).substr(0, next + 1)) : 0;
}

std::size_t repeated_at_end(std::string_view text, std::string_view literal) {
    const std::u32string whole = utf8::to_utf32(text), wanted = utf8::to_utf32(literal);
    if (!is_telling(wanted)) return 0;
    if (whole.ends_with(wanted)) return literal.size();
    const std::u32string_view bare = without_marks_at_end(wanted);
    return bare.size() >= 2 && whole.ends_with(bare) ? bytes(bare) : 0;
}

void TypedTwice::begin() {
    literal_.clear();
    text_ = {};
}

void TypedTwice::from_layout(std::string_view literal) {
    if (literal.empty()) return;
    if (const std::size_t size = repeated_at_end(text_.str(), literal); size > 0) {
        const std::size_t from = text_.size() - size;
        diagnostics_.report(Code::kTypedTwice, text_.at(from), {text_.str().substr(from)});
    } else if (const auto [mark, next] = marks_together(text_.str(), literal); !mark.empty()) {
        diagnostics_.report(Code::kMarksTogether, text_.at(text_.size() - mark.size()), {mark, next});
    }
    literal_ = literal;
    text_ = {};
}

void TypedTwice::from_brief(const SourceText& text) {
    if (text.empty()) return;
    if (const std::size_t size = repeated_at_start(text.str(), literal_); size > 0)
        diagnostics_.report(Code::kTypedTwice, text.at(0), {text.str().substr(0, size)});
    literal_.clear();
    text_ = text;
}

}  // namespace banxin::compose
