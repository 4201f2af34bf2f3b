// Prefix sums of widths, of what can be squeezed and of what can be stretched.
#include "text/measure.hpp"

#include <algorithm>

namespace banxin::text {
namespace {

std::size_t index_of(Give give) { return static_cast<std::size_t>(give); }

/// CLREQ: a word space keeps a quarter of an em, and grows to half of one.
Length least_space(const Atom& atom) { return scale(atom.chars->size, 1, 4); }
Length most_space(const Atom& atom) { return scale(atom.chars->size, 1, 2); }

bool draws_nothing(const Atom& atom) { return atom.kind == Kind::kSpace || atom.kind == Kind::kInvisible || atom.kind == Kind::kSeparator; }

}  // namespace

Length squeezable(const Atom& atom) {
    switch (atom.give) {
        case Give::kWordSpace: return std::max(atom.width - least_space(atom), Length{});
        case Give::kGap: return atom.gap_after - atom.gap_min;
        case Give::kNothing: return {};
        default: return atom.squeezable();
    }
}

bool may_open(const Atom& a, const Atom& b) { return !draws_nothing(a) && !draws_nothing(b) && !(a.divided && b.divided); }

Measure::Measure(const std::vector<Atom>& atoms) : atoms_(atoms), sums_(atoms.size() + 1) {
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        const Atom& atom = atoms[i];
        Sums& next = sums_[i + 1];
        next = sums_[i];
        next.width += atom.natural() + atom.gap_after;
        if (atom.give != Give::kNothing) next.squeeze[index_of(atom.give)] += squeezable(atom);
        if (atom.kind == Kind::kSpace) next.spaces += std::max(most_space(atom) - atom.width, Length{});
        if (atom.give == Give::kGap) next.gaps += atom.gap_max - atom.gap_after;
        if (i + 1 < atoms.size() && may_open(atom, atoms[i + 1])) ++next.places;
    }
}

Length Measure::start_trim(std::size_t from) const {
    const Atom& atom = atoms_[from];
    return from > 0 && atom.kind == Kind::kOpening ? atom.blank_left - atom.cut_left : Length{};
}

Length Measure::end_trim(std::size_t last) const {
    const Atom& atom = atoms_[last];
    if (atom.kind == Kind::kSpace) return atom.width;
    return has_blank(atom.kind) && atom.kind != Kind::kOpening ? atom.blank_right - atom.cut_right : Length{};
}

Length Measure::natural(std::size_t from, std::size_t to) const {
    return sums_[to].width - sums_[from].width - atoms_[to - 1].gap_after - end_trim(to - 1) - start_trim(from);
}

std::array<Length, kGives> Measure::squeeze(std::size_t from, std::size_t to) const {
    std::array<Length, kGives> out{};
    for (std::size_t c = 0; c < kGives; ++c) out[c] = sums_[to].squeeze[c] - sums_[from].squeeze[c];
    // What the line's ends have given up already, or never could inside it.
    const Atom& first = atoms_[from];
    const Atom& last = atoms_[to - 1];
    if (last.give != Give::kNothing) out[index_of(last.give)] -= squeezable(last);
    if (from + 1 < to && start_trim(from) > Length{}) out[index_of(first.give)] -= squeezable(first);
    return out;
}

Measure::Stretch Measure::stretch(std::size_t from, std::size_t to) const {
    Stretch out;
    const std::size_t inner = to - 1;   // the last atom's own blank is not inside the line
    out.spaces = sums_[inner].spaces - sums_[from].spaces;
    out.gaps = sums_[inner].gaps - sums_[from].gaps;
    out.places = sums_[inner].places - sums_[from].places;
    return out;
}

}  // namespace banxin::text
