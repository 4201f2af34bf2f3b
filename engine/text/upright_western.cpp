// Western words and numbers of a column: turned, or stood upright.
#include "text/upright.hpp"

#include <algorithm>
#include <map>

#include <hb.h>

#include "text/inlines.hpp"

namespace banxin::text {
namespace {

using display::Orientation;

constexpr hb_feature_t feature(hb_tag_t tag, std::uint32_t value) { return {tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}; }

bool is_circled(const Text& text, const Atom& atom) {
    const Inline* taker = room_taker(text, atom.begin);
    return taker && taker->style->kind == InlineKind::kCircled;
}

/// Digits alone, so few that one cell may hold them; any number in a circle.
bool is_short_number(const Text& text, const Atom& atom, const Style& style) {
    const std::string_view word = std::string_view(text.bytes).substr(atom.begin, atom.end - atom.begin);
    const std::size_t count = atom.end_glyph - atom.first_glyph;
    if (word.size() != count || word.find_first_not_of("0123456789") != std::string_view::npos) return false;
    return count <= static_cast<std::size_t>(style.vertical->digits) || is_circled(text, atom);
}

/// A sign in its own cell.
bool is_sign(const Atom& atom) { return atom.kind == Kind::kHanzi && is_number_sign(atom.first_char); }

/// Words and their signs.
bool is_worded(const Atom& atom) { return atom.kind == Kind::kWestern || is_sign(atom); }

/// Words that touch and are of one element: 120m and its raised 2, 5 and ≥ before it.
bool touch(const Text& text, const Atom& a, const Atom& b) {
    return is_worded(a) && is_worded(b) && a.end == b.begin && room_taker(text, a.begin) == room_taker(text, b.begin);
}

/// Whether a typed blank stands before atom `at` + 1, between words of one element: Windows 11. What is raised keeps to what it touches.
bool joined_by_blank(const Text& text, const std::vector<Atom>& list, std::size_t at) {
    if (at == 0 || at + 1 >= list.size() || list[at].kind != Kind::kSpace) return false;
    const Atom &a = list[at - 1], &b = list[at + 1];
    return is_worded(a) && is_worded(b) && a.chars->lift == b.chars->lift && room_taker(text, a.begin) == room_taker(text, b.begin);
}

/// What a column sets alike, and how: a number whose sign is turned is turned with it.
struct Phrase {
    std::size_t begin = 0, end = 0;  // atoms
    bool numbers = true;             // short ones alone, in Chinese: each stands in its cell
    bool foreign = false;            // text of another script, its numbers too: always turned

    Phrase(const Text& text, const std::vector<Atom>& list, std::size_t first, const Style& style) : begin(first), end(first + 1) {
        while (end < list.size() && (touch(text, list[end - 1], list[end]) || joined_by_blank(text, list, end)))
            end += list[end].kind == Kind::kSpace ? 2 : 1;
        for (std::size_t i = begin; i < end; ++i) {
            if (is_sign(list[i])) numbers = numbers && !turns_in_column(list[i].first_char);
            if (list[i].kind != Kind::kWestern) continue;
            const Writing writing = writing_of(list[i].chars->lang);
            foreign = foreign || list[i].foreign || list[i].level > 0 || writing == Writing::kForeign;
            numbers = numbers && is_short_number(text, list[i], style) && writing == Writing::kOwn;
            const bool goes_on = i > begin && list[i - 1].kind == Kind::kWestern && touch(text, list[i - 1], list[i]) &&
                                 list[i - 1].chars->lift == list[i].chars->lift;
            numbers = numbers && !goes_on;  // one number of several looks
        }
        numbers = numbers && !foreign;
    }
};

/// What other scripts reach above and below their baseline, by face.
class Reaches {
  public:
    Reaches(const Atoms& atoms, const font::FontSet& fonts) : fonts_(fonts) {
        for (const Atom& atom : atoms.list)
            for (std::uint32_t g = atom.first_glyph; atom.foreign && g < atom.end_glyph; ++g) add(atoms.glyphs[g], atom.chars->lift);
    }
    /// Of the paragraph's text in that face, above the baseline.
    Length middle(font::FaceId face, Length size) const {
        const auto found = found_.find({face, size.units});
        return found == found_.end() ? Length{} : scale(found->second.top + found->second.bottom, 1, 2);
    }

  private:
    struct Reach {
        Length top, bottom;
    };

    void add(const AtomGlyph& glyph, Length lift) {
        const font::Face& face = *fonts_.face(glyph.face);
        const font::InkBox ink = face.ink_box(glyph.id);
        if (ink.empty()) return;
        const Length up = -glyph.y - lift;
        const Length top = up + scale(glyph.size, ink.top, face.units_per_em()),
                     bottom = up + scale(glyph.size, ink.bottom, face.units_per_em());
        const auto [entry, added] = found_.try_emplace({glyph.face, glyph.size.units}, Reach{top, bottom});
        if (added) return;
        entry->second.top = std::max(entry->second.top, top);
        entry->second.bottom = std::min(entry->second.bottom, bottom);
    }

    const font::FontSet& fonts_;
    std::map<std::pair<font::FaceId, std::int64_t>, Reach> found_;
};

}  // namespace

Length lifted(const CharStyle& chars, const Style& style) {
    if (chars.lift == Length{}) return {};
    return chars.lift + scale(chars.size - style.chars.size, style.vertical->frame_above - 500, 1'000);
}

void Uprights::set_western(Atoms& atoms, const Text& text, const Style& style) {
    std::vector<Atom> out;
    out.reserve(atoms.list.size());
    const Reaches reaches(atoms, fonts_);
    const auto middle = [&](font::FaceId face, Length size) { return reaches.middle(face, size); };
    const bool turns = style.vertical->latin == Vertical::Latin::kTurned;
    for (std::size_t i = 0; i < atoms.list.size();) {
        const Phrase phrase(text, atoms.list, i, style);
        const bool upright = !turns && !phrase.foreign;
        for (; i < phrase.end; ++i) {
            Atom atom = atoms.list[i];
            const bool word = atom.kind == Kind::kWestern;
            const bool stands = phrase.numbers || upright || is_circled(text, atom);
            if (word && stands && stand_in_cell(atoms, text, atom, style)) out.push_back(atom);
            else if (word && upright) stand_letters(atoms, atom, style, out);
            else {
                if (word || atom.kind == Kind::kSpace) turn(atoms, atom, style, middle);
                out.push_back(atom);
            }
        }
    }
    atoms.list = std::move(out);
}

/// Capitals, and digits which are as high, stand in the column's middle; raised and lowered ones as far from it as in a line. Other scripts by
/// what they reach.
void Uprights::turn(Atoms& atoms, const Atom& atom, const Style& style, const MiddleOf& middle) const {
    for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
        AtomGlyph& glyph = atoms.glyphs[g];
        const font::Face& face = *fonts_.face(glyph.face);
        const font::InkBox capital = face.ink_box(face.glyph(U'H'));
        const Length size = atom.chars->lift == Length{} ? glyph.size : style.chars.size;
        glyph.orientation = Orientation::kTurned;
        glyph.y -= style.axis;
        glyph.y += atom.foreign ? middle(glyph.face, glyph.size)
                                : scale(size, capital.top + capital.bottom, std::int64_t{2} * face.units_per_em());
    }
}

/// Each letter, with what belongs to it, is a cell.
void Uprights::stand_letters(Atoms& atoms, const Atom& word, const Style& style, std::vector<Atom>& out) const {
    const Length middle = style.axis + lifted(*word.chars, style);
    for (std::uint32_t g = word.first_glyph; g < word.end_glyph;) {
        std::uint32_t next = g;
        while (next < word.end_glyph && atoms.glyphs[next].cluster == atoms.glyphs[g].cluster) ++next;
        Atom letter = word;
        if (g != word.first_glyph) letter.fence = kNoFence;
        letter.begin = g == word.first_glyph ? word.begin : atoms.glyphs[g].cluster;
        letter.end = next < word.end_glyph ? atoms.glyphs[next].cluster : word.end;
        letter.first_glyph = g;
        letter.end_glyph = next;
        letter.width = word.chars->cell;
        const Length left = atoms.glyphs[g].x;
        const AtomGlyph& last = atoms.glyphs[next - 1];
        const Length width = last.x + last.advance - left;
        for (; g < next; ++g) {
            AtomGlyph& glyph = atoms.glyphs[g];
            const Length down = scale(word.chars->cell - glyph.size, 1, 2) + scale(glyph.size, style.vertical->frame_above, 1'000) +
                                glyph.y + word.chars->lift;
            glyph.y = scale(width, 1, 2) - (glyph.x - left) - middle;
            glyph.x = down;
            glyph.orientation = Orientation::kUpright;
        }
        out.push_back(letter);
    }
}

/// By the widths that the face has for so many digits (hwid, twid, qwid), else drawn narrower; in a circle by their own, which the circle fits.
bool Uprights::stand_in_cell(Atoms& atoms, const Text& text, Atom& atom, const Style& style) const {
    if (!is_short_number(text, atom, style)) return false;
    const bool circled = is_circled(text, atom);
    const std::span<AtomGlyph> glyphs(atoms.glyphs.data() + atom.first_glyph, atom.end_glyph - atom.first_glyph);
    if (!circled) set_own_width(glyphs, std::string_view(text.bytes).substr(atom.begin, atom.end - atom.begin));
    Length width;
    for (const AtomGlyph& glyph : glyphs) width += glyph.advance;
    const Length room = circled ? width : atom.chars->size;
    const auto stretch = static_cast<std::int32_t>(width > room ? room.units * 1'000 / width.units : 1'000);
    if (stretch < style.vertical->narrowest) return false;

    const font::Face& face = *fonts_.face(glyphs[0].face);
    const font::InkBox zero = face.ink_box(face.glyph(U'0'));
    const Length down =
        scale(atom.chars->cell, 1, 2) + scale(glyphs[0].size, zero.top + zero.bottom, std::int64_t{2} * face.units_per_em());
    Length right = scale(width, -stretch, 2'000);  // from the middle
    const Length middle = style.axis + lifted(*atom.chars, style);
    for (AtomGlyph& glyph : glyphs) {
        glyph.x = down;
        glyph.y = -middle - right;
        glyph.advance = scale(glyph.advance, stretch, 1'000);
        glyph.orientation = Orientation::kAcross;
        glyph.stretch = stretch;
        right += glyph.advance;
    }
    atom.kind = Kind::kHanzi;
    atom.width = circled ? width : atom.chars->cell;
    return true;
}

void Uprights::set_own_width(std::span<AtomGlyph> glyphs, std::string_view digits) const {
    constexpr hb_tag_t kWidths[] = {HB_TAG('h', 'w', 'i', 'd'), HB_TAG('t', 'w', 'i', 'd'), HB_TAG('q', 'w', 'i', 'd')};
    if (glyphs.size() < 2 || glyphs.size() > std::size(kWidths) + 1) return;
    const font::Face& face = *fonts_.face(glyphs[0].face);
    hb_buffer_clear_contents(level_);
    hb_buffer_set_direction(level_, HB_DIRECTION_LTR);
    hb_buffer_set_script(level_, HB_SCRIPT_HAN);
    hb_buffer_add_utf8(level_, digits.data(), static_cast<int>(digits.size()), 0, static_cast<int>(digits.size()));
    const hb_feature_t features[] = {feature(kWidths[glyphs.size() - 2], 1), feature(HB_TAG('k', 'e', 'r', 'n'), 0)};
    hb_shape(face.hb_font(), level_, features, static_cast<unsigned>(std::size(features)));
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(level_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(level_, nullptr);
    for (std::size_t i = 0; count == glyphs.size() && i < count; ++i) {
        glyphs[i].id = infos[i].codepoint;
        glyphs[i].advance = scale(glyphs[i].size, positions[i].x_advance, face.units_per_em());
    }
}

}  // namespace banxin::text
