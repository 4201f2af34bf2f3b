// Distribution of what a line lacks or has too much, to the last unit.
#include "text/justify.hpp"

#include <algorithm>

#include "text/line_maker.hpp"

namespace banxin::text {
namespace {

/// More than this share of an em between two characters is reported.
constexpr std::int64_t kLoosestPart = 4;

class LineSetter {
  public:
    LineSetter(const Atoms& atoms, const Measure& measure, std::size_t from, std::size_t to)
        : atoms_(atoms), measure_(measure), from_(from), to_(to), changes_(to - from) {
        for (std::size_t i = from; i < to; ++i) {
            const Atom& atom = atoms.list[i];
            changes_[i - from] = {atom.cut_left, atom.cut_right, i + 1 < to ? atom.gap_after : Length{}, {}};
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
            if (static_cast<Give>(c) == Give::kStop) stops_ = take;
            need -= take;
        }
        return need;
    }

    /// What opening a line came to.
    struct Opened {
        Length each;     // at most, between two characters
        Length missing;  // that nothing could take
    };
    /// Adds `need`: word spaces, gaps, then every place between characters alike, or every letter where there is no such place.
    Opened stretch(Length need) {
        const Measure::Stretch room = measure_.stretch(from_, to_);
        const Length spaces = std::min(need, room.spaces);
        const Length gaps = std::min(need - spaces, room.gaps);
        const Length rest = need - spaces - gaps;
        Share by_spaces{spaces, room.spaces.units}, by_gaps{gaps, room.gaps.units}, by_places{rest, room.places};
        Share by_letters{rest, room.places == 0 ? room.letters : 0};
        Opened out;
        for (std::size_t i = from_; i + 1 < to_; ++i) {
            const Atom& atom = atoms_.list[i];
            Length& after = changes_[i - from_].after;
            if (atom.give == Give::kWordSpace) after += by_spaces.next(atom.stretchable.units);
            if (atom.give == Give::kGap) after += by_gaps.next(atom.stretchable.units);
            const Length part = may_open(atom, atoms_.list[i + 1]) ? by_places.next(1) : atom.divided ? by_letters.next(1) : Length{};
            out.each = std::max(out.each, part);
            after += part;
        }
        if (room.places == 0 && room.letters == 0) out.missing = rest;
        return out;
    }

    /// Taken from marks at sentence ends: the last that gives way.
    Length squeezed_stops() const { return stops_; }
    const std::vector<Change>& changes() const { return changes_; }

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
        for (std::size_t i = from_; i < to_; ++i) {
            const Atom& atom = atoms_.list[i];
            if (atom.give != give) continue;
            const Length part = share.next(measure_.squeezable(i, from_, to_).units);
            Change& change = changes_[i - from_];
            if (give == Give::kGap || give == Give::kWordSpace) change.after -= part;
            else (atom.kind == Kind::kOpening ? change.cut_left : change.cut_right) += part;
        }
    }

    const Atoms& atoms_;
    const Measure& measure_;
    std::size_t from_, to_;
    std::vector<Change> changes_;
    Length stops_;
};

}  // namespace

Line set_line(const Atoms& atoms, const Text& text, const Measure& measure, const Room& room, std::size_t from, std::size_t to, bool fill,
              Align align, LineReport& report, Diagnostics& diagnostics) {
    LineSetter setter(atoms, measure, from, to);
    bool loose = false;
    const Length left = from == 0 ? room.first_left : room.left;
    const Length spare = room.right - left - measure.natural(from, to);
    Length start = left;
    const SourcePos source = text.place(atoms.list[from].begin, atoms.list[to - 1].end);
    if (spare < Length{}) {
        const Length over = setter.squeeze(-spare);
        if (over > Length{}) diagnostics.report(Code::kOverfullLine, source, {format_mm(over, 2)});
        else if (setter.squeezed_stops() > Length{}) diagnostics.report(Code::kTightLine, source, {format_mm(setter.squeezed_stops(), 2)});
    } else if (fill) {
        const auto [each, missing] = setter.stretch(spare);
        loose = missing > Length{} || each * kLoosestPart > atoms.list[from].chars->size;
        if (missing > Length{}) diagnostics.report(Code::kUnderfullLine, source, {format_mm(missing, 2)});
        else if (loose) diagnostics.report(Code::kLooseLine, source, {format_mm(each, 2)});
    } else if (align == Align::kRight) {
        start += spare;
    } else if (align == Align::kCentre) {
        start += scale(spare, 1, 2);
    }
    report.adjusted += fill && spare != Length{};
    ++report.lines;
    count_grid(atoms, from, setter.changes(), start - room.left, report);
    Line out = make_line(atoms, text, from, setter.changes(), start);
    out.full = fill;
    out.loose = loose;
    return out;
}

}  // namespace banxin::text
