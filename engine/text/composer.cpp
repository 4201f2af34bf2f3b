// From a paragraph to its lines: join, itemise, shape, space, break, set.
#include "text/composer.hpp"

#include <algorithm>
#include <map>

#include "text/breaks.hpp"
#include "text/coverage.hpp"
#include "text/divide.hpp"
#include "text/document_number.hpp"
#include "text/emoji.hpp"
#include "text/fill_in.hpp"
#include "text/flow_breaker.hpp"
#include "text/inlines.hpp"
#include "text/itemise.hpp"
#include "text/justify.hpp"
#include "text/meeting.hpp"
#include "text/shape.hpp"
#include "text/spacing.hpp"
#include "text/strict_setter.hpp"
#include "text/title_breaker.hpp"
#include "text/upright.hpp"

namespace banxin::text {

struct Composer::State {
    State(const font::FontSet& set, const std::vector<std::string>& user_words)
        : fonts(set), words(user_words), coverage(set), shaper(set) {}

    Shaped shaped(const Paragraph& paragraph, Diagnostics& diagnostics) {
        Shaped out{join(paragraph), {}};
        out.atoms = shaper.shape(out.text, itemise(out.text, fonts, coverage, diagnostics));
        refuse_parts_of_emoji(out.atoms, out.text, fonts, diagnostics);
        for (const Atom& atom : out.atoms.list)
            if (atom.crowded)
                diagnostics.report(Code::kNotJoined, out.text.source(atom.begin),
                                   {out.text.bytes.substr(atom.begin, atom.end - atom.begin)});
        tidy(out.atoms, fonts);
        if (paragraph.style->vertical) uprights.set_western(out.atoms, out.text, *paragraph.style);
        return out;
    }

    Shaped atoms(const Paragraph& paragraph, Length measure, Diagnostics& diagnostics) {
        Shaped out = shaped(paragraph, diagnostics);
        if (out.atoms.list.empty()) return out;
        const Length room = paragraph.style->fit_line ? Length::mm(1'000'000) : measure;  // what fits one line is made smaller first
        set_inlines(
            out.atoms, out.text, fonts, [&](const Paragraph& reading) { return shaped(reading, diagnostics); }, room, diagnostics);
        divide_words(out.atoms, out.text, *paragraph.style, measure, fonts, hyphenator, diagnostics);
        free_blanks(out.atoms, out.text);
        find_reaches(out.atoms, fonts);
        close_document_numbers(out.atoms);
        find_breaks(out.atoms.list, out.text, *paragraph.style);
        space(out.atoms.list, *paragraph.style);
        keep_numbers_whole(out.atoms.list, *paragraph.style, measure);
        keep_blanks_whole(out.atoms.list, out.text, measure);
        return out;
    }

    /// Following an outline takes long, and the same few signs are asked for page by page.
    font::InkBox ink_box(std::uint16_t face, std::uint32_t glyph) {
        const auto [known, added] = inks.try_emplace({face, glyph});
        const font::Face* opened = added ? fonts.face(face) : nullptr;
        if (opened) known->second = opened->ink_box(glyph);
        return known->second;
    }

    const font::FontSet& fonts;
    std::vector<std::string> words;
    std::map<std::pair<std::uint16_t, std::uint32_t>, font::InkBox> inks;
    Coverage coverage;
    Shaper shaper;
    Uprights uprights{fonts};
    Hyphenator hyphenator;
};

namespace {

/// A paragraph in smaller characters, with what stands beside them; owns the looks and elements that its spans point to.
class Reduced {
  public:
    Reduced(const Paragraph& original, std::int64_t numerator, std::int64_t denominator)
        : paragraph(original), style(*original.style), numerator_(numerator), denominator_(denominator) {
        style.chars = smaller(style.chars);
        style.axis = scale(style.axis, numerator, denominator);
        paragraph.style = &style;
        for (Span& span : paragraph.spans) reduce(span);
    }
    Reduced(const Reduced&) = delete;
    Reduced& operator=(const Reduced&) = delete;

    Paragraph paragraph;
    Style style;

  private:
    CharStyle smaller(CharStyle look) const {
        for (Length* length : {&look.size, &look.cell, &look.lift}) *length = scale(*length, numerator_, denominator_);
        return look;
    }

    /// One look or element stays one.
    const CharStyle* smaller(const CharStyle* look) {
        if (!look) return nullptr;
        const auto [entry, added] = looks_.try_emplace(look);
        if (added) entry->second = smaller(*look);
        return &entry->second;
    }

    const Inline* smaller(const Inline* element) {
        const auto [entry, added] = elements_.try_emplace(element);
        Inline& out = entry->second;
        if (!added) return &out;
        out = *element;
        out.around = smaller(out.around);
        out.single = smaller(out.single);
        for (Span& span : out.readings) reduce(span);
        return &out;
    }

    void reduce(Span& span) {
        span.chars = smaller(span.chars);
        for (const Inline*& element : span.inlines) element = smaller(element);
    }

    std::int64_t numerator_, denominator_;
    std::map<const CharStyle*, CharStyle> looks_;
    std::map<const Inline*, Inline> elements_;
};

/// A note in several lines around the span that has not been given its size for a single one.
const Inline* note_around(const Span& span) {
    if (span.inlines.empty()) return nullptr;
    const Inline* last = span.inlines.back();
    return last->style->kind == InlineKind::kNote && last->style->lines > 1 && span.chars != last->single ? last : nullptr;
}

Room room_of(const Style& style, Length measure, Length hang) {
    Room out;
    out.left = style.inset_left + hang;
    out.first_left = out.left + style.indent;
    out.right = measure - style.inset_right;
    if (style.measure > Length{} && style.measure < out.right - out.left) {  // a shorter line stays on the axis of its alignment
        const Length spare = out.right - out.left - style.measure;
        const Length left = style.align == Align::kCentre ? scale(spare, 1, 2) : style.align == Align::kRight ? spare : Length{};
        out.left += left;
        out.first_left += left;
        out.right -= spare - left;
    }
    return out;
}

void report_prohibition(std::size_t end, bool given_up, const Atoms& atoms, const Text& text, Diagnostics& diagnostics) {
    if (end < atoms.list.size() && (given_up || atoms.list[end - 1].break_after == Break::kForbidden))
        diagnostics.report(Code::kProhibitionGivenUp, text.place(atoms.list[end].begin, static_cast<std::uint32_t>(text.bytes.size())));
}

/// Where each line ends that was set.
using LineEnds = std::vector<std::size_t>;

LineEnds set_strict(const Text& text, const Atoms& atoms, const Grid& grid, const Style& style, ComposedParagraph& out,
                    Diagnostics& diagnostics) {
    LineEnds ends;
    const bool justify = style.align == Align::kJustify;
    Fitter fitter(atoms.list, grid.cell);
    for (const StrictLine& line : break_strict(atoms.list, *style.kinsoku, grid, fitter, justify)) {
        report_prohibition(line.to, false, atoms, text, diagnostics);
        out.lines.push_back(set_strict_line(atoms, text, grid, fitter, line, justify && !line.last, style.align, out.report, diagnostics));
        ends.push_back(line.to);
    }
    return ends;
}

LineEnds set_flow(const Text& text, const Atoms& atoms, const Measure& measured, const Room& room, const Style& style,
                  const std::vector<std::string>& words, ComposedParagraph& out, Diagnostics& diagnostics) {
    const bool justify = style.align == Align::kJustify;
    const TitleLines lines = style.words ? break_title(atoms.list, text, measured, room, style, words)
                                         : TitleLines{break_flow(atoms.list, measured, room, justify), {}};
    std::size_t from = 0;
    for (const std::size_t to : lines.ends) {
        const bool given_up = std::find(lines.given_up.begin(), lines.given_up.end(), to) != lines.given_up.end();
        report_prohibition(to, given_up, atoms, text, diagnostics);
        const bool last = to == atoms.list.size() || atoms.list[to - 1].break_after == Break::kForced;
        out.lines.push_back(set_line(atoms, text, measured, room, from, to, justify && !last, style.align, out.report, diagnostics));
        from = to;
    }
    return lines.ends;
}

/// Makes breaks of [from, to) that are avoided merely unwanted. False where there is none.
bool avoid_no_more(std::vector<Atom>& atoms, std::size_t from, std::size_t to) {
    bool any = false;
    for (std::size_t i = from; i < to; ++i) {
        if (atoms[i].break_after != Break::kAvoided) continue;
        atoms[i].break_after = Break::kUnwanted;
        any = true;
    }
    return any;
}

/// Rounds in which the codes near a loose line alone are let go.
constexpr int kNearRounds = 3;

/// An issuer's code is parted before a line has holes for it: first those in such a line or the next, then all. True: to be broken again.
bool part_codes(std::vector<Atom>& atoms, const LineEnds& ends, const ComposedParagraph& set, int round) {
    bool loose = false, near = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i < ends.size(); from = ends[i++]) {
        if (!set.lines[i].loose) continue;
        loose = true;
        near |= round < kNearRounds && avoid_no_more(atoms, from, ends[std::min(i + 1, ends.size() - 1)]);
    }
    return near || (loose && avoid_no_more(atoms, 0, atoms.size()));
}

}  // namespace

Composer::Composer(const font::FontSet& fonts, const std::vector<std::string>& words) : state_(std::make_unique<State>(fonts, words)) {}
Composer::~Composer() = default;

ComposedParagraph Composer::compose(const Paragraph& paragraph, Length measure, Length hang, Diagnostics& diagnostics) {
    ComposedParagraph out;
    out.size = paragraph.style->chars.size;
    if (paragraph.empty()) return out;
    if (const auto settled = with_notes_settled(paragraph, diagnostics)) return compose(*settled, measure, hang, diagnostics);
    const Style& style = *paragraph.style;
    const Room room = room_of(style, measure, hang);
    const Length narrowest = std::min(room.of_line(true), room.of_line(false));
    Shaped set = state_->atoms(paragraph, narrowest, diagnostics);
    if (set.atoms.list.empty()) return out;
    const Measure measured(set.atoms.list);

    if (style.fit_line && measured.natural(0, set.atoms.list.size()) > room.of_line(true)) {
        const Length wide = measured.natural(0, set.atoms.list.size());
        const std::int64_t least = std::max<std::int64_t>(style.min_size.units, 1);
        std::int64_t size = style.chars.size.units * room.of_line(true).units / wide.units;
        size -= size % (Length::kPerPoint / 20);  // a twentieth of a point is the finest step
        if (size < least) {
            diagnostics.report(Code::kDoesNotFit, set.text.place(0, static_cast<std::uint32_t>(set.text.bytes.size())));
            size = least;
        }
        Reduced reduced(paragraph, size, style.chars.size.units);
        reduced.style.fit_line = false;
        return compose(reduced.paragraph, measure, hang, diagnostics);
    }

    const auto grid = style.composition == Composition::kStrict ? grid_of(room, style.chars.cell) : std::nullopt;
    for (int round = 0;; ++round) {
        ComposedParagraph lines = out;
        Diagnostics said;
        const LineEnds ends = grid ? set_strict(set.text, set.atoms, *grid, style, lines, said)
                                   : set_flow(set.text, set.atoms, measured, room, style, state_->words, lines, said);
        if (part_codes(set.atoms.list, ends, lines, round)) continue;
        for (const Line& line : lines.lines) check_meetings(line, said);
        diagnostics.add_all(said);
        return lines;
    }
}

/// With the notes that are too long for several lines in one row in the size for a single line; nothing where there are none.
std::optional<Paragraph> Composer::with_notes_settled(const Paragraph& paragraph, Diagnostics& diagnostics) {
    std::optional<Paragraph> out;
    for (std::size_t i = 0; i < paragraph.spans.size();) {
        const Inline* note = note_around(paragraph.spans[i]);
        std::size_t end = i + 1;
        while (note && end < paragraph.spans.size() && note_around(paragraph.spans[end]) == note) ++end;
        if (note) {
            const Paragraph alone{
                paragraph.style, {paragraph.spans.begin() + i, paragraph.spans.begin() + end}, paragraph.node, paragraph.source};
            Shaped set = state_->shaped(alone, diagnostics);
            Length width;
            for (const Atom& atom : set.atoms.list) width += atom.width;
            if (width > note->style->most.of(note->around->size) * note->style->lines) {
                if (!out) out = paragraph;
                for (std::size_t k = i; k < end; ++k) out->spans[k].chars = note->single;
            }
        }
        i = end;
    }
    return out;
}

Length Composer::natural_width(const Paragraph& paragraph, Diagnostics& diagnostics) {
    if (paragraph.empty()) return {};
    Shaped set = state_->atoms(paragraph, Length::mm(1'000'000), diagnostics);
    Length out;
    for (const Atom& atom : set.atoms.list) out += atom.natural() + atom.gap_after;
    return out;
}

LineInk Composer::ink(const Line& line) const {
    LineInk out{{INT64_MIN / 2}, {INT64_MIN / 2}, line.right, line.left};
    for (const display::GlyphRun& run : line.runs) {
        const font::Face* face = state_->fonts.face(run.face);
        for (const display::Glyph& glyph : run.glyphs) {
            const font::InkBox box = lengthwise(state_->ink_box(run.face, glyph.id), run.orientation, run.stretch);
            if (box.empty()) continue;
            const std::int64_t em = face->units_per_em();
            const Length x = run.origin.x + glyph.x;
            const Length y = run.origin.y + glyph.y;
            out.above = std::max(out.above, scale(run.size, box.top, em) - y);
            out.below = std::max(out.below, y - scale(run.size, box.bottom, em));
            out.left = std::min(out.left, x + scale(run.size, box.left, em));
            out.right = std::max(out.right, x + scale(run.size, box.right, em));
        }
    }
    return out.above.units == INT64_MIN / 2 ? LineInk{} : out;
}

LineInk Composer::first_ink(const Line& line) const {
    Line first;
    for (const display::GlyphRun& run : line.runs) {
        if (run.glyphs.empty()) continue;
        first.runs.push_back(run);
        first.runs.front().glyphs.resize(1);
        break;
    }
    return ink(first);
}

}  // namespace banxin::text
