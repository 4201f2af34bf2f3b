// Syllable by syllable: letters, then a digit from 0 to 5.
#include "reader/pinyin.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace banxin::reader {
namespace {

constexpr std::u32string_view kVowels = U"aeiouüAEIOUÜ";
constexpr std::array<std::u32string_view, 12> kMarked{U"āáǎàa", U"ēéěèe", U"īíǐìi", U"ōóǒòo", U"ūúǔùu", U"ǖǘǚǜü",
                                                      U"ĀÁǍÀA", U"ĒÉĚÈE", U"ĪÍǏÌI", U"ŌÓǑÒO", U"ŪÚǓÙU", U"ǕǗǙǛÜ"};

bool is_letter(char32_t c) { return (c | 32) >= U'a' && (c | 32) <= U'z' ? c < 0x80 : c == U'ü' || c == U'Ü'; }

/// From 1 to 4, 5 for none; 0 for what is no tone's digit.
std::size_t tone_of(char32_t c) {
    constexpr std::array<std::u32string_view, 5> kDigits{U"1１¹", U"2２²", U"3３³", U"4４⁴", U"5５⁵0０⁰"};
    for (std::size_t tone = 0; tone < kDigits.size(); ++tone)
        if (kDigits[tone].find(c) != std::u32string_view::npos) return tone + 1;
    return 0;
}

constexpr std::array<std::u32string_view, 23> kInitials{U"b", U"p", U"m",  U"f",  U"d",  U"t", U"n", U"l", U"g", U"k", U"h", U"j",
                                                        U"q", U"x", U"zh", U"ch", U"sh", U"r", U"z", U"c", U"s", U"y", U"w"};
constexpr std::array<std::u32string_view, 35> kFinals{U"a",   U"o",  U"e",   U"i",   U"u",    U"ü",   U"ai",   U"ei",  U"ui",
                                                      U"ao",  U"ou", U"iu",  U"ie",  U"ue",   U"üe",  U"er",   U"an",  U"en",
                                                      U"in",  U"un", U"ang", U"eng", U"ing",  U"ong", U"ia",   U"ian", U"iang",
                                                      U"iao", U"ua", U"uo",  U"uai", U"iong", U"uan", U"uang", U"ün"};

/// A syllable in letters: bi, lü, Shan.
bool is_pinyin(std::u32string_view letters) {
    std::u32string small;
    for (const char32_t c : letters) small += c == U'Ü' ? U'ü' : (c < 0x80 ? c | 32 : c);
    const auto is_final = [](std::u32string_view part) { return std::find(kFinals.begin(), kFinals.end(), part) != kFinals.end(); };
    const auto fits = [&](std::u32string_view initial) {
        return std::u32string_view(small).starts_with(initial) && is_final(std::u32string_view(small).substr(initial.size()));
    };
    return is_final(small) || std::any_of(kInitials.begin(), kInitials.end(), fits);
}

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
        const std::size_t tone = tone_of(c);
        std::u32string letters = tone > 0 ? with_umlauts(syllable) : syllable;
        const std::size_t at = tone > 0 && is_pinyin(letters) ? bearer(letters) : letters.npos;
        if (at != letters.npos) letters[at] = kMarked[kVowels.find(letters[at])][tone - 1];
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
