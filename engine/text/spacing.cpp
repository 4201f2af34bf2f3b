// Spacing and break opportunities between atoms.
#include "text/spacing.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

constexpr bool joins_in_pair(char32_t c) { return c == U'—' || c == U'…' || c == U'―'; }

/// Ink of the two dashes of a pair meets in the middle, whatever blank the font leaves at their ends.
void close_gap(Atoms& atoms, Atom& pair, const font::FontSet& fonts) {
    if (pair.first_char == U'…' || pair.end_glyph - pair.first_glyph != 2) return;
    AtomGlyph& left = atoms.glyphs[pair.first_glyph];
    AtomGlyph& right = atoms.glyphs[pair.first_glyph + 1];
    const font::Face& face = *fonts.face(left.face);
    const font::InkBox ink = face.ink_box(left.id);
    if (ink.empty()) return;
    const Length left_end = left.x + scale(left.size, ink.right, face.units_per_em());
    const Length right_start = right.x + scale(right.size, ink.left, face.units_per_em());
    const Length gap = right_start - left_end;
    if (gap <= Length{}) return;
    const Length half = scale(gap, 1, 2);
    left.x += half;
    right.x -= gap - half;
}

/// —— and …… become one atom of two cells.
void merge_pairs(Atoms& atoms, const font::FontSet& fonts) {
    std::vector<Atom>& list = atoms.list;
    std::size_t out = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        Atom atom = list[i];
        const bool pair = i + 1 < list.size() && joins_in_pair(atom.first_char) && list[i + 1].first_char == atom.first_char &&
                          list[i + 1].chars == atom.chars && list[i + 1].first_glyph == atom.end_glyph;
        if (pair) {
            const Atom& second = list[++i];
            for (std::uint32_t g = second.first_glyph; g < second.end_glyph; ++g) atoms.glyphs[g].x += atom.width;
            atom.kind = Kind::kPair;
            atom.end = second.end;
            atom.end_glyph = second.end_glyph;
            atom.width += second.width;
            close_gap(atoms, atom, fonts);
        }
        list[out++] = atom;
    }
    list.resize(out);
}

bool meets_western(Kind a, Kind b) {
    const auto body = [](Kind k) { return k == Kind::kHanzi; };
    return (a == Kind::kWestern && body(b)) || (body(a) && b == Kind::kWestern);
}

/// A blank between Western text and a hanzi or mark is the layout's business: the typed one goes. Beside a dash it stays.
void drop_blanks(std::vector<Atom>& list) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool inside = list[i].kind == Kind::kSpace && out > 0 && i + 1 < list.size();
        if (inside) {
            const Kind before = list[out - 1].kind, after = list[i + 1].kind;
            const bool western = before == Kind::kWestern || after == Kind::kWestern;
            const bool plain = before == Kind::kSpace || after == Kind::kSpace || before == Kind::kConnector || after == Kind::kConnector;
            if (western && before != after && !plain) continue;
        }
        list[out++] = list[i];
    }
    list.resize(out);
}

/// A Western word wider than a line falls apart into its clusters.
void divide_long_words(Atoms& atoms, const Text& text, Length measure) {
    const auto too_long = [&](const Atom& a) { return a.kind == Kind::kWestern && a.width > measure; };
    if (std::none_of(atoms.list.begin(), atoms.list.end(), too_long)) return;
    std::vector<Atom> out;
    for (const Atom& atom : atoms.list) {
        if (!too_long(atom)) {
            out.push_back(atom);
            continue;
        }
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph;) {
            std::uint32_t next = g;
            while (next < atom.end_glyph && atoms.glyphs[next].cluster == atoms.glyphs[g].cluster) ++next;
            Atom piece = atom;
            piece.divided = true;
            piece.begin = atoms.glyphs[g].cluster;
            piece.end = next < atom.end_glyph ? atoms.glyphs[next].cluster : atom.end;
            std::size_t at = piece.begin, end = piece.end;
            piece.first_char = utf8::next(text.bytes, at);
            piece.last_char = utf8::previous(text.bytes, end);
            piece.first_glyph = g;
            piece.end_glyph = next;
            const Length left = atoms.glyphs[g].x;
            const Length right = next < atom.end_glyph ? atoms.glyphs[next].x : left + atoms.glyphs[g].advance;
            for (; g < next; ++g) atoms.glyphs[g].x -= left;
            piece.width = right - left;
            out.push_back(piece);
        }
    }
    atoms.list = std::move(out);
}

class Spacer {
  public:
    Spacer(std::vector<Atom>& list, const Style& style) : list_(list), style_(style) {}

    void run() {
        for (Atom& atom : list_) blanks(atom);
        for (std::size_t i = 0; i + 1 < list_.size(); ++i) {
            neighbours(list_[i], list_[i + 1]);
            list_[i].break_after = break_between(i);
        }
        for (Atom& atom : list_) gives(atom);
    }

  private:
    static void blanks(Atom& atom) {
        const Length half = scale(atom.width, 1, 2);
        if (atom.kind == Kind::kOpening) atom.blank_left = half;
        if (atom.kind == Kind::kClosing || atom.kind == Kind::kPause || atom.kind == Kind::kStop) atom.blank_right = half;
        if (atom.kind == Kind::kMiddleDot) atom.blank_left = atom.blank_right = scale(atom.width, 1, 4);
    }

    /// GB/T 15834 5.1 and CLREQ: of two adjacent marks with a bracket or quotation mark, the blank away from the enclosed text goes.
    void neighbours(Atom& a, Atom& b) {
        if (has_blank(a.kind) && has_blank(b.kind) && (is_bracket(a.kind) || is_bracket(b.kind))) {
            if (a.kind != Kind::kOpening) a.cut_right = a.blank_right;
            else if (b.kind == Kind::kOpening) b.cut_left = b.blank_left;
        }
        if (meets_western(a.kind, b.kind)) gap(a, style_.han_latin_gap, Give::kGap);
    }

    /// Limits of the gap between hanzi and Western text: an eighth to half an em when it is a quarter, in proportion else.
    static void gap(Atom& a, Length natural, Give give) {
        a.gap_after = natural;
        a.gap_min = scale(natural, 1, 2);
        a.gap_max = natural * 2;
        a.give = give;
    }

    void gives(Atom& atom) {
        if (atom.give == Give::kGap) return;
        switch (atom.kind) {
            case Kind::kSpace: atom.give = Give::kWordSpace; return;
            case Kind::kMiddleDot: atom.give = Give::kMiddleDot; return;
            case Kind::kOpening:
            case Kind::kClosing: atom.give = Give::kBracket; return;
            case Kind::kPause: atom.give = Give::kPause; return;
            case Kind::kStop: atom.give = Give::kStop; return;
            default: return;
        }
    }

    Break break_between(std::size_t i) const {
        const Atom& a = list_[i];
        const Atom& b = list_[i + 1];
        if (a.kind == Kind::kSeparator) return Break::kForced;
        if (b.kind == Kind::kSeparator || b.kind == Kind::kSpace || b.kind == Kind::kInvisible) return Break::kForbidden;
        if (a.first_char == U'\u200B') return Break::kAllowed;
        if (a.kind == Kind::kInvisible) return Break::kForbidden;
        if (a.first_char == U'\u00A0') return Break::kForbidden;
        const Kinsoku& kinsoku = *style_.kinsoku;
        const bool pair_at_start = b.kind == Kind::kPair;
        if (pair_at_start ? kinsoku.pairs_not_at_start : kinsoku.not_at_start.find(b.first_char) != std::u32string::npos) return Break::kForbidden;
        if (kinsoku.not_at_end.find(a.last_char) != std::u32string::npos && a.kind != Kind::kPair) return Break::kForbidden;
        if (a.kind == Kind::kWestern && is_digit(a.last_char)) {
            if (b.first_char == U'℃' || b.first_char == U'％' || b.first_char == U'‰' || b.first_char == U'㎡') return Break::kForbidden;
            if (is_counter(b.first_char)) return Break::kUnwanted;
        }
        if (a.kind == Kind::kWestern && b.kind == Kind::kWestern) return a.divided && b.divided ? Break::kAllowed : Break::kForbidden;
        if (b.kind == Kind::kWestern && (a.last_char == U'￥' || a.last_char == U'＄' || a.last_char == U'№')) return Break::kForbidden;
        return Break::kAllowed;
    }

    std::vector<Atom>& list_;
    const Style& style_;
};

}  // namespace

void space(Atoms& atoms, const Text& text, const Style& style, Length measure, const font::FontSet& fonts) {
    merge_pairs(atoms, fonts);
    drop_blanks(atoms.list);
    divide_long_words(atoms, text, measure);
    Spacer(atoms.list, style).run();
}

}  // namespace banxin::text
