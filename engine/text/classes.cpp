// Tables of characters; what is not in a table is decided by Unicode properties (ICU).
#include "text/classes.hpp"

#include <string_view>

#include <unicode/uchar.h>

#include "base/invisible.hpp"
#include "model/blocks.hpp"

namespace banxin::text {
namespace {

using View = std::u32string_view;

constexpr View kOpenings = U"“‘「『（《〈【〖〔［｛﹝";
constexpr View kClosings = U"”’」』）》〉】〗〕］｝﹞";
constexpr View kPauses = U"，、；";
constexpr View kStops = U"。！？：．‼⁇⁈⁉";
constexpr View kConnectors = U"—～–…―〜";
constexpr View kSentenceEnds = U"。！？．‼⁇⁈⁉";
constexpr View kMiddleDots = U"·・‧";

constexpr bool in(View set, char32_t c) { return set.find(c) != View::npos; }

}  // namespace

Kind kind_of(char32_t c) {
    if (is_plain_blank(c)) return Kind::kSpace;
    if (c < 0x80) return c < 0x20 || c == 0x7F ? Kind::kInvisible : Kind::kWestern;
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) return Kind::kHanzi;
    if (in(kOpenings, c)) return Kind::kOpening;
    if (in(kClosings, c)) return Kind::kClosing;
    if (in(kPauses, c)) return Kind::kPause;
    if (in(kStops, c)) return Kind::kStop;
    if (in(kMiddleDots, c)) return Kind::kMiddleDot;
    if (in(kConnectors, c)) return Kind::kConnector;
    if (c == kLineSeparator) return Kind::kSeparator;
    if (is_em_blank(c)) return Kind::kHanzi;
    if ((c >= 0x2000 && c <= 0x200A) || c == U'\u202F' || c == U'\u205F') return Kind::kSpace;
    if (is_raised(c)) return Kind::kWestern;
    if (is_invisible(c)) return Kind::kInvisible;
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
        case U_EA_WIDE:
        case U_EA_FULLWIDTH: return Kind::kHanzi;
        case U_EA_AMBIGUOUS: return u_isalpha(static_cast<UChar32>(c)) || c < 0x300 ? Kind::kWestern : Kind::kHanzi;
        default: return Kind::kWestern;
    }
}

bool is_plain_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u00A0'; }
bool is_em_blank(char32_t c) { return c == U'\u3000' || c == U'\u2001' || c == U'\u2003'; }
char32_t drawn_as(char32_t c) { return is_em_blank(c) ? U'\u3000' : c == U'﹝' ? U'〔' : c == U'﹞' ? U'〕' : c; }
bool is_raised(char32_t c) { return c >= 0x2070 && c <= 0x209C; }
bool is_script(char32_t c) { return is_raised(c) || c == U'²' || c == U'³' || c == U'¹'; }

int blank_width(char32_t c) {
    switch (c) {
        case U'\u2000':
        case U'\u2002': return 500;
        case U'\u2004': return 333;
        case U'\u2005': return 250;
        case U'\u2006': return 167;
        case U'\u2009':
        case U'\u202F': return 200;
        case U'\u200A': return 100;
        case U'\u205F': return 222;
        default: return 0;
    }
}

bool is_extender(char32_t c) {
    if (c < 0x300) return false;
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK || c == 0x200C || c == 0x200D ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool is_hangul(char32_t c) { return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E); }
bool is_sentence_end(char32_t c) { return in(kSentenceEnds, c); }
bool is_ideograph(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC); }

bool turns_in_column(char32_t c) {
    const int way = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_VERTICAL_ORIENTATION);
    return way == U_VO_ROTATED || way == U_VO_TRANSFORMED_ROTATED;
}

bool stands_in_column(char32_t c) {
    constexpr std::uint32_t kSigns = U_GC_S_MASK | U_GC_P_MASK | U_GC_N_MASK;
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_VERTICAL_ORIENTATION) == U_VO_UPRIGHT &&
           (U_MASK(u_charType(static_cast<UChar32>(c))) & kSigns) != 0;
}

bool is_number_sign(char32_t c) {
    if ((c >= U'′' && c <= U'‴') || c == U'－') return true;
    return u_charType(static_cast<UChar32>(c)) == U_MATH_SYMBOL && ublock_getCode(static_cast<UChar32>(c)) != UBLOCK_ARROWS;
}

bool is_half_wide(char32_t c) { return in(kMiddleDots, c) || c == U'–'; }

}  // namespace banxin::text
