// Boxes and readings.
#include "text/inlines.hpp"

#include <algorithm>
#include <limits>

#include "text/breaks.hpp"
#include "text/line_maker.hpp"

namespace banxin::text {
namespace {

/// Ink of glyphs above and below the baseline that they stand on.
struct Ink {
    Length top{std::numeric_limits<std::int32_t>::min()}, bottom{std::numeric_limits<std::int32_t>::max()};
    Length left = bottom, right = top;
};

/// A base with its reading.
struct Base {
    std::size_t first = 0, end = 0;  // atoms
    const Inline* element = nullptr;
    std::span<const Span> said;
    Line line;     // the reading, where it stands over or under
    Length width;  // of the base
};

class InlineSetter {
  public:
    InlineSetter(Atoms& atoms, const Text& text, const font::FontSet& fonts, const Shape& shape)
        : atoms_(atoms), text_(text), style_(*text.paragraph->style), fonts_(fonts), shape_(shape) {}

    void run() {
        for (Atom& atom : atoms_.list) atom.own_width = is_full_width(atom.kind) && atom.chars->cell != style_.chars.cell;
        std::vector<Atom> list = std::move(atoms_.list);
        find_bases(list);
        for (std::size_t i = 0; i < list.size();) {
            const Inline* taker = room_taker(text_, list[i].begin);
            std::size_t end = i + 1;
            while (taker && end < list.size() && room_taker(text_, list[end].begin) == taker) ++end;
            const std::span<Atom> part(list.data() + i, end - i);
            if (taker) set(*taker, part, list, i);
            else atoms_.list.push_back(list[i]);
            i = end;
        }
    }

  private:
    void set(const Inline& element, std::span<Atom> part, const std::vector<Atom>& list, std::size_t first) {
        switch (element.style->kind) {
            case InlineKind::kReading: readings(part, list, first); return;
            case InlineKind::kSpread: spread(element, part); return;
            case InlineKind::kCircled: circled(element, part); return;
            case InlineKind::kNote:
                if (part.front().chars != element.single && element.style->lines > 1) two_lines(element, part);
                else take(part);
                return;
            case InlineKind::kLook: break;
        }
        take(part);
    }

    void take(std::span<const Atom> part) { atoms_.list.insert(atoms_.list.end(), part.begin(), part.end()); }

    static Length width_of(std::span<const Atom> part) {
        Length out;
        for (const Atom& atom : part) out += atom.width;
        return out;
    }

    /// One atom of `width`; each of the others begins at its place in it.
    void box(std::span<const Atom> part, std::span<const Length> places, Length width) {
        Atom out = part.front();
        out.kind = Kind::kHanzi;
        out.end = part.back().end;
        out.last_char = part.back().last_char;
        out.end_glyph = part.back().end_glyph;
        out.joint = part.back().joint;
        out.width = width;
        out.blank_left = out.blank_right = {};
        out.boxed = true;
        out.own_width = width != style_.chars.cell;
        for (std::size_t i = 0; i < part.size(); ++i)
            for (std::uint32_t g = part[i].first_glyph; g < part[i].end_glyph; ++g) atoms_.glyphs[g].x += places[i];
        atoms_.list.push_back(out);
    }

    /// Blank of `extra` shared between the characters, and half as much outside at both ends; or none outside.
    std::vector<Length> spaced(std::span<const Atom> part, Length extra, bool outside) const {
        std::vector<Length> out;
        const auto count = static_cast<std::int64_t>(part.size());
        Length x;
        for (std::int64_t i = 0; i < count; ++i) {
            out.push_back(x + (outside || count == 1 ? scale(extra, 2 * i + 1, 2 * count) : scale(extra, i, count - 1)));
            x += part[static_cast<std::size_t>(i)].width;
        }
        return out;
    }

    void spread(const Inline& element, std::span<const Atom> part) {
        const Length extra = element.around->cell * element.cells - width_of(part);
        if (extra <= Length{}) take(part);
        else box(part, spaced(part, extra, false), width_of(part) + extra);
        if (extra > Length{} && element.around->cell == style_.chars.cell)
            atoms_.list.back().cells = static_cast<std::uint8_t>(element.cells);
    }

    // Readings.

    /// Bases are found before anything is set: how far a reading may reach depends on those beside it.
    void find_bases(const std::vector<Atom>& list) {
        base_of_.assign(list.size(), kNone);
        for (std::size_t i = 0; i < list.size();) {
            const Inline* taker = room_taker(text_, list[i].begin);
            std::size_t end = i + 1;
            while (taker && end < list.size() && room_taker(text_, list[end].begin) == taker) ++end;
            if (taker && taker->style->kind == InlineKind::kReading) add_bases(*taker, list, i, end);
            i = end;
        }
    }

    void add_bases(const Inline& element, const std::vector<Atom>& list, std::size_t first, std::size_t end) {
        const std::span<const Span> said(element.readings);
        const bool each = said.size() == end - first;
        for (std::size_t i = first; i < end;) {
            const std::size_t next = each ? i + 1 : end;
            Base base{i, next, &element, each ? said.subspan(i - first, 1) : said, {}, {}};
            base.width = width_of(std::span(list).subspan(i, next - i));
            if (element.style->side != Side::kAfter) base.line = line_of(base.said);
            for (; i < next; ++i) base_of_[i] = bases_.size();
            bases_.push_back(std::move(base));
        }
    }

    void readings(std::span<Atom> part, const std::vector<Atom>& list, std::size_t first) {
        for (std::size_t i = first; i < first + part.size();) {
            Base& base = bases_[base_of_[i]];
            const std::span<Atom> atoms = part.subspan(i - first, base.end - i);
            if (base.element->style->side == Side::kAfter) behind(base, atoms);
            else beside(base, atoms, list);
            i = base.end;
        }
    }

    /// By how much a reading is longer than its base, at each end; below 0: shorter.
    static Length excess(const Base& base) { return scale(base.line.right - base.width, 1, 2); }

    /// How far the reading may reach over neighbour `at`. Of room beside another reading only half is taken: at a line's end a reading moves.
    Length reach(const Base& base, const std::vector<Atom>& list, std::size_t at) const {
        const Length em = base.element->around->size, gap = base.element->style->gap.of(em), most = base.element->style->overhang.of(em);
        if (at >= list.size()) return most;
        if (base_of_[at] == kNone) return list[at].kind == Kind::kHanzi && !room_taker(text_, list[at].begin) ? most : Length{};
        const Base& other = bases_[base_of_[at]];
        if (other.element->style->side == Side::kAfter) return {};
        const Length room = -excess(other) - gap;
        return room > Length{} ? std::min(scale(room, 1, 2), most) : std::max(room, scale(gap, -1, 2));
    }

    /// Sets the words of a reading on a line of their own.
    Line line_of(std::span<const Span> said) {
        Paragraph paragraph{text_.paragraph->style, {}, said.front().node, text_.paragraph->source};
        for (const Span& span : said) {
            if (!paragraph.spans.empty()) paragraph.spans.push_back({SourceText(" ", span.text.at(0)), span.chars, span.node, {}});
            paragraph.spans.push_back(span);
        }
        const Shaped shaped = shape_(paragraph);
        if (shaped.atoms.list.empty()) return {};
        const std::vector<Change> none(shaped.atoms.list.size());
        return make_line(shaped.atoms, shaped.text, 0, none, {});
    }

    /// A reading over or under its base. What it needs beyond base and neighbours becomes blank around the characters of the base.
    void beside(Base& base, std::span<Atom> atoms, const std::vector<Atom>& list) {
        const Length free = std::min(reach(base, list, base.first - 1), reach(base, list, base.end));
        const Length need = base.line.right - free - free;
        note(base, atoms, base.line, base.line.right);
        if (need > base.width) {
            box(atoms, spaced(atoms, need - base.width, true), need);
            return;
        }
        for (std::size_t i = 0; i + 1 < atoms.size(); ++i) atoms[i].kept = true;
        take(atoms);
    }

    void note(const Base& base, std::span<const Atom> atoms, Line& line, Length width) {
        atoms_.readings.push_back(
            {atoms.front().begin, atoms.back().end, std::move(line.runs), width, base.said.front().chars->size, base.element});
    }

    /// Zhuyin: the letters one below the other behind their character, the tone beside the last of them.
    void behind(const Base& base, std::span<const Atom> atoms) {
        const InlineStyle& style = *base.element->style;
        const Length em = base.element->around->size, column = style.width.of(em), distance = style.distance.of(em);
        const Paragraph paragraph{
            text_.paragraph->style, {base.said.begin(), base.said.end()}, base.said.front().node, text_.paragraph->source};
        Shaped shaped = shape_(paragraph);
        Line line = shaped.atoms.list.empty() ? Line{} : stacked(shaped, *base.element, base.said.front().chars->size);
        note(base, atoms, line, column);
        std::vector<Length> places;
        Length x;
        for (const Atom& atom : atoms) {
            places.push_back(x);
            x += atom.width;
        }
        box(atoms, places, x + distance + column);
    }

    /// The tone's ink fills the rest of the column but for the distance that the column has from its character.
    Line stacked(Shaped& shaped, const Inline& element, Length size) {
        const InlineStyle& style = *element.style;
        const Length em = element.around->size, rest = style.width.of(em) - size, distance = style.distance.of(em);
        std::vector<Atom>& list = shaped.atoms.list;
        const auto letters = std::count_if(list.begin(), list.end(), [](const Atom& a) { return a.kind == Kind::kHanzi; });
        const Length top = scale(em, -style.frame_above, 1'000) + scale(em - size * letters, 1, 2);
        std::int64_t row = 0;
        Length x;  // where the line would set the atom
        for (Atom& atom : list) {
            atom.boxed = true;
            if (atom.kind == Kind::kHanzi) {
                move(shaped.atoms, atom, -x, top + size * row + scale(size, style.frame_above, 1'000));
                ++row;
            } else {
                const bool light = row == 0;  // ˙ stands above the letters
                const Length middle = light ? top - scale(size, 1, 4) : top + size * (row - 1) + scale(size, 1, 3);
                set_tone(shaped.atoms, atom, x, light ? scale(size, 1, 2) : size + scale(rest + distance, 1, 2), middle, rest - distance);
            }
            x += atom.width;
        }
        return make_line(shaped.atoms, shaped.text, 0, std::vector<Change>(list.size()), {});
    }

    static void move(Atoms& atoms, const Atom& atom, Length dx, Length dy) {
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
            atoms.glyphs[g].x += dx;
            atoms.glyphs[g].y += dy;
        }
    }

    /// Its ink `width` wide around (x, y), from where the line would set it at `origin`.
    void set_tone(Atoms& atoms, const Atom& atom, Length origin, Length x, Length y, Length width) {
        const Ink ink = ink_of(atoms, atom);
        const Length had = ink.right - ink.left;
        if (had > Length{} && width > Length{}) resize(atoms, atom, width.units, had.units);
        const Ink now = ink_of(atoms, atom);
        move(atoms, atom, x - origin - scale(now.left + now.right, 1, 2), y + scale(now.top + now.bottom, 1, 2));
    }

    static void resize(Atoms& atoms, const Atom& atom, std::int64_t numerator, std::int64_t denominator) {
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
            AtomGlyph& glyph = atoms.glyphs[g];
            for (Length* measure : {&glyph.x, &glyph.y, &glyph.size, &glyph.advance}) *measure = scale(*measure, numerator, denominator);
        }
    }

    Ink ink_of(const Atoms& atoms, const Atom& atom) const {
        Ink out;
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
            const AtomGlyph& glyph = atoms.glyphs[g];
            const font::Face* face = fonts_.face(glyph.face);
            const font::InkBox ink = face ? face->ink_box(glyph.id) : font::InkBox{};
            if (ink.empty()) continue;
            const auto part = [&](std::int32_t units) { return scale(glyph.size, units, face->units_per_em()); };
            out.left = std::min(out.left, glyph.x + part(ink.left));
            out.right = std::max(out.right, glyph.x + part(ink.right));
            out.top = std::max(out.top, part(ink.top) - glyph.y);
            out.bottom = std::min(out.bottom, part(ink.bottom) - glyph.y);
        }
        return out.left > out.right ? Ink{{}, {}, {}, {}} : out;
    }

    // Numbers in circles, notes.

    /// The ink of the digits in the middle of a cell, no wider than the circle lets them.
    void circled(const Inline& element, std::span<const Atom> part) {
        const Length em = element.around->size;
        Length width;
        for (const Atom& atom : part) width += atom.width;
        const Length most = element.style->most.nothing() ? width : element.style->most.of(em);
        const std::int64_t over = std::max(width.units, std::int64_t{1}), fit = std::min(width, most).units;
        std::vector<Length> places;
        Length x;
        for (const Atom& atom : part) {
            resize(atoms_, atom, fit, over);
            places.push_back(scale(x, fit, over));
            x += atom.width;
        }
        box(part, places, element.around->cell);
        const Ink ink = ink_of(atoms_, atoms_.list.back());
        const Length middle = scale(em, element.style->frame_above, 1'000) - scale(em, 1, 2);
        const Length dx = scale(element.around->cell - ink.left - ink.right, 1, 2), dy = scale(ink.top + ink.bottom, 1, 2) - middle;
        move(atoms_, atoms_.list.back(), dx, dy);
    }

    /// Two lines, as equal as the rules for their break allow, the first no shorter, in the em box of the text around.
    void two_lines(const Inline& element, std::span<const Atom> part) {
        std::vector<Atom> list(part.begin(), part.end());
        find_breaks(list, text_, style_);
        const Length whole = width_of(part);
        std::size_t cut = part.size();
        Length least = whole, first;
        for (std::size_t i = 0; i + 1 < list.size(); ++i) {
            first += list[i].width;
            if (list[i].break_after == Break::kForbidden || first < whole - first) continue;
            if (first >= least) break;
            least = first;
            cut = i + 1;
        }
        const Length em = element.around->size, size = part.front().chars->size;
        const Length top = scale(em, -element.style->frame_above, 1'000) + scale(em - size * 2, 1, 2);
        const Length base = top + scale(size, element.style->frame_above, 1'000);
        std::vector<Length> places;
        Length x;
        for (std::size_t i = 0; i < part.size(); ++i) {
            if (i == cut) x = {};
            const Length y = base + (i < cut ? Length{} : size);
            move(atoms_, part[i], {}, y);
            places.push_back(x);
            x += part[i].width;
        }
        box(part, places, least);
    }

    Atoms& atoms_;
    const Text& text_;
    const Style& style_;
    const font::FontSet& fonts_;
    const Shape& shape_;
    std::vector<Base> bases_;
    std::vector<std::size_t> base_of_;  // by atom
    static constexpr std::size_t kNone = SIZE_MAX;
};

}  // namespace

const Inline* room_taker(const Text& text, std::uint32_t offset) {
    const auto& around = text.paragraph->spans[text.span_at(offset)].inlines;
    const auto takes = [](const Inline* element) { return element->style->kind != InlineKind::kLook; };
    const auto found = std::find_if(around.rbegin(), around.rend(), takes);
    return found == around.rend() ? nullptr : *found;
}

void set_inlines(Atoms& atoms, const Text& text, const font::FontSet& fonts, const Shape& shape) {
    InlineSetter(atoms, text, fonts, shape).run();
}

}  // namespace banxin::text
