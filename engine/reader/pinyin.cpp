// Syllable by syllable: letters, then a digit from 1 to 5.
#include "reader/pinyin.hpp"

#include <array>

#include "base/utf8.hpp"

namespace banxin::reader {
namespace {

constexpr std::u32string_view kVowels = U"aeiouüAEIOUÜ";
constexpr std::array<std::u32string_view, 12> kMarked{U"āáǎàa", U"ēéěèe", U"īíǐìi", U"ōóǒòo", U"ūúǔùu", U"ǖǘǚǜü",
                                                      U"ĀÁǍÀA", U"ĒÉĚÈE", U"ĪÍǏÌI", U"ŌÓǑÒO", U"ŪÚǓÙU", U"ǕǗǙǛÜ"};

bool is_letter(char32_t c) { return (c | 32) >= U'a' && (c | 32) <= U'z' ? c < 0x80 : c == U'ü' || c == U'Ü'; }
bool is_tone(char32_t c) { return c >= U'1' && c <= U'5'; }

/// v and u: are ways to type ü.
std::u32string with_umlauts(std::u32string_view letters) {
    std::u32string out;
    for (const char32_t c : letters) {
        if (c == U':' && !out.empty() && (out.back() | 32) == U'u') out.back() = out.back() == U'u' ? U'ü' : U'Ü';
        else out += c == U'v' ? U'ü' : c == U'V' ? U'Ü' : c;
    }
    return out;
}

/// The vowel that bears the mark: a, e, the o of ou, else the last.
std::size_t bearer(const std::u32string& syllable) {
    for (const std::u32string_view first : {U"aA", U"eE"})
        if (const std::size_t at = syllable.find_first_of(first); at != syllable.npos) return at;
    for (std::size_t at = 0; at + 1 < syllable.size(); ++at)
        if ((syllable[at] | 32) == U'o' && (syllable[at + 1] | 32) == U'u') return at;
    return syllable.find_last_of(kVowels);
}

}  // namespace

std::string with_tone_marks(std::string_view reading) {
    std::u32string out, syllable;
    bool found = false;
    for (const char32_t c : utf8::to_utf32(reading)) {
        if (is_letter(c) || (c == U':' && !syllable.empty())) {
            syllable += c;
            continue;
        }
        std::u32string letters = is_tone(c) ? with_umlauts(syllable) : syllable;
        const std::size_t at = is_tone(c) ? bearer(letters) : letters.npos;
        if (at != letters.npos) letters[at] = kMarked[kVowels.find(letters[at])][c - U'1'];
        found = found || at != letters.npos;
        out += letters;
        if (at == letters.npos) out += c;
        syllable.clear();
    }
    out += syllable;
    std::string text;
    for (const char32_t c : out) utf8::append(text, c);
    return found ? text : std::string();
}

}  // namespace banxin::reader
