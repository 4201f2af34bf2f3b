// Characters that draw nothing by their nature: no face need have a glyph for them, and no name is another for them.
#pragma once

namespace banxin {

/// White space, controls, joiners, direction marks, variation selectors (Unicode: White_Space, Cc, Default_Ignorable_Code_Point).
constexpr bool is_invisible(char32_t c) {
    if (c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x3000) return true;
    if (c < 0x034F || (c > 0x3000 && c < 0x3164)) return false;  // most text ends here
    if (c == 0x034F || c == 0x061C || c == 0x1680) return true;
    if ((c >= 0x115F && c <= 0x1160) || c == 0x3164 || c == 0xFFA0) return true;  // fillers of Hangul
    if ((c >= 0x17B4 && c <= 0x17B5) || (c >= 0x180B && c <= 0x180F)) return true;
    if ((c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F)) return true;
    if ((c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFF8)) return true;
    return (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A) || (c >= 0xE0000 && c <= 0xE0FFF);
}

/// Besides these, what is drawn as nothing: the blank of braille, and the place of an object that is not there.
constexpr bool is_unseen(char32_t c) { return is_invisible(c) || c == 0x2800 || c == 0xFFFC; }

}  // namespace banxin
