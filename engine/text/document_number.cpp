// Documents' numbers among atoms.
#include "text/document_number.hpp"

#include <algorithm>
#include <string_view>

#include <unicode/uchar.h>

namespace banxin::text {
namespace {

/// Hanzi directly before the year that may be the issuer's code.
constexpr std::size_t kLongestCode = 6;
/// They stand before codes, and in none.
constexpr std::u32string_view kBeforeCode = U"的和与與及或据據彻徹照按依于於由经經见見以为為将將在对對从從至行文号號实實施循守";

bool ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Of a word's pieces too, and in one cell of a column.
bool digits(const Atom& atom) { return ascii_digit(atom.first_char) && ascii_digit(atom.last_char); }

/// 印发, 转发: in a code 发 stands last, or begins 发改 or 发明电.
bool ends_verb(char32_t c, char32_t after) {
    return (c == U'发' || c == U'發') && std::u32string_view(U"〔﹝改明").find(after) == std::u32string_view::npos;
}

std::size_t code_begin(const std::vector<Atom>& atoms, std::size_t open) {
    std::size_t out = open;
    while (out > 0 && open - out < kLongestCode) {
        const Atom& before = atoms[out - 1];
        const bool hanzi = before.kind == Kind::kHanzi && !before.boxed && u_isUAlphabetic(static_cast<UChar32>(before.first_char));
        if (!hanzi || kBeforeCode.find(before.first_char) != kBeforeCode.npos) break;
        if (ends_verb(before.first_char, atoms[out].first_char)) break;
        --out;
    }
    return out;
}

}  // namespace

std::vector<DocumentNumber> document_numbers(const std::vector<Atom>& atoms) {
    std::vector<DocumentNumber> out;
    const auto is = [&](std::size_t at, char32_t c) { return at < atoms.size() && atoms[at].first_char == c && !atoms[at].boxed; };
    for (std::size_t i = 0; i + 3 < atoms.size(); ++i) {
        const bool small = is(i, U'﹝');
        if (!small && !is(i, U'〔')) continue;
        if (!digits(atoms[i + 1]) || !is(i + 2, small ? U'﹞' : U'〕') || !digits(atoms[i + 3])) continue;
        out.push_back({code_begin(atoms, i), i, i + 2, is(i + 4, U'号') || is(i + 4, U'號') ? i + 4 : i + 3});
    }
    return out;
}

void close_document_numbers(Atoms& atoms) {
    for (const DocumentNumber& number : document_numbers(atoms.list)) {
        Atom &open = atoms.list[number.open], &close = atoms.list[number.close];
        for (std::uint32_t g = open.first_glyph; g < open.end_glyph; ++g) atoms.glyphs[g].x -= open.blank_left;
        open.width -= open.blank_left;
        close.width -= close.blank_right;
        open.blank_left = close.blank_right = {};
        for (std::size_t i = number.open; i <= number.close + 1; ++i) atoms.list[i].own_width = true;  // digits in one cell of a column too
        for (std::size_t i = number.open; i <= number.close; ++i) atoms.list[i].closed = true;
    }
}

void keep_numbers_whole(std::vector<Atom>& atoms, const Style& style, Length measure) {
    if (style.align == Align::kJustify) return;
    for (const DocumentNumber& number : document_numbers(atoms)) {
        Length width;
        for (std::size_t i = number.code; i <= number.last; ++i)
            width += atoms[i].natural() + (i < number.last ? atoms[i].gap_after : Length{});
        for (std::size_t i = number.code; width <= measure && i < number.last; ++i)
            if (atoms[i].break_after != Break::kForced) atoms[i].break_after = Break::kForbidden;
    }
}

}  // namespace banxin::text
