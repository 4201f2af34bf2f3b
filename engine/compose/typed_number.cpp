// Recognition of typed heading numbers.
#include "compose/typed_number.hpp"

#include "base/utf8.hpp"

namespace banxin::compose {
namespace {

bool chinese_numeral(char32_t c) { return std::u32string_view(U"〇零一二三四五六七八九十百").find(c) != std::u32string_view::npos; }
bool digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

/// Walks over a number, Chinese or Arabic but not both; returns what follows it, 0 at the end of the text.
struct Reader {
    std::string_view text;
    std::size_t at = 0;

    char32_t peek() const {
        std::size_t i = at;
        return i < text.size() ? utf8::next(text, i) : U'\0';
    }
    bool take(char32_t a, char32_t b) {
        if (peek() != a && peek() != b) return false;
        utf8::next(text, at);
        return true;
    }
    template <class Test>
    bool take_all(Test test) {
        const std::size_t begin = at;
        while (test(peek())) utf8::next(text, at);
        return at > begin;
    }
};

}  // namespace

std::size_t typed_number_length(std::string_view heading) {
    Reader r{heading};
    const bool bracket = r.take(U'（', U'(');
    const bool chinese = r.take_all(chinese_numeral);
    if (!chinese && !r.take_all(digit)) return 0;
    if (bracket) {
        if (!r.take(U'）', U')')) return 0;
    } else if (chinese) {
        if (!r.take(U'、', U'、')) return 0;
    } else {
        if (!r.take(U'.', U'．') && !r.take(U'、', U'、')) return 0;
        if (digit(r.peek())) return 0;  // 3.5 is a figure, not a number of a heading
    }
    r.take_all([](char32_t c) { return c == U' ' || c == U'\u3000'; });
    return r.at;
}

}  // namespace banxin::compose
