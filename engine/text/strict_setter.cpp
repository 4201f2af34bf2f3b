// Where the slack of groups and runs goes, and what a line of the last resort does.
#include "text/strict_setter.hpp"

#include <algorithm>
#include <optional>

#include "text/line_maker.hpp"

namespace banxin::text {
namespace {

bool is_mark(const Atom& atom) { return has_blank(atom.kind); }
bool closing(const Atom& atom) { return is_mark(atom) && atom.kind != Kind::kOpening; }

class StrictSetter {
  public:
    StrictSetter(const std::vector<Atom>& atoms, const Grid& grid, Fitter& fitter, const StrictLine& line, bool fill)
        : atoms_(atoms), grid_(grid), unit_(grid.unit()), fitter_(fitter), line_(line), fill_(fill), changes_(line.to - line.from) {
        for (const FittedStretch& f : line.stretches)
            if (f.stretch.kind != PieceKind::kRun) set(f);
        for (const FittedStretch& f : line.stretches)  // their slack goes where marks have left room
            if (f.stretch.kind == PieceKind::kRun) set(f);
    }

    /// Opens gaps alike by `missing` units in all, those with a blank already only if they must, and returns what each got at most; nothing
    /// where that would be more than half a cell: such a line is better left short.
    std::optional<Length> spread(int missing) {
        const Length total = grid_.at(grid_.end) - grid_.at(grid_.end - missing);
        for (const bool where_none_is : {true, false}) {
            std::int64_t places = 0;
            for (std::uint32_t i = line_.from; i + 1 < line_.to; ++i) places += opens(i, where_none_is);
            if (total <= unit_ * places) return spread(total, places, where_none_is);
        }
        return spread_letters(total);
    }

    /// A line that an address or a long word fills: its letters move apart, by an eighth of an em at most.
    std::optional<Length> spread_letters(Length total) {
        std::int64_t letters = 0;
        for (std::uint32_t i = line_.from; i < line_.to; ++i) letters += western_letters(i);
        if (letters < 2 || total * 8 > atoms_[line_.from].chars->size * (letters - 1)) return std::nullopt;
        std::int64_t seen = 0;
        Length given;
        for (std::uint32_t i = line_.from; i < line_.to; ++i) {
            seen += western_letters(i);
            const Length upto = scale(total, seen, letters);
            change(i).track -= upto - given;
            given = upto;
        }
        return scale(total, 1, letters);
    }

    /// Rounding of half cells must not move the line's end.
    void end_at(Length left, Length right) {
        Length x = left;
        for (std::uint32_t i = line_.from; i < line_.to; ++i) x += advance(atoms_[i], change(i));
        changes_.back().cut_right += x - right;
    }

    Length width() const {
        Length out;
        for (std::uint32_t i = line_.from; i < line_.to; ++i) out += advance(atoms_[i], changes_[i - line_.from]);
        return out;
    }

    /// The widest blank that was put between two characters, a blank that was typed between hanzi left aside.
    Length widest() const {
        Length out;
        for (std::uint32_t i = line_.from; i + 1 < line_.to; ++i)
            if (!typed_cell(i)) out = std::max(out, blank_after(i));
        return out;
    }

    bool adjusted() const { return adjusted_; }
    const std::vector<Change>& changes() const { return changes_; }

  private:
    Length spread(Length total, std::int64_t places, bool where_none_is) {
        Length given, most;
        std::int64_t seen = 0;
        for (std::uint32_t i = line_.from; i + 1 < line_.to; ++i) {
            if (!opens(i, where_none_is)) continue;
            const Length upto = scale(total, ++seen, places);
            change(i).after += upto - given;
            most = std::max(most, upto - given);
            given = upto;
        }
        return most;
    }

    Change& change(std::uint32_t atom) { return changes_[atom - line_.from]; }

    std::int64_t western_letters(std::uint32_t i) const { return atoms_[i].letters(); }

    /// `where_none_is`: not where a blank of a quarter em stands already.
    bool opens(std::uint32_t i, bool where_none_is) const {
        const bool enclosed = atoms_[i].kind == Kind::kOpening || closing(atoms_[i + 1]);  // a mark keeps to its text
        const bool hole = where_none_is && blank_after(i) * 4 > atoms_[i].chars->size;
        return may_open(atoms_[i], atoms_[i + 1]) && !enclosed && !hole;
    }

    void set(const FittedStretch& f) {
        const std::vector<Fit>& fits = fitter_.fits(f.stretch);
        const auto fit = std::find_if(fits.begin(), fits.end(), [&](const Fit& a) { return a.units == f.units; });
        adjusted_ |= fit != fits.end() && fit->cost > 0;
        const std::uint32_t i = f.stretch.begin;
        switch (f.stretch.kind) {
            case PieceKind::kDot:
                if (f.units == 1) change(i).cut_left = change(i).cut_right = scale(unit_, 1, 2);
                break;
            case PieceKind::kBlank: change(i).after = unit_ * f.units - atoms_[i].width; break;
            case PieceKind::kMarks: set_marks(f); break;
            case PieceKind::kRun: set_run(f); break;
            default: break;
        }
    }

    void set_marks(const FittedStretch& f) {
        const MarkPlan& plan = fitter_.marks(f.stretch);
        for (std::uint32_t i = f.stretch.begin; i + 1 < f.stretch.end; ++i) {
            if (!fitter_.closes_up(i)) continue;
            if (atoms_[i].kind == Kind::kOpening) change(i + 1).cut_left = unit_;
            else change(i).cut_right = unit_;
        }
        int give = plan.natural + plan.slack - f.units;
        bool slack = plan.slack;
        for (const MarkSite& site : plan.sites) {
            if (give-- <= 0) break;
            if (site.what == MarkSite::What::kSlack) slack = false;
            else if (site.what == MarkSite::What::kLeftBlank) change(site.atom).cut_left += unit_;
            else change(site.atom).cut_right += unit_;
        }
        const bool wider = f.units > plan.natural + plan.slack;
        const Length extra = unit_ * (static_cast<int>(slack) + static_cast<int>(wider));
        if (plan.slack_before) change(f.stretch.begin).cut_left -= extra;
        else change(plan.slack_after).after += extra;
    }

    void set_run(const FittedStretch& f) {
        const Stretch& s = f.stretch;
        for (std::uint32_t i = s.begin; i < s.end; ++i) {
            if (atoms_[i].kind == Kind::kSpace) change(i).after = Fitter::space_width(atoms_[i]) - atoms_[i].width;
            else change(i).cut_left = change(i).cut_right = fitter_.half_blank(i);
        }
        if (s.at_end && atoms_[s.end - 1].kind == Kind::kSpace) {  // a blank at a line's end is nothing
            Change& last = change(s.end - 1);
            last.after = {};
            last.cut_right = atoms_[s.end - 1].width;
        }
        const Length slack = unit_ * f.units - fitter_.run_width(s.begin, s.end, s.at_end);
        if (slack < Length{}) track(s, -slack);
        else share_slack(s, slack);
    }

    /// Letters move together evenly.
    void track(const Stretch& s, Length by) {
        const std::int64_t letters = fitter_.letters(s.begin, s.end);
        std::int64_t seen = 0;
        Length given;
        for (std::uint32_t i = s.begin; i < s.end && letters > 0; ++i) {
            if (atoms_[i].kind == Kind::kSpace || atoms_[i].boxed || atoms_[i].solid) continue;
            seen += atoms_[i].end_glyph - atoms_[i].first_glyph;
            const Length upto = scale(by, seen, letters);
            change(i).track = upto - given;
            given = upto;
        }
    }

    /// A blank that is a cell of the grid, not a word space.
    bool typed_cell(std::uint32_t i) const {
        const auto holds = [&](const FittedStretch& f) { return f.stretch.begin <= i && i < f.stretch.end; };
        const auto found = std::find_if(line_.stretches.begin(), line_.stretches.end(), holds);
        return found != line_.stretches.end() && found->stretch.kind == PieceKind::kBlank;
    }

    Length blank_after(std::uint32_t i) const {
        const Change& a = changes_[i - line_.from];
        const Change& b = changes_[i + 1 - line_.from];
        const bool word_space = atoms_[i].kind == Kind::kSpace && !is_em_blank(atoms_[i].first_char);  // the others are cells
        const Length typed = word_space ? atoms_[i].width : Length{};
        const Length tracked = scale(-std::min(a.track, Length{}), 1, std::max<std::int64_t>(western_letters(i), 1));
        return typed + a.after + tracked - std::min(a.cut_right, Length{}) - std::min(b.cut_left, Length{});
    }

    /// Half of it on each side between hanzi; beside a mark on the hanzi's side first, the rest outside the mark; at the edge of a filled line
    /// inward, at the end of another as if something followed: nothing is moved by it there. What would be more than half an em a side goes
    /// between words. A hanzi with something raised stays as near to the one before as it can.
    void share_slack(const Stretch& s, Length slack) {
        const Length half = std::max(scale(atoms_[s.begin].chars->size, 1, 2), unit_);  // of the text around a note
        std::uint32_t left = 0, right = 0;
        const bool has_left = place_left(s, left), has_right = place_right(s, right);
        const bool raised = atoms_[s.begin].hangs_on();  // it touches what it belongs to
        const Length most_left = has_left && !raised ? std::max(half - blank_after(left), Length{}) : Length{};
        const Length most_right = has_right ? std::max(half - blank_after(right), Length{}) : Length{};
        const bool hanzi_left = !s.at_start && !is_mark(atoms_[s.begin - 1]);
        const bool hanzi_right = !s.at_end && !is_mark(atoms_[s.end]);
        Length to_left, to_right;
        const bool open_end = !has_right && !fill_;
        if (open_end) {
            if (has_left && !bears_script(atoms_, s.begin)) change(left).after += std::min(scale(slack, 1, 2), most_left);
            return;
        }
        if (has_left && has_right && hanzi_left == hanzi_right && !bears_script(atoms_, s.begin)) {
            to_left = std::min(scale(slack, 1, 2), most_left);
            to_right = std::min(slack - to_left, most_right);
            to_left = std::min(slack - to_right, most_left);
        } else if (has_left && ((hanzi_left && !bears_script(atoms_, s.begin)) || !has_right)) {
            to_left = std::min(slack, most_left);
            to_right = std::min(slack - to_left, most_right);
        } else if (has_right) {
            to_right = std::min(slack, most_right);
            to_left = std::min(slack - to_right, most_left);
        }
        if (has_left) change(left).after += to_left;
        if (has_right) change(right).after += to_right;
        const Length rest = between_boxes(s, between_letters(s, between_words(s, slack - to_left - to_right, half)));
        if (rest <= Length{}) return;
        if (has_left || has_right) change(has_right ? right : left).after += rest;  // a blank that is reported
        else between_words(s, rest, grid_.right);
    }

    /// The atom behind which the slack on the left stands: outside an opening mark.
    bool place_left(const Stretch& s, std::uint32_t& at) const {
        if (s.at_start) return false;
        at = s.begin - 1;
        while (at > line_.from && atoms_[at].kind == Kind::kOpening) --at;
        return atoms_[at].kind != Kind::kOpening;
    }

    bool place_right(const Stretch& s, std::uint32_t& at) const {
        if (s.at_end) return false;
        at = s.end - 1;
        while (at + 1 < line_.to && closing(atoms_[at + 1])) ++at;
        return at + 1 < line_.to;
    }

    /// Widens the blanks of a run evenly, none beyond `most`; returns what is left over.
    Length between_words(const Stretch& s, Length slack, Length most) {
        const std::int64_t count = fitter_.blanks(s.begin, s.end, s.at_end);
        if (count == 0 || slack <= Length{}) return slack;
        const Length share = scale(slack, 1, count);
        Length given;
        std::int64_t seen = 0;
        for (std::uint32_t i = s.begin; i < s.end && seen < count; ++i) {
            if (atoms_[i].kind != Kind::kSpace) continue;
            const Length wanted = ++seen == count ? slack - given : share;
            const Length granted = std::min(wanted, std::max(most - blank_after(i), Length{}));
            change(i).after += granted;
            given += granted;
        }
        return slack - given;
    }

    /// Moves the letters of a run apart, by a tenth of an em at most; returns what is left over.
    Length between_letters(const Stretch& s, Length slack) {
        const std::int64_t letters = fitter_.letters(s.begin, s.end);
        if (slack <= Length{} || letters < 2) return std::max(slack, Length{});
        const Length taken = std::min(slack, scale(atoms_[s.begin].chars->size, letters, 10));
        track(s, -taken);
        return slack - taken;
    }

    /// Moves boxes side by side apart, as characters with zhuyin, likewise.
    Length between_boxes(const Stretch& s, Length slack) {
        const auto apart = [&](std::uint32_t i) { return atoms_[i].boxed && atoms_[i + 1].boxed; };
        std::int64_t places = 0, seen = 0;
        for (std::uint32_t i = s.begin; i + 1 < s.end; ++i) places += apart(i);
        if (slack <= Length{} || places == 0) return std::max(slack, Length{});
        const Length taken = std::min(slack, scale(atoms_[s.begin].chars->size, places, 10));
        Length given;
        for (std::uint32_t i = s.begin; i + 1 < s.end; ++i) {
            if (!apart(i)) continue;
            const Length upto = scale(taken, ++seen, places);
            change(i).after += upto - given;
            given = upto;
        }
        return slack - taken;
    }

    const std::vector<Atom>& atoms_;
    const Grid& grid_;
    const Length unit_;
    Fitter& fitter_;
    const StrictLine& line_;
    const bool fill_;
    std::vector<Change> changes_;
    bool adjusted_ = false;
};

}  // namespace

Line set_strict_line(const Atoms& atoms, const Text& text, const Grid& grid, Fitter& fitter, const StrictLine& line, bool fill, Align align,
                     LineReport& report, Diagnostics& diagnostics) {
    StrictSetter setter(atoms.list, grid, fitter, line, fill);
    const SourcePos source = text.place(atoms.list[line.from].begin, atoms.list[line.to - 1].end);
    Length left = grid.at(line.from == 0 ? grid.first_start : grid.start);
    if (line.missing < 0) diagnostics.report(Code::kOverfullLine, source, {format_mm(grid.unit() * -line.missing, 2)});
    const auto each = fill && line.missing > 0 ? setter.spread(line.missing) : std::optional<Length>(Length{});
    const Length size = atoms.list[line.from].chars->size, blank = setter.widest();
    const bool loose = !each || *each * 4 > size || blank > std::max(scale(size, 1, 2), grid.unit());
    if (!each) diagnostics.report(Code::kUnderfullLine, source, {format_mm(grid.unit() * line.missing, 2)});
    else if (loose) diagnostics.report(Code::kLooseLine, source, {format_mm(std::max(*each, blank), 2)});
    if (fill && line.missing >= 0) {
        if (each) setter.end_at(left, grid.right);
    } else if (align == Align::kRight || align == Align::kCentre) {
        const Length spare = grid.right - left - setter.width();
        left += align == Align::kRight ? spare : scale(spare, 1, 2);
    }
    ++report.lines;
    report.adjusted += setter.adjusted() || (fill && line.missing != 0);
    count_grid(atoms, line.from, setter.changes(), left, report);
    Line out = make_line(atoms, text, line.from, setter.changes(), left);
    out.full = fill;
    out.loose = loose;
    return out;
}

}  // namespace banxin::text
