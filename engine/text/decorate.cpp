// Each element's stretch of the line, then what stands beside it.
#include "text/decorate.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "base/invisible.hpp"
#include "base/signs.hpp"
#include "base/utf8.hpp"
#include "text/inlines.hpp"

namespace banxin::text {
namespace {

/// Bezier control points of a quarter circle, in 1/1,000,000 of the radius.
constexpr std::int64_t kArc = 552'285;
constexpr std::int64_t kMillion = 1'000'000;

/// From where to where an element's text goes on this line without other text between.
struct Stretch {
    const Inline* element = nullptr;
    Length left, right;
    std::vector<std::size_t> atoms{};  // counted on the line, from left to right
    std::size_t depth = 0;             // of the element in others
};

display::Path circle(display::Point middle, Length radius) {
    const auto at = [&](std::int64_t x, std::int64_t y) {
        return display::Point{middle.x + scale(radius, x, kMillion), middle.y + scale(radius, y, kMillion)};
    };
    display::Path out;
    out.start = at(kMillion, 0);
    out.strokes = {{at(0, kMillion), true, at(kMillion, kArc), at(kArc, kMillion)},
                   {at(-kMillion, 0), true, at(-kArc, kMillion), at(-kMillion, kArc)},
                   {at(0, -kMillion), true, at(-kMillion, -kArc), at(-kArc, -kMillion)},
                   {at(kMillion, 0), true, at(kArc, -kMillion), at(kMillion, -kArc)}};
    out.closed = true;
    return out;
}

/// What is said or shown: letters, digits, symbols and signs; no mark and no blank.
bool gets_dot(char32_t c) {
    if (is_sign(c)) return true;
    if (is_wave(c) || is_invisible(c)) return false;
    constexpr std::uint32_t kDrawn = U_GC_L_MASK | U_GC_N_MASK | U_GC_S_MASK | U_GC_CO_MASK;
    return (U_MASK(u_charType(static_cast<UChar32>(c))) & kDrawn) != 0;
}

class Decorator {
  public:
    Decorator(Line& line, const Atoms& atoms, const Text& text, std::size_t from, std::span<const Change> changes,
              std::span<const Length> places)
        : line_(line),
          atoms_(atoms),
          text_(text),
          from_(from),
          changes_(changes),
          places_(places),
          over_(changes.size()),
          under_(changes.size()) {
        for (std::size_t i = 0; i < changes.size(); ++i) letters(i);
    }

    void run() {
        std::vector<Stretch> all = stretches();
        std::stable_sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) { return a.depth > b.depth; });
        const auto dotted = [](const Stretch& stretch) { return stretch.element->style->drawing == Drawing::kDots; };
        for (const Stretch& stretch : all)  // from the text outward: lines, an inner one before an outer; readings; dots
            if (!dotted(stretch)) draw(stretch);
        readings();
        for (const Stretch& stretch : all)
            if (dotted(stretch)) draw(stretch);
    }

  private:
    const Atom& atom(std::size_t i) const { return atoms_.list[from_ + i]; }
    /// Edges of what is seen of an atom: blank given up is not, blank added is its neighbour's.
    Length left(std::size_t i) const { return places_[i] + std::max(changes_[i].cut_left, Length{}); }
    Length right(std::size_t i) const { return places_[i] + atom(i).width - changes_[i].track - std::max(changes_[i].cut_right, Length{}); }
    /// The same without the blank half of a mark: a line beside text begins and ends at ink.
    Length ink_left(std::size_t i) const {
        return has_blank(atom(i).kind) ? places_[i] + std::max(changes_[i].cut_left, atom(i).blank_left) : left(i);
    }
    Length ink_right(std::size_t i) const {
        const Length more = has_blank(atom(i).kind) ? atom(i).blank_right - std::max(changes_[i].cut_right, Length{}) : Length{};
        return right(i) - std::max(more, Length{});
    }
    bool seen(std::size_t i) const { return atom(i).first_glyph != atom(i).end_glyph && !blank_at_end(i); }
    bool blank_at_end(std::size_t i) const { return i + 1 == changes_.size() && atom(i).kind == Kind::kSpace; }

    /// What letters take that reach beyond their em box.
    void letters(std::size_t i) {
        const Atom& a = atom(i);
        if (a.ink_over > Length{}) line_.over.push_back({left(i), right(i), a.ink_over, nullptr, {}});
        if (a.ink_under > Length{}) line_.under.push_back({left(i), right(i), a.ink_under, nullptr, {}});
        const auto& around = text_.paragraph->spans[text_.span_at(a.begin)].inlines;
        if (around.empty()) return;
        const Length em = around.front()->around->size, above = scale(em, around.front()->style->frame_above, 1'000);
        over_[i] = std::max(a.ink_over - above, Length{});
        under_[i] = std::max(a.ink_under - (em - above), Length{});
    }

    /// What is seen, from left to right.
    std::vector<std::size_t> seen_atoms() const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < changes_.size(); ++i)
            if (seen(i)) out.push_back(i);
        std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return places_[a] < places_[b]; });
        return out;
    }

    std::vector<Stretch> stretches() const {
        std::vector<Stretch> out;
        const std::vector<std::size_t> atoms = seen_atoms();
        for (std::size_t n = 0; n < atoms.size(); ++n) {
            const std::size_t i = atoms[n];
            const auto& around = text_.paragraph->spans[text_.span_at(atom(i).begin)].inlines;
            for (std::size_t depth = 0; depth < around.size(); ++depth) {
                const Inline* element = around[depth];
                if (element->style->drawing == Drawing::kNothing) continue;
                const auto goes_on = [&](const Stretch& s) { return s.element == element && n > 0 && s.atoms.back() == atoms[n - 1]; };
                const auto known = std::find_if(out.begin(), out.end(), goes_on);
                if (known == out.end()) {
                    out.push_back({element, ink_left(i), ink_right(i), {i}, depth});
                    continue;
                }
                known->left = std::min(known->left, ink_left(i));
                known->right = std::max(known->right, ink_right(i));
                known->atoms.push_back(i);
            }
        }
        return out;
    }

    void draw(const Stretch& stretch) {
        switch (stretch.element->style->drawing) {
            case Drawing::kDots: dots(stretch); return;
            case Drawing::kLine: rule(stretch); return;
            case Drawing::kWave: wave(stretch); return;
            case Drawing::kCircle: circles(stretch); return;
            case Drawing::kNothing: return;
        }
    }

    /// The upper edge of something so high beside the em box of the text around `element`, and beyond what stands beside its atoms already; what it
    /// takes there is noted for them and for the line.
    Length top(const Inline& element, Length height, const std::vector<std::size_t>& atoms) {
        const InlineStyle& style = *element.style;
        const Length em = element.around->size, distance = style.distance.of(em);
        const Length above = scale(em, style.frame_above, 1'000) + element.around->lift, below = em - above;
        if (style.side == Side::kThrough || style.side == Side::kAfter) return scale(em - height, 1, 2) - above;
        const Length far = take(style.side, distance + height, atoms);
        return style.side == Side::kOver ? -above - far : below + far - height;
    }

    /// Takes so much room beyond what is taken beside these atoms; returns how far it reaches.
    Length take(Side side, Length room, const std::vector<std::size_t>& atoms) {
        std::vector<Length>& taken = side == Side::kUnder ? under_ : over_;
        Length far;
        for (const std::size_t i : atoms) far = std::max(far, taken[i]);
        far += room;
        for (const std::size_t i : atoms) taken[i] = far;
        return far;
    }

    /// From `left` to `right` the element's drawing goes from `top` to `bottom`, seen from the baseline.
    void note(const Inline& element, Length left, Length right, Length top, Length bottom) {
        const InlineStyle& style = *element.style;
        if (style.side == Side::kThrough) return;
        const bool under = style.side == Side::kUnder;
        (under ? line_.under : line_.over).push_back({left, right, under ? bottom : -top, &style, element.pos});
    }

    template <class Item>
    Item finished(Item item, const Stretch& stretch) const {
        const Atom& first = atom(*std::min_element(stretch.atoms.begin(), stretch.atoms.end()));
        item.ink = stretch.element->style->ink.value_or(first.chars->ink);
        item.node = first.node;
        item.source = stretch.element->pos;
        return item;
    }

    void rule(const Stretch& stretch) {
        const Length em = stretch.element->around->size, inset = stretch.element->style->inset.of(em);
        const Length thickness = stretch.element->style->thickness.of(em);
        const Length width = stretch.right - stretch.left - inset - inset;
        if (width <= Length{}) return;
        display::Rule out;
        out.box = {stretch.left + inset, top(*stretch.element, thickness, stretch.atoms), width, thickness};
        note(*stretch.element, out.box.x, out.box.x + width, out.box.y, out.box.y + thickness);
        line_.rules.push_back(finished(out, stretch));
    }

    /// Whole half turns, as near to the wanted length as the stretch allows, so that it ends as it begins wherever the line was broken.
    void wave(const Stretch& stretch) {
        const InlineStyle& style = *stretch.element->style;
        const Length em = stretch.element->around->size, inset = style.inset.of(em), height = style.height.of(em);
        const Length width = stretch.right - stretch.left - inset - inset, thickness = style.thickness.of(em);
        const Length half = scale(style.width.of(em), 1, 2);
        if (width <= Length{} || half <= Length{}) return;
        const std::int64_t turns = std::max<std::int64_t>((width.units + half.units / 2) / half.units, 1);
        const Length left = stretch.left + inset,
                     y = top(*stretch.element, height + thickness, stretch.atoms) + scale(height + thickness, 1, 2);
        const Length half_height = scale(height + thickness, 1, 2);
        note(*stretch.element, left, left + width, y - half_height, y + half_height);
        display::Path out;
        out.thickness = thickness;
        out.start = {left, y};
        for (std::int64_t i = 0; i < turns; ++i) {
            const Length x = left + scale(width, i, turns), to = left + scale(width, i + 1, turns);
            const Length third = scale(to - x, 1, 3);
            const Length crest = scale(i % 2 == 0 ? -height : height, 2, 3);  // such control points give a crest of half the height
            out.strokes.push_back({{to, y}, true, {x + third, y + crest}, {to - third, y + crest}});
        }
        line_.paths.push_back(finished(out, stretch));
    }

    void dots(const Stretch& stretch) {
        const Length diameter = stretch.element->style->width.of(stretch.element->around->size);
        const Length radius = scale(diameter, 1, 2), y = top(*stretch.element, diameter, stretch.atoms) + radius;
        for (const std::size_t i : stretch.atoms)
            for (const Length x : middles(i)) {
                note(*stretch.element, x - radius, x + radius, y - radius, y + radius);
                line_.paths.push_back(finished(circle({x, y}, radius), stretch));
            }
    }

    void circles(const Stretch& stretch) {
        const Length em = stretch.element->around->size, diameter = stretch.element->style->width.of(em);
        const Length y = top(*stretch.element, diameter, stretch.atoms) + scale(diameter, 1, 2),
                     thickness = stretch.element->style->thickness.of(em);
        for (const std::size_t i : stretch.atoms) {
            display::Path path = circle({places_[i] + scale(atom(i).width, 1, 2), y}, scale(diameter - thickness, 1, 2));
            path.thickness = thickness;
            line_.paths.push_back(finished(std::move(path), stretch));
        }
    }

    /// Middles of the characters that get a dot.
    std::vector<Length> middles(std::size_t i) const {
        const Atom& a = atom(i);
        const Inline* taker = a.boxed ? room_taker(text_, a.begin) : nullptr;
        if (a.kind == Kind::kHanzi && (!a.boxed || (taker && taker->style->kind == InlineKind::kCircled))) {
            if (!gets_dot(a.first_char)) return {};
            return {places_[i] + scale(a.width, 1, 2)};
        }
        if (a.kind != Kind::kHanzi && a.kind != Kind::kWestern) return {};
        std::vector<Length> out;
        const std::int64_t count = a.end_glyph - a.first_glyph;
        for (std::uint32_t g = a.first_glyph; g < a.end_glyph;) {
            std::uint32_t next = g;
            Length advance;
            for (; next < a.end_glyph && atoms_.glyphs[next].cluster == atoms_.glyphs[g].cluster; ++next)
                advance += atoms_.glyphs[next].advance;
            std::size_t at = atoms_.glyphs[g].cluster;
            const AtomGlyph& glyph = atoms_.glyphs[g];
            const Length x = glyph.middle != Length{} ? glyph.middle : glyph.x - glyph.inset + scale(advance, 1, 2);
            if (gets_dot(utf8::next(text_.bytes, at)) && (out.empty() || out.back() != places_[i] + x))
                out.push_back(places_[i] + x - scale(changes_[i].track, g - a.first_glyph, count));
            g = next;
        }
        return out;
    }

    // Readings.

    /// Readings are in the order of the text, as atoms are: those of the line stand side by side in both lists.
    void readings() {
        const auto begin = atoms_.list.begin() + static_cast<std::ptrdiff_t>(from_),
                   end = begin + static_cast<std::ptrdiff_t>(changes_.size());
        const auto before = [](const auto& item, std::uint32_t offset) { return item.begin < offset; };
        const std::uint32_t line_end = changes_.empty() ? 0 : atom(changes_.size() - 1).end;
        auto reading = std::lower_bound(atoms_.readings.begin(), atoms_.readings.end(), begin == end ? 0 : begin->begin, before);
        for (; reading != atoms_.readings.end() && reading->begin < line_end; ++reading) {
            const auto first = std::lower_bound(begin, end, reading->begin, before),
                       last = std::lower_bound(first, end, reading->end, before);
            if (first != last && first->begin == reading->begin)
                place(*reading, static_cast<std::size_t>(first - begin), static_cast<std::size_t>(last - begin) - 1);
        }
    }

    void place(const Reading& reading, std::size_t first, std::size_t last) {
        const InlineStyle& style = *reading.element->style;
        Length base_left = left(first), base_right = right(first);  // the first word stands at the right where they go from right to left
        std::vector<std::size_t> base;
        for (std::size_t i = first; i <= last; ++i) {
            base_left = std::min(base_left, left(i));
            base_right = std::max(base_right, right(i));
            base.push_back(i);
        }
        const Length middle = scale(base_left + base_right, 1, 2), em = reading.element->around->size;
        display::Point origin;
        if (style.side != Side::kAfter) {
            const Length half = scale(reading.width, 1, 2), line_end = places_.back() + atom(changes_.size() - 1).width;
            origin.x =
                std::max(std::min(middle - half, std::max(line_.right, line_end) - reading.width), line_.left);  // in at the line's ends
            const Length upper = top(*reading.element, reading.height, base);
            origin.y = upper + scale(reading.height, style.frame_above, 1'000);
            note(*reading.element, origin.x, origin.x + reading.width, upper, upper + reading.height);
        } else if (text_.paragraph->style->vertical) {
            const Length far = take(Side::kOver, style.distance.of(em) + reading.width, base) - reading.width;
            origin = {middle - scale(em, 1, 2), -scale(em, style.frame_above, 1'000) - reading.element->around->lift - far};
            const Length half = scale(reading.height, 1, 2);
            note(*reading.element, middle - half, middle + half, origin.y - reading.width, origin.y);
        } else {
            origin.x = base_right - reading.width;
            const Length more = scale(reading.height - em, 1, 2), upper = -scale(em, style.frame_above, 1'000);
            note(*reading.element, origin.x, base_right, upper - more, upper);
        }
        for (display::GlyphRun run : reading.runs) {
            run.origin.x += origin.x;
            run.origin.y += origin.y;
            line_.runs.push_back(std::move(run));
        }
    }

    Line& line_;
    const Atoms& atoms_;
    const Text& text_;
    std::size_t from_;
    std::span<const Change> changes_;
    std::span<const Length> places_;
    std::vector<Length> over_, under_;  // what is taken beside each atom, from its em box
};

}  // namespace

void decorate(Line& line, const Atoms& atoms, const Text& text, std::size_t from, std::span<const Change> changes,
              std::span<const Length> places) {
    Decorator(line, atoms, text, from, changes, places).run();
}

}  // namespace banxin::text
