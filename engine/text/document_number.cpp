// Documents' numbers among atoms.
#include "text/document_number.hpp"

#include <algorithm>

namespace banxin::text {
namespace {

bool ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Of a word's pieces too, and in one cell of a column.
bool digits(const Atom& atom) { return ascii_digit(atom.first_char) && ascii_digit(atom.last_char); }

}  // namespace

std::vector<DocumentNumber> document_numbers(const std::vector<Atom>& atoms) {
    std::vector<DocumentNumber> out;
    const auto is = [&](std::size_t at, char32_t c) { return at < atoms.size() && atoms[at].first_char == c && !atoms[at].boxed; };
    for (std::size_t i = 0; i + 3 < atoms.size(); ++i) {
        const bool small = is(i, U'﹝');
        if (!small && !is(i, U'〔')) continue;
        if (!digits(atoms[i + 1]) || !is(i + 2, small ? U'﹞' : U'〕') || !digits(atoms[i + 3])) continue;
        out.push_back({i, i + 2, is(i + 4, U'号') || is(i + 4, U'號') ? i + 4 : i + 3});
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
        open.own_width = close.own_width = true;
    }
}

}  // namespace banxin::text
