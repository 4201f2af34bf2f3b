// Boxes and readings.
#include "text/inlines.hpp"

#include <algorithm>

#include "text/bidi.hpp"
#include "text/breaks.hpp"
#include "text/circled.hpp"
#include "text/glyph_ink.hpp"
#include "text/line_maker.hpp"
#include "text/marks.hpp"
#include "text/zhuyin.hpp"

namespace banxin::text {
namespace {

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
    InlineSetter(Atoms& atoms, const Text& text, const font::FontSet& fonts, const Shape& shape, Length measure, Diagnostics& diagnostics)
        : atoms_(atoms),
          text_(text),
          style_(*text.paragraph->style),
          fonts_(fonts),
          shape_(shape),
          measure_(measure),
          diagnostics_(diagnostics) {}

    void run() {
        for (Atom& atom : atoms_.list) atom.own_width |= is_full_width(atom.kind) && atom.chars->cell != style_.chars.cell;
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
        for (std::size_t i = 0; i < part.size(); ++i) {
            out.level = std::min(out.level, part[i].level);
            for (std::uint32_t g = part[i].first_glyph; g < part[i].end_glyph; ++g) {
                atoms_.glyphs[g].x += places[i];
                atoms_.glyphs[g].level = part[i].level;
                if (is_full_width(part[i].kind)) atoms_.glyphs[g].middle = places[i] + scale(part[i].width, 1, 2);
            }
        }
        atoms_.list.push_back(out);
    }

    /// Blank of `extra` shared between the characters, and half as much outside at both ends; or none outside.
    std::vector<Length> spaced(std::span<const Atom> part, Length extra, bool outside) const {
        std::vector<Length> out(part.size());
        const auto count = static_cast<std::int64_t>(part.size());
        Length x;
        std::int64_t i = 0;
        for (const std::size_t at : visual_order(part)) {
            out[at] = x + (outside || count == 1 ? scale(extra, 2 * i + 1, 2 * count) : scale(extra, i, count - 1));
            x += part[at].width;
            ++i;
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

    static bool bears_reading(const Atom& atom) { return atom.kind != Kind::kSpace && atom.kind != Kind::kInvisible; }

    /// A hanzi or a mark is a base; so are all pieces of a word up to the next blank.
    static std::size_t base_end(const std::vector<Atom>& list, std::size_t first, std::size_t end) {
        std::size_t next = first + 1;
        if (list[first].kind == Kind::kWestern)
            while (next < end && list[next].kind == Kind::kWestern) ++next;
        return next;
    }

    void add_bases(const Inline& element, const std::vector<Atom>& list, std::size_t first, std::size_t end) {
        const std::span<const Span> said(element.readings);
        std::size_t bases = 0;
        for (std::size_t i = first; i < end; i = base_end(list, i, end)) bases += bears_reading(list[i]);
        const bool each = said.size() == bases;
        if (said.size() != bases && (said.size() > 1 || element.style->side == Side::kAfter))
            diagnostics_.report(element.style->side == Side::kAfter ? Code::kZhuyinCount : Code::kReadingCount, said.front().text.at(0),
                                {std::to_string(said.size()), std::to_string(bases)});
        std::size_t known = 0;
        for (std::size_t i = first; i < end;) {
            if (each && !bears_reading(list[i])) {
                ++i;
                continue;
            }
            const std::size_t next = each ? base_end(list, i, end) : end;
            Base base{i, next, &element, each ? said.subspan(known++, 1) : said, {}, {}};
            base.width = width_of(std::span(list).subspan(i, next - i));
            if (element.style->side != Side::kAfter) base.line = line_of(base.said);
            for (; i < next; ++i) base_of_[i] = bases_.size();
            bases_.push_back(std::move(base));
        }
    }

    void readings(std::span<Atom> part, const std::vector<Atom>& list, std::size_t first) {
        for (std::size_t i = first; i < first + part.size();) {
            if (base_of_[i] == kNone) {  // a blank between two bases
                take(part.subspan(i - first, 1));
                ++i;
                continue;
            }
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

    /// The paragraph's style where all characters are of one size: the middle of a column is that of theirs.
    Style in_size(const CharStyle& chars) const {
        Style out = style_;
        out.chars = chars;
        out.axis = style_.vertical ? scale(chars.size, style_.vertical->frame_above - 500, 1'000) : style_.axis;
        return out;
    }

    /// Sets the words of a reading on a line of their own.
    Line line_of(std::span<const Span> said) {
        const Style own = in_size(*said.front().chars);
        Paragraph paragraph{&own, {}, said.front().node, text_.paragraph->source};
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
        Length need = base.line.right - free - free;
        if (need > measure_) {
            diagnostics_.report(Code::kReadingTooLong, base.said.front().text.at(0),
                                {format_mm(base.line.right, 2), format_mm(measure_, 2)});
            need = {};
        }
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

    /// Zhuyin: the letters one below the other, in a line behind their character, in a column at its right.
    void behind(const Base& base, std::span<const Atom> atoms) {
        const InlineStyle& style = *base.element->style;
        const bool down = style_.vertical != nullptr;
        Style level = style_;
        level.vertical = nullptr;  // upright in both
        const Paragraph paragraph{&level, {base.said.begin(), base.said.end()}, base.said.front().node, text_.paragraph->source};
        Shaped shaped = shape_(paragraph);
        Stack letters = stack(shaped, *base.element, base.said.front().chars->size, down, fonts_);
        const Length em = base.element->around->size, distance = style.distance.of(em), width = width_of(atoms);
        const bool room = !down && style_.composition != Composition::kStrict;  // no cell leaves any behind the tone
        const Length column = style.width.of(em) + (room ? style.gap.of(em) : Length{});
        atoms_.readings.push_back({atoms.front().begin, atoms.back().end, std::move(letters.runs), column, letters.height, base.element});
        if (!down) box(atoms, spaced(atoms, {}, false), width + distance + column);
        else if (letters.height - width > scale(em, 1, 20)) box(atoms, spaced(atoms, letters.height - width, true), letters.height);
        else take(atoms);
    }

    // Numbers in circles, notes.

    /// The ink of the digits in the middle of a cell, no wider than the circle lets them.
    void circled(const Inline& element, std::span<Atom> part) {
        const Length em = element.around->size;
        draw_as_signs(atoms_, part, text_, fonts_);
        const Length width = width_of(part), most = element.style->most.nothing() ? width : element.style->most.of(em);
        const std::int64_t over = std::max(width.units, std::int64_t{1}), fit = std::min(width, most).units;
        std::vector<Length> places;
        Length x;
        for (const Atom& atom : part) {
            resize(atoms_, atom, fit, over);
            places.push_back(scale(x, fit, over));
            x += atom.width;
        }
        box(part, places, element.around->cell);
        atoms_.list.back().first_char = atoms_.list.back().last_char = U'①';  // what holds of digits does not hold of it
        const GlyphInk ink = ink_of(atoms_, atoms_.list.back(), fonts_);
        const Length middle = scale(em, element.style->frame_above, 1'000) - scale(em, 1, 2);
        const Length dx = scale(element.around->cell - ink.left - ink.right, 1, 2), dy = scale(ink.top + ink.bottom, 1, 2) - middle;
        move(atoms_, atoms_.list.back(), dx, dy);
    }

    /// Two lines, as equal as the rules for their break allow, the first no shorter where there is a choice, in the em box of the text around.
    void two_lines(const Inline& element, std::span<const Atom> part) {
        const std::size_t cut = middle_break(part);
        const Length em = element.around->size, size = part.front().chars->size;
        const std::int64_t rows = cut < part.size() ? 2 : 1;  // one word stands in the middle
        for (const Inline* around : text_.paragraph->spans[text_.span_at(part.front().begin)].inlines) {
            if (rows == 1 || around->style->drawing == Drawing::kNothing) continue;
            if (around->style->side == Side::kThrough) diagnostics_.report(Code::kNoteStruck, element.pos, {});
            if (around->style->drawing == Drawing::kDots) diagnostics_.report(Code::kNoteDotted, element.pos, {});
        }
        const Length top = scale(em, -element.style->frame_above, 1'000) + scale(em - size * rows, 1, 2);
        const Length base = top + scale(size, element.style->frame_above, 1'000) + style_.axis - in_size(*part.front().chars).axis;
        std::vector<Length> places(part.size());
        Length width;
        for (const auto& [begin, end, y] : {Row{0, cut, base}, Row{cut, part.size(), base + size}}) {
            const std::span<const Atom> row = part.subspan(begin, end - begin);
            Length x;
            for (const std::size_t at : visual_order(row)) {
                move(atoms_, row[at], {}, y);
                places[begin + at] = x;
                x += row[at].width;
            }
            width = std::max(width, seen_width(row));
        }
        check_rows(part, places, cut);
        const bool reversed = std::all_of(part.begin(), part.end(), [](const Atom& atom) { return atom.level > 0; });
        for (std::size_t i = 0; reversed && i < part.size(); ++i)  // both lines begin at the right
            places[i] += width - seen_width(i < cut ? part.first(cut) : part.subspan(cut));
        for (std::size_t i = cut; i < part.size(); ++i)
            for (std::uint32_t g = part[i].first_glyph; g < part[i].end_glyph; ++g) atoms_.glyphs[g].second = true;
        box(part, places, width);
    }

    /// Letters of other scripts that reach into the other line are told of once.
    void check_rows(std::span<const Atom> part, std::span<const Length> places, std::size_t cut) {
        Length most;
        for (std::size_t a = 0; a < cut; ++a) {
            const GlyphInk above = ink_of(atoms_, part[a], fonts_);
            for (std::size_t b = cut; b < part.size(); ++b) {
                if (!part[a].foreign && !part[b].foreign) continue;
                const GlyphInk below = ink_of(atoms_, part[b], fonts_);
                const bool inked = above.left < above.right && below.left < below.right;
                const bool meet =
                    inked && places[a] + above.left < places[b] + below.right && places[b] + below.left < places[a] + above.right;
                if (meet) most = std::max(most, below.top - above.bottom);
            }
        }
        if (most > Length{})
            diagnostics_.report(Code::kNoteTooDeep, text_.place(part.front().begin, part.back().end), {format_mm(most, 2)});
    }

    struct Row {
        std::size_t begin, end;
        Length baseline;
    };

    /// Without the blanks at a line's end.
    static Length seen_width(std::span<const Atom> row) {
        while (!row.empty() && row.back().kind == Kind::kSpace) row = row.first(row.size() - 1);
        return width_of(row);
    }

    /// Where the first line ends: where the longer of both is shortest, and of two such breaks at the second.
    std::size_t middle_break(std::span<const Atom> part) const {
        std::vector<Atom> list(part.begin(), part.end());
        find_breaks(list, text_, style_);
        for (const Break most : {Break::kAllowed, Break::kUnwanted, Break::kAvoided})
            if (const std::size_t cut = middle_break(list, part, most); cut < part.size()) return cut;
        return part.size();
    }

    /// The same at breaks of these kinds alone.
    static std::size_t middle_break(const std::vector<Atom>& list, std::span<const Atom> part, Break most) {
        const Length whole = seen_width(part);
        std::size_t cut = part.size();
        Length least = whole, before;
        for (std::size_t i = 0; i + 1 < list.size(); ++i) {
            before += list[i].width;
            if (list[i].break_after > most) continue;
            const Length longer = std::max(seen_width(part.first(i + 1)), whole - before);
            if (longer > least || (longer == least && cut == part.size())) continue;
            least = longer;
            cut = i + 1;
        }
        return cut;
    }

    Atoms& atoms_;
    const Text& text_;
    const Style& style_;
    const font::FontSet& fonts_;
    const Shape& shape_;
    const Length measure_;  // of a line
    Diagnostics& diagnostics_;
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

void set_inlines(Atoms& atoms, const Text& text, const font::FontSet& fonts, const Shape& shape, Length measure, Diagnostics& diagnostics) {
    InlineSetter(atoms, text, fonts, shape, measure, diagnostics).run();
}

void find_reaches(Atoms& atoms, const font::FontSet& fonts) {
    for (Atom& atom : atoms.list) {
        const bool heaped = !atom.boxed && (atom.solid || (atom.kind == Kind::kHanzi && atom.end_glyph > atom.first_glyph + 1));
        if (!atom.foreign && !heaped && !(atom.first_char > 0xFFFF && is_symbol(atom.first_char))) continue;
        const GlyphInk ink = ink_of(atoms, atom, fonts);
        atom.ink_over = std::max(ink.top, Length{});
        atom.ink_under = std::max(-ink.bottom, Length{});
    }
}

}  // namespace banxin::text
