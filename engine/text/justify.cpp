// Distribution of what a line lacks or has too much, to the last unit, and the making of runs.
#include "text/justify.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace banxin::text {
namespace {

/// More than this share of an em between two characters is reported.
constexpr std::int64_t kLoosestPart = 4;
/// Hanzi within this of their cell count as standing in it: 0.05 mm.
constexpr Length kOnGrid{Length::kPerMillimetre / 20};

/// What each atom gives up or gains on this line.
struct Change {
    Length cut_left, cut_right;   // of its frame
    Length after;                 // blank behind it
};

class LineSetter {
  public:
    LineSetter(const Atoms& atoms, const Text& text, const Measure& measure, std::size_t from, std::size_t to)
        : atoms_(atoms), text_(text), measure_(measure), from_(from), to_(to), changes_(to - from) {
        for (std::size_t i = from; i < to; ++i) {
            const Atom& atom = atoms.list[i];
            changes_[i - from] = {atom.cut_left, atom.cut_right, i + 1 < to ? atom.gap_after : Length{}};
        }
        changes_.front().cut_left += measure.start_trim(from);
        const Length end = measure.end_trim(to - 1);
        changes_.back().cut_right += end;
    }

    /// Takes `need` out of the line, class by class; returns what could not be taken.
    Length squeeze(Length need) {
        const auto room = measure_.squeeze(from_, to_);
        for (std::size_t c = 0; c < kGives && need > Length{}; ++c) {
            if (room[c] <= Length{}) continue;
            const Length take = std::min(need, room[c]);
            squeeze_class(static_cast<Give>(c), take, room[c]);
            need -= take;
        }
        return need;
    }

    /// Adds `need`: word spaces, gaps, then every place between characters alike. Returns what each of those got at most.
    Length stretch(Length need) {
        const Measure::Stretch room = measure_.stretch(from_, to_);
        const Length spaces = std::min(need, room.spaces);
        const Length gaps = std::min(need - spaces, room.gaps);
        Length each;
        std::array<Share, 3> shares{Share{spaces, room.spaces.units}, Share{gaps, room.gaps.units}, Share{need - spaces - gaps, room.places}};
        for (std::size_t i = from_; i + 1 < to_; ++i) {
            const Atom& atom = atoms_.list[i];
            Length& after = changes_[i - from_].after;
            if (atom.kind == Kind::kSpace) after += shares[0].next(std::max(scale(atom.chars->size, 1, 2) - atom.width, Length{}).units);
            if (atom.give == Give::kGap) after += shares[1].next((atom.gap_max - atom.gap_after).units);
            if (!may_open(atom, atoms_.list[i + 1])) continue;
            const Length part = shares[2].next(1);
            each = std::max(each, part);
            after += part;
        }
        return room.places > 0 ? each : shares[2].total;
    }

    Line line(Length left) const {
        Line out;
        out.left = left;
        Length x = left;
        for (std::size_t i = from_; i < to_; ++i) {
            const Change& change = changes_[i - from_];
            const bool blank_at_end = i + 1 == to_ && atoms_.list[i].kind == Kind::kSpace;
            if (!blank_at_end) append(out, atoms_.list[i], x - change.cut_left);
            x += atoms_.list[i].width - change.cut_left - change.cut_right + change.after;
        }
        out.right = x;
        out.source = text_.source(atoms_.list[from_].begin);
        return out;
    }

    void count(LineReport& report, Length left) const {
        Length x = left;
        for (std::size_t i = from_; i < to_; ++i) {
            const Atom& atom = atoms_.list[i];
            const Change& change = changes_[i - from_];
            if (atom.kind == Kind::kHanzi) {
                const std::int64_t off = x.units % atom.width.units;
                const std::int64_t distance = std::min(std::abs(off), std::abs(atom.width.units - std::abs(off)));
                ++report.hanzi;
                report.hanzi_on_grid += distance <= kOnGrid.units;
            }
            x += atom.width - change.cut_left - change.cut_right + change.after;
        }
    }

  private:
    /// Hands out a total in proportion to weights so that the parts add up exactly.
    struct Share {
        Length total;
        std::int64_t weights;
        std::int64_t seen = 0;
        Length given{};
        Length next(std::int64_t weight) {
            if (weights == 0 || weight == 0) return {};
            seen += weight;
            const Length upto = scale(total, seen, weights);
            const Length part = upto - given;
            given = upto;
            return part;
        }
    };

    void squeeze_class(Give give, Length take, Length room) {
        Share share{take, room.units};
        const bool trimmed_start = measure_.start_trim(from_) > Length{};
        for (std::size_t i = from_; i + 1 < to_; ++i) {
            const Atom& atom = atoms_.list[i];
            if (atom.give != give || (i == from_ && trimmed_start)) continue;
            const Length part = share.next(squeezable(atom).units);
            Change& change = changes_[i - from_];
            if (give == Give::kGap || give == Give::kWordSpace) {
                change.after -= part;
            } else if (give == Give::kMiddleDot) {
                change.cut_left += scale(part, 1, 2);
                change.cut_right += part - scale(part, 1, 2);
            } else {
                (atom.kind == Kind::kOpening ? change.cut_left : change.cut_right) += part;
            }
        }
    }

    /// Adds the atom's glyphs to the last run where they continue it.
    void append(Line& out, const Atom& atom, Length x) const {
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
            const AtomGlyph& glyph = atoms_.glyphs[g];
            const bool first = g == atom.first_glyph;
            if (needs_run(out, atom, glyph)) open_run(out, atom, glyph, x);
            display::GlyphRun& run = out.runs.back();
            if (first || run.text.empty()) text_end(run, atom, g);
            const Length at = x + glyph.x - run.origin.x;
            if (!run.glyphs.empty()) run.glyphs.back().advance = at - run.glyphs.back().x;
            run.glyphs.push_back({glyph.id, glyph.cluster - run_begin_, at, glyph.y, glyph.advance});
        }
        if (atom.first_glyph == atom.end_glyph && !out.runs.empty() && atom.kind == Kind::kInvisible)
            out.runs.back().text.append(text_.bytes, atom.begin, atom.end - atom.begin);
    }

    bool needs_run(const Line& out, const Atom& atom, const AtomGlyph& glyph) const {
        if (out.runs.empty()) return true;
        const display::GlyphRun& run = out.runs.back();
        return run.face != glyph.face || run.size != glyph.size || run.ink != atom.chars->ink || run.node != atom.node ||
               glyph.cluster < run_begin_ || run_begin_ + run.text.size() < glyph.cluster;
    }

    void open_run(Line& out, const Atom& atom, const AtomGlyph& glyph, Length x) const {
        display::GlyphRun run;
        run.face = glyph.face;
        run.size = glyph.size;
        run.ink = atom.chars->ink;
        run.node = atom.node;
        run.origin = {x, {}};
        run.source = text_.source(glyph.cluster);
        run_begin_ = glyph.cluster;
        out.runs.push_back(std::move(run));
    }

    /// The run's text grows by the atom's part that its face draws: up to the next glyph of another face.
    void text_end(display::GlyphRun& run, const Atom& atom, std::uint32_t g) const {
        std::uint32_t end = atom.end;
        for (std::uint32_t next = g + 1; next < atom.end_glyph; ++next) {
            if (atoms_.glyphs[next].face == atoms_.glyphs[g].face) continue;
            end = atoms_.glyphs[next].cluster;
            break;
        }
        const std::uint32_t begin = run_begin_ + static_cast<std::uint32_t>(run.text.size());
        if (end > begin) run.text.append(text_.bytes, begin, end - begin);
    }

    const Atoms& atoms_;
    const Text& text_;
    const Measure& measure_;
    std::size_t from_, to_;
    std::vector<Change> changes_;
    mutable std::uint32_t run_begin_ = 0;   // byte in Text at which the last run's text begins
};

}  // namespace

Line set_line(const Atoms& atoms, const Text& text, const Measure& measure, const Room& room, std::size_t from, std::size_t to, bool fill,
              Align align, LineReport& report, Diagnostics& diagnostics) {
    LineSetter setter(atoms, text, measure, from, to);
    const Length left = from == 0 ? room.first_left : room.left;
    const Length spare = room.right - left - measure.natural(from, to);
    Length start = left;
    const SourcePos source = text.source(atoms.list[from].begin);
    if (spare < Length{}) {
        const Length over = setter.squeeze(-spare);
        if (over > Length{}) diagnostics.report(Code::kOverfullLine, source, {format_mm(over, 2)});
    } else if (fill) {
        const Length each = setter.stretch(spare);
        if (each * kLoosestPart > atoms.list[from].chars->size) diagnostics.report(Code::kLooseLine, source, {format_mm(each, 2)});
    } else if (align == Align::kRight) {
        start += spare;
    } else if (align == Align::kCentre) {
        start += scale(spare, 1, 2);
    }
    report.adjusted += fill && spare != Length{};
    ++report.lines;
    setter.count(report, start - room.left);
    Line out = setter.line(start);
    out.full = fill;
    return out;
}

}  // namespace banxin::text
