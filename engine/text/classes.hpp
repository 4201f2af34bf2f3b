// What a character is to Chinese composition.
#pragma once

#include <cstdint>
#include <string_view>

namespace banxin::text {

enum class Kind : std::uint8_t {
    kHanzi,      // hanzi, kana, full-width letters and symbols: a cell, breakable on both sides
    kOpening,    // （ “ 《: blank on the left
    kClosing,    // ） ” 》: blank on the right
    kPause,      // ， 、 ；: blank on the right
    kStop,       // 。 ！ ？ ：: blank on the right
    kMiddleDot,  // ·: blank on both sides
    kConnector,  // — ～ –: a cell, no blank
    kPair,       // —— ……: two cells, one unit
    kWestern,    // letters, digits and their marks: set by their own widths
    kSpace,      // a blank that was typed
    kSeparator,  // forced line break
    kInvisible,  // controls, joiners: draws nothing
};

/// The class of a character by itself. —— and …… are recognised by their neighbours, in itemise.
Kind kind_of(char32_t c);

/// Half of the cell of such a mark is blank and may be given up.
constexpr bool has_blank(Kind kind) {
    return kind == Kind::kOpening || kind == Kind::kClosing || kind == Kind::kPause || kind == Kind::kStop;
}
/// A bracket or quotation mark: takes part in GB's closing up of adjacent marks.
constexpr bool is_bracket(Kind kind) { return kind == Kind::kOpening || kind == Kind::kClosing; }
/// Set in a cell of the grid.
constexpr bool is_full_width(Kind kind) { return kind <= Kind::kPair; }

/// A blank of the keyboard, as wide as the face and the line have it.
bool is_plain_blank(char32_t c);
/// As wide as a cell: U+3000 and its like.
bool is_em_blank(char32_t c);
/// Of a width that its name tells, in 1/1,000 of the em; 0: of another character's.
int blank_width(char32_t c);
/// ₂ and ⁻ are letters of the word that they stand in; ² is one of Latin text anyway.
bool is_raised(char32_t c);

/// Typed superscripts and subscripts, those of Latin-1 too: ² ₂
bool is_script(char32_t c);

/// Characters that attach to the one before: combining marks, variation selectors, joiners.
bool is_extender(char32_t c);
bool is_digit(char32_t c);
/// A syllable of Korean, whose words have blanks between them.
bool is_hangul(char32_t c);
/// Of the marks of class kStop those that end a sentence.
bool is_sentence_end(char32_t c);
/// How it is drawn: U+2003 as U+3000, the small brackets ﹝ ﹞ as those of documents' numbers.
char32_t drawn_as(char32_t c);
/// Half as wide as a cell by GB/T 15834 5.1.6 and 5.1.7: · –
bool is_half_wide(char32_t c);

/// A hanzi, simple or rare; 〇 is one.
bool is_ideograph(char32_t c);
/// UAX #50: drawn on its side where the face has no form for columns (R, Tr).
bool turns_in_column(char32_t c);
/// A sign that UAX #50 has upright (U), no letter: ☑ ½
bool stands_in_column(char32_t c);
/// A sign that belongs to the numbers beside it: ≥ ∶ ′, no arrow.
bool is_number_sign(char32_t c);

/// Where an address may be divided (no hyphen appears): after these.
inline constexpr std::u32string_view kAddressBreaks = U"/?&=#_-@.,;~+";

}  // namespace banxin::text
