// Tables of characters; what is not in a table is decided by Unicode properties (ICU).
#include "text/classes.hpp"

#include <string_view>

#include <unicode/uchar.h>

#include "base/invisible.hpp"
#include "model/blocks.hpp"

namespace banxin::text {
namespace {

using View = std::u32string_view;

constexpr View kOpenings = U"“‘「『（《〈【〖〔［｛";
constexpr View kClosings = U"”’」』）》〉】〗〕］｝";
constexpr View kPauses = U"，、；";
constexpr View kStops = U"。！？：．‼⁇⁈⁉";
constexpr View kConnectors = U"—～–…―〜";
constexpr View kSentenceEnds = U"。！？．‼⁇⁈⁉";
constexpr View kMiddleDots = U"·・‧";

constexpr bool in(View set, char32_t c) { return set.find(c) != View::npos; }

}  // namespace

Kind kind_of(char32_t c) {
    if (c == U' ' || c == U'\t' || c == U'\u00A0') return Kind::kSpace;
    if (c < 0x80) return c < 0x20 || c == 0x7F ? Kind::kInvisible : Kind::kWestern;
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) return Kind::kHanzi;
    if (in(kOpenings, c)) return Kind::kOpening;
    if (in(kClosings, c)) return Kind::kClosing;
    if (in(kPauses, c)) return Kind::kPause;
    if (in(kStops, c)) return Kind::kStop;
    if (in(kMiddleDots, c)) return Kind::kMiddleDot;
    if (in(kConnectors, c)) return Kind::kConnector;
    if (c == kLineSeparator) return Kind::kSeparator;
    if (c == U'\u3000') return Kind::kHanzi;
    if (is_invisible(c)) return Kind::kInvisible;
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
        case U_EA_WIDE:
        case U_EA_FULLWIDTH: return Kind::kHanzi;
        case U_EA_AMBIGUOUS: return u_isalpha(static_cast<UChar32>(c)) || c < 0x300 ? Kind::kWestern : Kind::kHanzi;
        default: return Kind::kWestern;
    }
}

bool is_extender(char32_t c) {
    if (c < 0x300) return false;
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK || c == 0x200C || c == 0x200D ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool is_sentence_end(char32_t c) { return in(kSentenceEnds, c); }
bool is_half_wide(char32_t c) { return in(kMiddleDots, c) || c == U'–'; }

}  // namespace banxin::text
