// Spacing between atoms.
#include "text/spacing.hpp"

#include <algorithm>
#include <utility>

#include "text/upright.hpp"

namespace banxin::text {
namespace {

constexpr bool joins_in_pair(char32_t c) { return c == U'—' || c == U'…' || c == U'―'; }

/// Ink of the two dashes of a pair meets in the middle, whatever blank the font leaves at their ends; six dots stand at equal distances.
void close_gap(Atoms& atoms, Atom& pair, const font::FontSet& fonts) {
    if (pair.end_glyph - pair.first_glyph != 2) return;
    AtomGlyph& left = atoms.glyphs[pair.first_glyph];
    AtomGlyph& right = atoms.glyphs[pair.first_glyph + 1];
    const font::Face& face = *fonts.face(left.face);
    const font::InkBox ink = lengthwise(face.ink_box(left.id), left.orientation);
    if (ink.empty()) return;
    const Length left_end = left.x + scale(left.size, ink.right, face.units_per_em());
    const Length right_start = right.x + scale(right.size, ink.left, face.units_per_em());
    const std::int32_t dot = ink.top - ink.bottom;  // as wide as it is high
    const std::int32_t between = pair.first_char == U'…' ? std::max((ink.right - ink.left - 3 * dot) / 2, 0) : 0;
    const Length gap = right_start - left_end - scale(left.size, between, face.units_per_em());
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

/// Marks of direction (UAX #9) say nothing of lines.
constexpr bool turns(char32_t c) {
    return c == U'\u061C' || c == U'\u200E' || c == U'\u200F' || (c >= U'\u202A' && c <= U'\u202E') || (c >= U'\u2066' && c <= U'\u2069');
}

/// What draws nothing belongs to the atom before, and says whether a line may end there.
void join_invisible(std::vector<Atom>& list) {
    std::size_t out = 0;
    std::uint8_t fence = kNoFence;  // of what was joined to the atom before
    for (Atom& atom : list) {
        atom.fence = std::min(atom.fence, std::exchange(fence, kNoFence));
        const bool joins =
            atom.kind == Kind::kInvisible && out > 0 && list[out - 1].kind != Kind::kSeparator && list[out - 1].end == atom.begin;
        if (joins) {
            list[out - 1].end = atom.end;
            list[out - 1].carries = list[out - 1].kind == Kind::kSpace;
            if (!turns(atom.first_char)) list[out - 1].joint = atom.first_char;
            fence = atom.fence;
        } else {
            list[out++] = atom;
        }
    }
    list.resize(out);
}

/// Several blanks in a row are one, as wide as all.
void join_blanks(Atoms& atoms) {
    std::size_t out = 0;
    for (const Atom& atom : atoms.list) {
        Atom* before = out > 0 ? &atoms.list[out - 1] : nullptr;
        if (before && atom.kind == Kind::kSpace && before->kind == Kind::kSpace && before->chars == atom.chars &&
            before->node == atom.node && before->end == atom.begin &&
            is_plain_blank(before->first_char) == is_plain_blank(atom.first_char) && before->end_glyph == atom.first_glyph) {
            for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) atoms.glyphs[g].x += before->width;
            before->width += atom.width;
            before->carries |= atom.carries;
            before->end = atom.end;
            before->end_glyph = atom.end_glyph;
        } else {
            atoms.list[out++] = atom;
        }
    }
    atoms.list.resize(out);
}

bool draws_nothing(Kind kind) { return kind == Kind::kSeparator || kind == Kind::kInvisible; }

/// A blank between Western text and a hanzi or mark is the layout's business: the typed one goes. Beside a dash it stays.
void drop_blanks(std::vector<Atom>& list) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool inside = list[i].kind == Kind::kSpace && is_plain_blank(list[i].first_char) && out > 0 && i + 1 < list.size();
        if (inside) {
            const Kind before = list[out - 1].kind, after = list[i + 1].kind;
            const bool western = (before == Kind::kWestern) != (after == Kind::kWestern);
            const bool plain = before == Kind::kSpace || after == Kind::kSpace || before == Kind::kConnector || after == Kind::kConnector ||
                               draws_nothing(before) || draws_nothing(after);
            if (western && !plain && !list[i].carries) continue;
            if (western && !plain) {
                list[i].kind = Kind::kInvisible;
                list[i].width = {};
                list[i].end_glyph = list[i].first_glyph;
            }
        }
        list[out++] = list[i];
    }
    list.resize(out);
}

class Spacer {
  public:
    Spacer(std::vector<Atom>& list, const Style& style) : list_(list), style_(style) {}

    void run() {
        for (Atom& atom : list_) blanks(atom);
        for (std::size_t i = 0; i + 1 < list_.size(); ++i) neighbours(list_[i], list_[i + 1]);
        for (std::size_t i = 0; i < list_.size(); ++i) {
            give(list_[i]);
            edges(i);
        }
    }

  private:
    void blanks(Atom& atom) const {
        const Length half = scale(atom.width, 1, 2);
        if (atom.kind == Kind::kMiddleDot || (atom.kind == Kind::kConnector && is_half_wide(atom.first_char))) {
            atom.blank_left = atom.cut_left = scale(atom.width, 1, 4);
            atom.blank_right = atom.cut_right = half - atom.blank_left;
        }
        const bool narrow = style_.marks == Marks::kHalf || (style_.marks == Marks::kKaiming && !is_sentence_end(atom.first_char));
        if (narrow && has_blank(atom.kind)) {
            atom.cut_left = atom.blank_left;
            atom.cut_right = atom.blank_right;
        }
    }

    /// GB/T 15834 5.1 and CLREQ: of two adjacent marks with a bracket or quotation mark, the blank away from the enclosed text goes.
    void neighbours(Atom& a, Atom& b) const {
        if (has_blank(a.kind) && has_blank(b.kind) && (is_bracket(a.kind) || is_bracket(b.kind))) {
            if (a.kind != Kind::kOpening) a.cut_right = a.blank_right;
            else if (b.kind == Kind::kOpening) b.cut_left = b.blank_left;
        }
        const bool meet = (a.kind == Kind::kWestern && b.kind == Kind::kHanzi) || (a.kind == Kind::kHanzi && b.kind == Kind::kWestern);
        if (!meet || a.break_after == Break::kForbidden || a.joint != 0) return;  // 25℃ and ￥300 have no gap
        a.gap_after = a.foreign || b.foreign ? style_.han_script_gap : style_.han_latin_gap;
        a.give = Give::kGap;
    }

    void give(Atom& atom) const {
        if (atom.kind == Kind::kSpace && is_plain_blank(atom.first_char)) atom.give = Give::kWordSpace;
        if (is_bracket(atom.kind)) atom.give = Give::kBracket;
        if (atom.kind == Kind::kPause) atom.give = Give::kPause;
        if (atom.kind == Kind::kStop) atom.give = Give::kStop;
        if (atom.give == Give::kNothing) return;
        if (atom.give == Give::kGap) {
            if (atom.gap_after <= style_.han_latin_limits.most) within(atom, atom.gap_after, style_.han_latin_limits);
        } else if (atom.give == Give::kWordSpace) {
            if (style_.word_space_limits.most > Length{}) within(atom, atom.width, style_.word_space_limits);
        } else {
            const Length blank = atom.blank_left + atom.blank_right - atom.cut_left - atom.cut_right;
            atom.squeezable = std::max(blank - style_.least_blank, Length{});
        }
        if (!(style_.squeeze >> static_cast<unsigned>(atom.give) & 1u)) atom.squeezable = {};
    }

    static void within(Atom& atom, Length natural, const Limits& limits) {
        atom.squeezable = std::max(natural - limits.least, Length{});
        atom.stretchable = std::max(limits.most - natural, Length{});
    }

    void edges(std::size_t i) const {
        Atom& atom = list_[i];
        if (atom.kind == Kind::kSpace) atom.trim_end = atom.width;
        if (atom.kind == Kind::kOpening) atom.trim_start = atom.blank_left - atom.cut_left;
        if (!has_blank(atom.kind) || atom.kind == Kind::kOpening) return;
        const bool keeps = style_.line_end_marks == LineEndMarks::kCss   ? atom.kind != Kind::kClosing
                           : style_.line_end_marks == LineEndMarks::kJis ? is_sentence_end(atom.first_char)
                                                                         : false;
        if (!keeps) atom.trim_end = atom.blank_right - atom.cut_right;
        const bool alone = i > 0 && !has_blank(list_[i - 1].kind);  // marks in a row never hang
        if (alone && style_.hanging.find(atom.first_char) != std::u32string::npos) atom.trim_end = atom.natural();
    }

    std::vector<Atom>& list_;
    const Style& style_;
};

}  // namespace

void tidy(Atoms& atoms, const font::FontSet& fonts) {
    join_invisible(atoms.list);
    merge_pairs(atoms, fonts);
    join_blanks(atoms);
    drop_blanks(atoms.list);
}

void space(std::vector<Atom>& atoms, const Style& style) { Spacer(atoms, style).run(); }

}  // namespace banxin::text
