// Choice among all ways to divide a title into few lines.
#include "text/title_breaker.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "text/flow_breaker.hpp"
#include "text/words.hpp"

namespace banxin::text {
namespace {

// Costs in squared em, the measure of unevenness.
constexpr double kInsideBrackets = 150;  // inside 《》 or a quotation
constexpr double kMarkAtEnd = 50;        // a line that ends with a mark other than 》 ” ）
constexpr double kParticleAtStart = 30;  // a line that begins with 的
constexpr double kUnwantedEnd = 10;
constexpr double kShapeless = 200;
constexpr double kLowerShape = 3;    // the second of the shapes that the style names
constexpr double kLongerBelow = 20;  // two lines with the longer one below
constexpr double kEqualLines = 60;
constexpr double kMoreLines = 12;  // each line beyond the fewest
constexpr std::size_t kMostLines = 5;
constexpr std::size_t kMostPlaces = 60;

class TitleBreaker {
  public:
    TitleBreaker(const std::vector<Atom>& atoms, const Text& text, const Measure& measure, const Room& room, const Style& style,
                 const std::vector<std::string>& words)
        : atoms_(atoms), text_(text), measure_(measure), room_(room), style_(style), words_(words) {
        em_ = static_cast<double>(style.chars.size.units);
    }

    /// The best division of atoms [from, to), or nothing where it is too long for a title.
    std::optional<std::vector<std::size_t>> divide(std::size_t from, std::size_t to) {
        const Length width = measure_.natural(from, to);
        const Length room = room_.of_line(true);
        if (width <= room) return std::vector<std::size_t>{to};
        const auto fewest = static_cast<std::size_t>((width.units + room.units - 1) / room.units);
        if (fewest + 1 > kMostLines) return std::nullopt;
        find_places(from, to);
        if (places_.size() > kMostPlaces) return std::nullopt;
        best_ = std::numeric_limits<double>::infinity();
        for (std::size_t lines = fewest; lines <= fewest + 1; ++lines) {
            extra_ = kMoreLines * static_cast<double>(lines - fewest);
            ends_.assign(1, from);
            try_lines(lines, 0, to);
        }
        if (best_ends_.empty()) return std::nullopt;
        return best_ends_;
    }

  private:
    struct Place {
        std::size_t atom;  // a line may end before it
        double cost;
    };

    void find_places(std::size_t from, std::size_t to) {
        const std::uint32_t begin = atoms_[from].begin;
        const std::string_view part = std::string_view(text_.bytes).substr(begin, atoms_[to - 1].end - begin);
        const auto ends = word_ends(part, words_, style_.chars.lang);
        places_.clear();
        int depth = 0;
        for (std::size_t i = from; i + 1 < to; ++i) {
            depth += atoms_[i].kind == Kind::kOpening ? 1 : atoms_[i].kind == Kind::kClosing ? -1 : 0;
            if (atoms_[i].break_after == Break::kForbidden) continue;
            if (!std::binary_search(ends.begin(), ends.end(), atoms_[i].end - begin)) continue;
            places_.push_back({i + 1, place_cost(i, depth)});
        }
    }

    double place_cost(std::size_t i, int depth) const {
        double cost = depth > 0 ? kInsideBrackets : 0;
        const Kind kind = atoms_[i].kind;
        if (kind == Kind::kPause || kind == Kind::kStop || kind == Kind::kMiddleDot || kind == Kind::kConnector) cost += kMarkAtEnd;
        if (atoms_[i + 1].first_char == U'的') cost += kParticleAtStart;
        if (atoms_[i].break_after == Break::kUnwanted) cost += kUnwantedEnd;
        return cost;
    }

    /// Chooses the next `lines` line ends from places `place` on; `ends_` holds those chosen, the start first.
    void try_lines(std::size_t lines, std::size_t place, std::size_t to) {
        if (lines == 1) {
            if (fits(ends_.back(), to)) judge(to);
            return;
        }
        for (std::size_t p = place; p < places_.size(); ++p) {
            if (places_[p].atom <= ends_.back()) continue;
            if (!fits(ends_.back(), places_[p].atom)) break;
            ends_.push_back(places_[p].atom);
            const double before = extra_;
            extra_ += places_[p].cost;
            if (extra_ < best_) try_lines(lines - 1, p + 1, to);
            extra_ = before;
            ends_.pop_back();
        }
    }

    bool fits(std::size_t from, std::size_t to) const { return measure_.natural(from, to) <= room_.of_line(true); }

    void judge(std::size_t to) {
        std::vector<double> widths;
        for (std::size_t i = 0; i < ends_.size(); ++i)
            widths.push_back(static_cast<double>(measure_.natural(ends_[i], i + 1 < ends_.size() ? ends_[i + 1] : to).units) / em_);
        double mean = 0, cost = extra_;
        for (const double w : widths) mean += w / static_cast<double>(widths.size());
        for (const double w : widths) cost += (w - mean) * (w - mean);
        cost += shape_cost(widths);
        if (cost >= best_) return;
        best_ = cost;
        best_ends_.assign(ends_.begin() + 1, ends_.end());
        best_ends_.push_back(to);
    }

    double shape_cost(const std::vector<double>& w) const {
        if (w.size() == 2) {
            if (w[0] > w[1] + 0.5) return 0;
            return w[1] > w[0] + 0.5 ? kLongerBelow : kEqualLines;
        }
        double cost = 0;
        for (const Shape shape : style_.shapes) {
            if (shape == Shape::kTrapezoid && (monotone(w, true) || monotone(w, false))) return cost;
            if (shape == Shape::kDiamond && diamond(w)) return cost;
            cost += kLowerShape;
        }
        return style_.shapes[0] == Shape::kNone ? 0 : kShapeless;
    }

    static bool monotone(const std::vector<double>& w, bool falling) {
        for (std::size_t i = 0; i + 1 < w.size(); ++i)
            if (falling ? w[i] <= w[i + 1] : w[i] >= w[i + 1]) return false;
        return true;
    }

    static bool diamond(const std::vector<double>& w) {
        const auto peak = std::max_element(w.begin(), w.end());
        if (peak == w.begin() || peak + 1 == w.end()) return false;
        return monotone({w.begin(), peak + 1}, false) && monotone({peak, w.end()}, true);
    }

    const std::vector<Atom>& atoms_;
    const Text& text_;
    const Measure& measure_;
    const Room& room_;
    const Style& style_;
    const std::vector<std::string>& words_;
    double em_;
    std::vector<Place> places_;
    std::vector<std::size_t> ends_, best_ends_;
    double best_ = 0, extra_ = 0;
};

}  // namespace

std::vector<std::size_t> break_title(const std::vector<Atom>& atoms, const Text& text, const Measure& measure, const Room& room,
                                     const Style& style, const std::vector<std::string>& words) {
    std::vector<std::size_t> out;
    std::size_t from = 0;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        const bool end = i + 1 == atoms.size() || atoms[i].break_after == Break::kForced;
        if (!end) continue;
        const auto part = TitleBreaker(atoms, text, measure, room, style, words).divide(from, i + 1);
        if (!part) return break_flow(atoms, measure, room, false);
        out.insert(out.end(), part->begin(), part->end());
        from = i + 1;
    }
    return out;
}

}  // namespace banxin::text
