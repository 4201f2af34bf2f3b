// Total fit: the shortest path over possible line ends.
#include "text/flow_breaker.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace banxin::text {
namespace {

// Costs are per em that a line is changed, in the order in which CLREQ lets things give way.
constexpr std::array<double, kGives> kSqueezeCost{1.0, 1.2, 1.5, 2.0, 2.5, 4.0};
constexpr double kStretchSpace = 1.5, kStretchGap = 2.0, kStretchAll = 3.0;
constexpr double kUneven = 400.0;        // for the square of what is added between two characters, in em
constexpr double kUnwanted = 1.5;        // a number parted from its counter
constexpr double kForbidden = 10'000.0;  // a prohibition given up: the last resort
constexpr double kSingle = 60.0;         // a last line of one character
constexpr double kOverfull = 100'000.0;  // per em beyond the measure
constexpr double kRagged = 0.2;          // per em of a line that is not justified

constexpr double kInfinite = std::numeric_limits<double>::infinity();

class Breaker {
  public:
    Breaker(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify)
        : atoms_(atoms), measure_(measure), room_(room), justify_(justify), best_(atoms.size() + 1, kInfinite), from_(atoms.size() + 1, 0) {
        best_[0] = 0;
        for (const Atom& atom : atoms) em_ = std::max(em_, static_cast<double>(atom.chars->size.units));
    }

    std::vector<std::size_t> run() {
        for (std::size_t to = 1; to <= atoms_.size(); ++to) reach(to);
        std::vector<std::size_t> out;
        for (std::size_t at = atoms_.size(); at > 0; at = from_[at]) out.push_back(at);
        std::reverse(out.begin(), out.end());
        return out;
    }

  private:
    /// Finds the best line that ends before atom `to`.
    void reach(std::size_t to) {
        for (std::size_t from = to; from-- > 0;) {
            const Length width = measure_.natural(from, to);
            const Length room = room_.of_line(from == 0);
            const bool forced = from > 0 && atoms_[from - 1].break_after == Break::kForced;
            if (best_[from] < kInfinite) {
                const double cost = best_[from] + line_cost(from, to, room - width) + end_cost(to);
                if (cost < best_[to]) {
                    best_[to] = cost;
                    from_[to] = from;
                }
            }
            if (forced || width > room * 2) return;
            if (width > room && best_[to] < kInfinite && width - squeeze_all(from, to) > room) return;
        }
    }

    Length squeeze_all(std::size_t from, std::size_t to) const {
        Length sum;
        for (const Length part : measure_.squeeze(from, to)) sum += part;
        return sum;
    }

    double ems(Length a) const { return static_cast<double>(a.units) / em_; }

    bool ends_here(std::size_t to) const { return to == atoms_.size() || atoms_[to - 1].break_after == Break::kForced; }

    double end_cost(std::size_t to) const {
        if (to == atoms_.size()) return 0;
        switch (atoms_[to - 1].break_after) {
            case Break::kUnwanted: return kUnwanted;
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
        if (!justify_) return kOverfull * ems(need);
        double cost = 0;
        const auto parts = measure_.squeeze(from, to);
        for (std::size_t c = 0; c < kGives && need > Length{}; ++c) {
            const Length used = std::min(need, parts[c]);
            cost += kSqueezeCost[c] * ems(used);
            need -= used;
        }
        return cost + kOverfull * ems(need);
    }

    double stretch_cost(std::size_t from, std::size_t to, Length need) const {
        const Measure::Stretch room = measure_.stretch(from, to);
        const Length spaces = std::min(need, room.spaces);
        const Length gaps = std::min(need - spaces, room.gaps);
        const double rest = ems(need - spaces - gaps);
        double cost = kStretchSpace * ems(spaces) + kStretchGap * ems(gaps) + kStretchAll * rest;
        if (rest > 0) {
            const double each = rest / static_cast<double>(std::max<std::int64_t>(room.places, 1));
            cost += kUneven * each * each + (room.places == 0 ? kForbidden / 2 : 0);
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
    std::vector<double> best_;
    std::vector<std::size_t> from_;
    double em_ = 1;
};

}  // namespace

std::vector<std::size_t> break_flow(const std::vector<Atom>& atoms, const Measure& measure, const Room& room, bool justify) {
    return Breaker(atoms, measure, room, justify).run();
}

}  // namespace banxin::text
