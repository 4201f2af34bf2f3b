// Glyph runs of one line, and the count of hanzi that stand in their cell.
#include "text/line_maker.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "text/bidi.hpp"
#include "text/decorate.hpp"

namespace banxin::text {
namespace {

/// Hanzi within this of their cell count as standing in it: 0.05 mm.
constexpr Length kOnGrid{Length::kPerMillimetre / 20};

/// Gathers atoms into runs: one face, size, ink and node each.
class RunMaker {
  public:
    RunMaker(const Atoms& atoms, const Text& text, Line& out) : atoms_(atoms), text_(text), out_(out) {}

    /// Adds the atom's glyphs to the last run where they continue it; `track` is taken out between its glyphs.
    void append(const Atom& atom, Length x, Length track) {
        const std::int64_t count = atom.end_glyph - atom.first_glyph;
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
            const AtomGlyph& glyph = atoms_.glyphs[g];
            const bool first = g == atom.first_glyph;
            const bool apart = first && (glyph.orientation == display::Orientation::kAcross || atom.fence != kNoFence);
            if (apart || needs_run(atom, glyph)) open_run(atom, glyph, x);
            display::GlyphRun& run = out_.runs.back();
            if (first || run.text.empty()) text_end(run, atom, g);
            const Length at = x + glyph.x - scale(track, g - atom.first_glyph, std::max<std::int64_t>(count, 1)) - run.origin.x;
            const bool follows = !run.glyphs.empty() && glyph.orientation != display::Orientation::kAcross &&
                                 (!atom.boxed || run.glyphs.back().y == glyph.y);  // not on a second line of a note
            if (follows) run.glyphs.back().advance = at - run.glyphs.back().x;
            run.glyphs.push_back({glyph.id, glyph.cluster - run_begin_, at, glyph.y, glyph.advance});
        }
        if (count == 0 && atom.kind == Kind::kInvisible) keep(atom);
    }

    /// The text alone of what draws nothing.
    void keep(const Atom& atom) {
        if (!out_.runs.empty()) out_.runs.back().text.append(text_.bytes, atom.begin, atom.end - atom.begin);
        else if (unplaced_ == kNone) unplaced_ = atom.begin;
    }

    /// The hyphen of a divided word: it stands for a soft one, so that the word copies out whole.
    void hyphen(const Atom& atom, Length x) {
        if (atom.hyphen == Atom::kNoHyphen || out_.runs.empty()) return;
        const AtomGlyph& glyph = atoms_.glyphs[atom.hyphen];
        display::GlyphRun& run = out_.runs.back();
        const Length at = x + glyph.x - run.origin.x;
        if (!run.glyphs.empty()) run.glyphs.back().advance = at - run.glyphs.back().x;
        run.glyphs.push_back({glyph.id, static_cast<std::uint32_t>(run.text.size()), at, glyph.y, glyph.advance});
        if (atom.joint != U'\u00AD') run.text += "\u00AD";
        else run.glyphs.back().cluster -= 2;  // it was typed
    }

  private:
    bool needs_run(const Atom& atom, const AtomGlyph& glyph) const {
        if (out_.runs.empty()) return true;
        const display::GlyphRun& run = out_.runs.back();
        return run.face != glyph.face || run.size != glyph.size || run.ink != atom.chars->ink || run.node != atom.node ||
               (run.right_to_left && glyph.second != second_) || level_ != level_of(atom, glyph) || run.orientation != glyph.orientation ||
               run.stretch != glyph.stretch || glyph.cluster < run_begin_ || run_begin_ + run.text.size() < glyph.cluster;
    }

    void open_run(const Atom& atom, const AtomGlyph& glyph, Length x) {
        display::GlyphRun run;
        run.face = glyph.face;
        run.size = glyph.size;
        run.orientation = glyph.orientation;
        run.stretch = glyph.stretch;
        run.ink = atom.chars->ink;
        run.node = atom.node;
        run.origin = {x, {}};
        run.right_to_left = (level_of(atom, glyph) & 1) != 0;
        run.source = text_.source(glyph.cluster);
        run_begin_ = unplaced_ == kNone ? glyph.cluster : unplaced_;
        unplaced_ = kNone;
        level_ = level_of(atom, glyph);
        second_ = glyph.second;
        out_.runs.push_back(std::move(run));
    }

    static std::uint8_t level_of(const Atom& atom, const AtomGlyph& glyph) { return atom.boxed ? glyph.level : atom.level; }

    static bool one_run(const AtomGlyph& a, const AtomGlyph& b) {
        return a.face == b.face && a.size == b.size && a.orientation == b.orientation && a.stretch == b.stretch && a.level == b.level;
    }

    /// The run's text grows by the atom's part that its face draws: up to the next glyph of another face.
    void text_end(display::GlyphRun& run, const Atom& atom, std::uint32_t g) {
        std::uint32_t end = atom.end;
        for (std::uint32_t next = g + 1; next < atom.end_glyph; ++next) {
            if (one_run(atoms_.glyphs[next], atoms_.glyphs[g])) continue;
            end = atoms_.glyphs[next].cluster;
            break;
        }
        const std::uint32_t begin = run_begin_ + static_cast<std::uint32_t>(run.text.size());
        if (end > begin) run.text.append(text_.bytes, begin, end - begin);
    }

    const Atoms& atoms_;
    const Text& text_;
    Line& out_;
    std::uint32_t run_begin_ = 0;     // byte in Text at which the last run's text begins
    std::uint32_t unplaced_ = kNone;  // of what draws nothing before the first run: that run's text begins with it
    std::uint8_t level_ = 0;          // of the last run
    bool second_ = false;             // it began on the second line of a note
    static constexpr std::uint32_t kNone = UINT32_MAX;
};

}  // namespace

Length advance(const Atom& atom, const Change& change) {
    return atom.width - change.cut_left - change.cut_right - change.track + change.after;
}

Line make_line(const Atoms& atoms, const Text& text, std::size_t from, std::span<const Change> changes, Length left) {
    Line out;
    out.left = left;
    out.source = text.source(atoms.list[from].begin);
    RunMaker runs(atoms, text, out);
    const bool turned = is_turned(atoms, from, changes.size());
    std::vector<Length> places = turned ? visual_places(atoms, from, changes, left) : std::vector<Length>();
    Length x = left;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const Atom& atom = atoms.list[from + i];
        if (!turned) places.push_back(x - changes[i].cut_left);
        const bool blank_at_end = i + 1 == changes.size() && atom.kind == Kind::kSpace;
        if (blank_at_end && atom.carries) runs.keep(atom);
        if (!blank_at_end) runs.append(atom, places[i], changes[i].track);
        if (i + 1 == changes.size()) runs.hyphen(atom, places[i]);
        x += advance(atom, changes[i]);
    }
    out.right = x;
    decorate(out, atoms, text, from, changes, places);
    return out;
}

void count_grid(const Atoms& atoms, std::size_t from, std::span<const Change> changes, Length left, LineReport& report) {
    Length x = left;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const Atom& atom = atoms.list[from + i];
        if (atom.kind == Kind::kHanzi && !atom.own_width) {
            const std::int64_t off = x.units % atom.width.units;
            const std::int64_t distance = std::min(std::abs(off), std::abs(atom.width.units - std::abs(off)));
            ++report.hanzi;
            report.hanzi_on_grid += distance <= kOnGrid.units;
        }
        x += advance(atom, changes[i]);
    }
}

}  // namespace banxin::text
