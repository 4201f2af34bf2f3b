// Blanks and zhuyin letters.
#include "reader/readings.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/signs.hpp"
#include "base/utf8.hpp"
#include "reader/whitespace.hpp"

namespace banxin::reader {
namespace {

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || c == U'\u3000'; }

/// Takes a cell of its own, as text sets it: ① and Ⅲ too, which are as wide as what stands beside them.
bool has_cell(char32_t c) {
    const auto letter = static_cast<UChar32>(c);
    const bool ambiguous = u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH) == U_EA_AMBIGUOUS;
    return is_wide(c) || (ambiguous && c >= 0x300 && !u_isalpha(letter));
}

/// The place of a letter in a syllable: initial, medial, final.
enum class Part : std::uint8_t { kInitial, kMedial, kFinal, kNone };

Part part_of(char32_t c) {
    const auto within = [&](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (within(U'ㄅ', U'ㄙ') || within(U'ㄪ', U'ㄬ') || within(U'ㆠ', U'ㆣ')) return Part::kInitial;
    if (within(U'ㄧ', U'ㄩ')) return Part::kMedial;
    return within(U'ㄚ', U'ㄦ') || c == U'ㄭ' || c == U'ㄮ' ? Part::kFinal : Part::kNone;
}

/// Letters of other dialects (ㆲ, ㆷ) stand in many places; of the others each part once, in its order.
bool in_order(Part before, Part part) { return part == Part::kNone || before == Part::kNone ? part != Part::kInitial : part > before; }

}  // namespace

std::vector<SourceText> readings_of(const SourceText& text) {
    std::vector<SourceText> out;
    const std::string& s = text.str();
    bool inside = false;
    for (std::size_t at = 0; at < s.size();) {
        const std::size_t begin = at;
        const bool blank = is_blank(utf8::next(s, at));
        if (!blank) {
            if (!inside) out.emplace_back();
            out.back().append(text, begin, at);
        }
        inside = !blank;
    }
    return out;
}

bool is_zhuyin(std::string_view reading) {
    for (std::size_t at = 0; at < reading.size();) {
        UErrorCode status = U_ZERO_ERROR;
        if (uscript_getScript(static_cast<UChar32>(utf8::next(reading, at)), &status) == USCRIPT_BOPOMOFO) return true;
    }
    return false;
}

bool is_zhuyin_syllable(std::string_view reading) {
    constexpr std::string_view kLight = "˙";
    constexpr std::u32string_view kTones = U"ˉˊˇˋ˪˫";
    constexpr std::size_t kMost = 3;
    const bool light = reading.starts_with(kLight);
    if (light) reading.remove_prefix(kLight.size());
    std::size_t letters = 0;
    Part before = Part::kInitial;
    for (std::size_t at = 0; at < reading.size(); ++letters) {
        const char32_t c = utf8::next(reading, at);
        const bool tone = kTones.find(c) != kTones.npos;
        if (tone) return !light && letters > 0 && letters <= kMost && at == reading.size();
        const Part part = part_of(c);
        if (!is_zhuyin(utf8::encode(c)) || (letters > 0 && !in_order(before, part))) return false;
        before = part;
    }
    return letters > 0 && letters <= kMost;
}

std::size_t count_bases(std::string_view text, bool pairs) {
    std::size_t out = 0;
    bool word = false;
    char32_t half = 0;  // of a pair that may follow
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        const auto type = u_charType(static_cast<UChar32>(c));
        if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK || type == U_FORMAT_CHAR) continue;
        const bool letter = !is_blank(c) && !has_cell(c);
        const bool second = pairs && c == half;
        half = !second && (c == U'—' || c == U'…' || c == U'―') ? c : U'\0';
        if (!second) out += letter ? !word : !is_blank(c);
        word = letter;
    }
    return out;
}

bool is_word(std::string_view text) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        letters += !has_cell(c) && u_isalnum(static_cast<UChar32>(c));
    }
    return letters > 1;
}

bool marks_alone(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t sign = utf8::next(text, at);
        const auto c = static_cast<UChar32>(sign);
        const bool mark = (u_ispunct(c) && !is_sign(sign)) || is_wave(sign);
        if (!mark && !u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return false;
    }
    return true;
}

}  // namespace banxin::reader
