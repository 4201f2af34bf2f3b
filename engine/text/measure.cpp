// Prefix sums of widths, of what can be squeezed and of what can be stretched.
#include "text/measure.hpp"

#include <algorithm>

namespace banxin::text {
namespace {

std::size_t index_of(Give give) { return static_cast<std::size_t>(give); }

bool draws_nothing(const Atom& atom) { return atom.kind == Kind::kInvisible || atom.kind == Kind::kSeparator; }

}  // namespace

bool may_open(const Atom& a, const Atom& b) {
    const bool inside = a.divided && !(a.solid && a.break_after == Break::kAllowed);  // between syllables of Tibetan a line may be opened
    return !draws_nothing(a) && !draws_nothing(b) && b.kind != Kind::kSpace && !inside && !a.closed && !b.hangs_on();
}

Measure::Measure(const std::vector<Atom>& atoms) : atoms_(atoms), sums_(atoms.size() + 1) {
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        const Atom& atom = atoms[i];
        Sums& next = sums_[i + 1];
        next = sums_[i];
        next.width += atom.natural() + atom.gap_after;
        if (atom.give != Give::kNothing) next.squeeze[index_of(atom.give)] += atom.squeezable;
        if (atom.give == Give::kWordSpace) next.spaces += atom.stretchable;
        if (atom.give == Give::kGap) next.gaps += atom.stretchable;
        const bool opens = i + 1 < atoms.size() && may_open(atom, atoms[i + 1]);
        next.places += opens;
        next.letters += atom.divided && !opens;
    }
}

Length Measure::squeezable(std::size_t i, std::size_t from, std::size_t to) const {
    const Atom& atom = atoms_[i];
    const bool last = i + 1 == to;
    if (last && (atom.trim_end > Length{} || !has_blank(atom.kind))) return {};  // given up already, or behind the line
    if (i == from && start_trim(from) > Length{}) return {};
    return atom.squeezable;
}

Length Measure::natural(std::size_t from, std::size_t to) const {
    return sums_[to].width - sums_[from].width - atoms_[to - 1].gap_after - end_trim(to - 1) - start_trim(from);
}

std::array<Length, kGives> Measure::squeeze(std::size_t from, std::size_t to) const {
    std::array<Length, kGives> out{};
    for (std::size_t c = 0; c < kGives; ++c) out[c] = sums_[to].squeeze[c] - sums_[from].squeeze[c];
    for (const std::size_t edge : {from, to - 1}) {
        const Atom& atom = atoms_[edge];
        if (atom.give != Give::kNothing) out[index_of(atom.give)] -= atom.squeezable - squeezable(edge, from, to);
        if (from + 1 == to) break;
    }
    return out;
}

Measure::Stretch Measure::stretch(std::size_t from, std::size_t to) const {
    Stretch out;
    const std::size_t inner = to - 1;  // the last atom's own blank is not inside the line
    out.spaces = sums_[inner].spaces - sums_[from].spaces;
    out.gaps = sums_[inner].gaps - sums_[from].gaps;
    out.places = sums_[inner].places - sums_[from].places;
    out.letters = sums_[inner].letters - sums_[from].letters;
    return out;
}

}  // namespace banxin::text
