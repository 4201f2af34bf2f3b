// Bracket, year, bracket, number, 号.
#include "reader/document_number.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace banxin::reader {
namespace {

constexpr std::u32string_view kOpening = U"〔﹝[［(（【「『〈《<＜", kClosing = U"〕﹞]］)）】」』〉》>＞";
/// Brackets that hold nothing else so often that a short year or 年 in them is a slip.
constexpr std::size_t kSure = 2;
/// Angular ones: with one of them, the other half may be of another kind.
constexpr std::size_t kSquare = 4;

bool hanzi(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000; }
bool blank(char32_t c) { return c == U' ' || c == U'\u3000'; }

class Reader {
  public:
    Reader(std::u32string_view text, std::size_t at) : text_(text), start_(at), at_(at) {}

    TypedNumber read() {
        const std::size_t bracket = kOpening.find(here());
        if (bracket == kOpening.npos || (bracket >= kSure && !behind_hanzi())) return {};
        ++at_;
        std::string year = digits(true);
        if (bracket < kSure && here() == U'年') ++at_;
        if (!closes(bracket) || !full(year, bracket < kSure)) return {};
        ++at_;
        skip_blanks();
        if (here() == U'第') ++at_;
        skip_blanks();
        std::string number = digits(false);
        skip_blanks();
        const bool sign = here() == U'号' || here() == U'號';
        number.erase(0, number.find_first_not_of('0'));
        if (number.empty() || !sign) return {};
        return {at_ + 1, fmt::format("〔{}〕{}{}", year, number, utf8::encode(here()))};
    }

  private:
    char32_t here() const { return at_ < text_.size() ? text_[at_] : U'\0'; }
    void skip_blanks() {
        while (blank(here())) ++at_;
    }
    /// 〔2019], [2019〕: two keys struck for one pair.
    bool closes(std::size_t bracket) const {
        const std::size_t kind = kClosing.find(here());
        return kind == bracket || (kind != kClosing.npos && std::min(kind, bracket) < kSquare && behind_hanzi());
    }
    bool behind_hanzi() const { return start_ > 0 && hanzi(text_[start_ - 1]); }

    /// Half and full width; of a year hanzi too (二〇二六).
    std::string digits(bool hanzi_too) {
        constexpr std::u32string_view kHanzi = U"〇一二三四五六七八九";
        std::string out;
        for (;; ++at_) {
            const char32_t c = here();
            const std::size_t value = kHanzi.find(c);
            if (c >= U'0' && c <= U'9') out += static_cast<char>(c);
            else if (c >= U'０' && c <= U'９') out += static_cast<char>(c - U'０' + U'0');
            else if (hanzi_too && value != kHanzi.npos) out += static_cast<char>('0' + value);
            else return out;
        }
    }

    /// A year of four digits, or of two that is meant for one.
    static bool full(std::string& year, bool short_too) {
        if (year.size() == 2 && short_too) year.insert(0, year < "50" ? "20" : "19");
        return year.size() == 4;
    }

    std::u32string_view text_;
    std::size_t start_, at_;
};

}  // namespace

TypedNumber loose_document_number(std::u32string_view text, std::size_t at) { return Reader(text, at).read(); }

}  // namespace banxin::reader
