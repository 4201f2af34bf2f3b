// Total fit: the shortest path over possible line ends.
#include "text/flow_breaker.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace banxin::text {
namespace {

// Costs are per em that a line is changed, in the order in which CLREQ lets things give way.
constexpr std::array<double, kGives> kSqueezeCost{1.0, 1.5, 2.0, 2.5, 4.0};
constexpr double kStretchSpace = 1.5, kStretchGap = 2.0, kStretchAll = 3.0;
constexpr double kUneven = 400.0;       // for the square of what is added between two characters, in em
constexpr double kUnwanted = 1.5;       // a number parted from its counter, a word from its end
constexpr double kAvoided = 20.0;       // inside an issuer's code
constexpr double kForbidden = 1'600.0;  // a prohibition given up: as a line opened by two em everywhere
constexpr double kSingle = 60.0;        // a last line of one character
constexpr double kUnfilled = 800.0;     // a line that nothing can fill
constexpr double kOverfull = 50'000.0;  // a line beyond the measure, and again for every em
constexpr double kRagged = 0.2;         // per em of a line that is not justified

constexpr double kInfinite = std::numeric_limits<double>::infinity();

class Breaker {
  public:
    Breaker(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify)
        : atoms_(atoms), measure_(measure), room_(room), justify_(justify) {
        for (const Atom& atom : atoms) em_ = std::max(em_, static_cast<double>(atom.chars->size.units));
    }

    std::vector<std::size_t> run() {
        places_.reserve(atoms_.size() + 1);
        for (std::size_t i = 0; i <= atoms_.size(); ++i)
            if (i == 0 || i == atoms_.size() || begins_line(atoms_[i])) places_.push_back({static_cast<std::uint32_t>(i), 0, kInfinite});
        places_[0].cost = 0;
        for (std::size_t p = 1; p < places_.size(); ++p) reach(p);
        std::vector<std::size_t> out;
        for (std::size_t p = places_.size() - 1; p > 0; p = places_[p].from) out.push_back(places_[p].atom);
        std::reverse(out.begin(), out.end());
        return out;
    }

    double cost(std::size_t from, std::size_t to) const {
        return line_cost(from, to, room_.of_line(from == 0) - measure_.natural(from, to)) + end_cost(to);
    }

  private:
    /// Where a line may end, and the best way to get there.
    struct Place {
        std::uint32_t atom;  // the first of the next line
        std::uint32_t from;  // place at which the line before it begins
        double cost;
    };

    static bool begins_line(const Atom& atom) {
        return atom.kind != Kind::kSpace && atom.kind != Kind::kSeparator && atom.kind != Kind::kInvisible;
    }

    /// Finds the best line that ends at place p. What begins before `low_` is too long, and so it is for all places behind p.
    void reach(std::size_t p) {
        Place& end = places_[p];
        while (low_ + 1 < p && too_long(places_[low_].atom, end.atom)) ++low_;
        for (std::size_t q = low_; q < p; ++q) {
            if (places_[q].cost >= end.cost) continue;
            const double total = places_[q].cost + cost(places_[q].atom, end.atom);
            if (total >= end.cost) continue;
            end.cost = total;
            end.from = static_cast<std::uint32_t>(q);
        }
        if (atoms_[end.atom - 1].break_after == Break::kForced) low_ = p;
    }

    /// With room for what marks at the ends of other lines that begin there may give up.
    bool too_long(std::size_t from, std::size_t to) const {
        const Length room = std::max(room_.of_line(true), room_.of_line(false));
        const Length width = measure_.natural(from, to);
        if (width <= room) return false;
        Length sum;
        for (const Length part : measure_.squeeze(from, to)) sum += part;
        return width - sum > room + Length{static_cast<std::int64_t>(em_)};
    }

    double ems(Length a) const { return static_cast<double>(a.units) / em_; }

    bool ends_here(std::size_t to) const { return to == atoms_.size() || atoms_[to - 1].break_after == Break::kForced; }

    double end_cost(std::size_t to) const {
        if (to == atoms_.size()) return 0;
        switch (atoms_[to - 1].break_after) {
            case Break::kUnwanted: return kUnwanted;
            case Break::kAvoided: return kAvoided;
            case Break::kForbidden: return kForbidden;
            default: return 0;
        }
    }

    double line_cost(std::size_t from, std::size_t to, Length spare) const {
        const bool last = ends_here(to);
        double cost = last && to == atoms_.size() && single(from, to) ? kSingle : 0;
        if (spare < Length{}) return cost + squeeze_cost(from, to, -spare);
        if (last) return cost;
        if (!justify_) return cost + kRagged * ems(spare) * ems(spare);
        return cost + stretch_cost(from, to, spare);
    }

    double squeeze_cost(std::size_t from, std::size_t to, Length need) const {
        if (!justify_) return kOverfull * (1 + ems(need));
        double cost = 0;
        const auto parts = measure_.squeeze(from, to);
        for (std::size_t c = 0; c < kGives && need > Length{}; ++c) {
            const Length used = std::min(need, parts[c]);
            cost += kSqueezeCost[c] * ems(used);
            need -= used;
        }
        return need > Length{} ? cost + kOverfull * (1 + ems(need)) : cost;
    }

    double stretch_cost(std::size_t from, std::size_t to, Length need) const {
        const Measure::Stretch room = measure_.stretch(from, to);
        const Length spaces = std::min(need, room.spaces);
        const Length gaps = std::min(need - spaces, room.gaps);
        const double rest = ems(need - spaces - gaps);
        double cost = kStretchSpace * ems(spaces) + kStretchGap * ems(gaps) + kStretchAll * rest;
        if (rest > 0) {
            const std::int64_t places = room.places > 0 ? room.places : room.letters;
            const double each = rest / static_cast<double>(std::max<std::int64_t>(places, 1));
            cost += kUneven * each * each + (places == 0 ? kUnfilled : 0);
        }
        return cost;
    }

    /// One character, with or without marks, alone on the last line.
    bool single(std::size_t from, std::size_t to) const {
        if (from == 0) return false;
        std::size_t letters = 0;
        for (std::size_t i = from; i < to && letters < 2; ++i) {
            const Kind kind = atoms_[i].kind;
            letters += kind == Kind::kWestern || kind == Kind::kPair ? 2 : kind == Kind::kHanzi || kind == Kind::kConnector ? 1 : 0;
        }
        return letters < 2;
    }

    const std::vector<Atom>& atoms_;
    const Measure& measure_;
    const Room& room_;
    bool justify_;
    std::vector<Place> places_;
    std::size_t low_ = 0;
    double em_ = 1;
};

}  // namespace

std::vector<std::size_t> break_flow(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify) {
    return Breaker(atoms, measure, room, justify).run();
}

double flow_cost(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify,
                 std::span<const std::size_t> ends) {
    const Breaker breaker(atoms, measure, room, justify);
    double out = 0;
    std::size_t from = 0;
    for (const std::size_t to : ends) {
        out += breaker.cost(from, to);
        from = to;
    }
    return out;
}

}  // namespace banxin::text
