// Choice among all ways to divide a title into few lines.
#include "text/title_breaker.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "text/document_number.hpp"
#include "text/flow_breaker.hpp"
#include "text/words.hpp"

namespace banxin::text {
namespace {

// Costs in squared em, the measure of unevenness.
constexpr double kBanned = 1'000;  // inside brackets or before 的, where nothing else is left
constexpr double kMarkAtEnd = 50;  // a line that ends with a mark other than 》 ” ）
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
                 const std::vector<std::string>& words, const std::vector<bool>& bans)
        : atoms_(atoms), text_(text), measure_(measure), room_(room), style_(style), words_(words), bans_(bans) {
        em_ = static_cast<double>(style.chars.size.units);
    }

    /// The best division of atoms [from, to), or nothing where it is too long for a title. Within the bans with as many lines as that takes;
    /// else with the fewest.
    std::optional<std::vector<std::size_t>> divide(std::size_t from, std::size_t to) {
        const Length width = measure_.natural(from, to);
        const Length room = room_.of_line(true);
        if (width <= room) return std::vector<std::size_t>{to};
        const auto fewest = static_cast<std::size_t>((width.units + room.units - 1) / room.units);
        if (fewest + 1 > kMostLines) return std::nullopt;
        find_places(from, to);
        if (places_.size() > kMostPlaces) return std::nullopt;
        best_ = std::numeric_limits<double>::infinity();
        for (const bool banned : {false, true}) {
            banned_too_ = banned;
            for (std::size_t lines = fewest; lines <= kMostLines && (lines <= fewest + 1 || best_ends_.empty()); ++lines) {
                extra_ = kMoreLines * static_cast<double>(lines - fewest);
                ends_.assign(1, from);
                try_lines(lines, 0, to);
            }
            if (!best_ends_.empty()) return best_ends_;
        }
        return std::nullopt;
    }

  private:
    struct Place {
        std::size_t atom;  // a line may end before it
        double cost;
        bool banned;
    };

    void find_places(std::size_t from, std::size_t to) {
        const std::uint32_t begin = atoms_[from].begin;
        const std::string_view part = std::string_view(text_.bytes).substr(begin, atoms_[to - 1].end - begin);
        const auto ends = word_ends(part, words_, style_.chars.lang);
        places_.clear();
        for (std::size_t i = from; i + 1 < to; ++i) {
            if (atoms_[i].break_after == Break::kForbidden) continue;
            if (std::binary_search(ends.begin(), ends.end(), atoms_[i].end - begin)) places_.push_back({i + 1, place_cost(i), bans_[i]});
        }
    }

    double place_cost(std::size_t i) const {
        double cost = bans_[i] ? kBanned : 0;
        const Kind kind = atoms_[i].kind;
        if (kind == Kind::kPause || kind == Kind::kStop || kind == Kind::kMiddleDot || kind == Kind::kConnector) cost += kMarkAtEnd;
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
            if (places_[p].atom <= ends_.back() || (places_[p].banned && !banned_too_)) continue;
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
    const std::vector<bool>& bans_;
    double em_;
    std::vector<Place> places_;
    std::vector<std::size_t> ends_, best_ends_;
    double best_ = 0, extra_ = 0;
    bool banned_too_ = false;
};

/// Atoms after which no line of a title ends: inside brackets, a document's number or one of `words`, before 的.
std::vector<bool> banned_ends(const std::vector<Atom>& atoms, const Text& text, const std::vector<std::string>& words) {
    std::vector<bool> out(atoms.size());
    int depth = 0;
    for (std::size_t i = 0; i + 1 < atoms.size(); ++i) {
        if (atoms[i].kind == Kind::kOpening) ++depth;
        else if (atoms[i].kind == Kind::kClosing && depth > 0) --depth;
        out[i] = depth > 0 || atoms[i + 1].first_char == U'的';
    }
    for (const DocumentNumber& number : document_numbers(atoms))
        std::fill(out.begin() + static_cast<std::ptrdiff_t>(number.code), out.begin() + static_cast<std::ptrdiff_t>(number.last), true);
    for (const std::string& word : words) {
        if (word.empty()) continue;
        for (std::size_t at = text.bytes.find(word); at != std::string::npos; at = text.bytes.find(word, at + word.size()))
            for (std::size_t i = 0; i < atoms.size(); ++i)
                if (atoms[i].end > at && atoms[i].end < at + word.size()) out[i] = true;
    }
    return out;
}

/// A title too long for a shape: total fit, within the bans where that is possible.
std::vector<std::size_t> break_long(std::vector<Atom> atoms, const Measure& measure, const Room& room, const std::vector<bool>& bans) {
    for (std::size_t i = 0; i < atoms.size(); ++i)
        if (bans[i] && atoms[i].break_after != Break::kForced) atoms[i].break_after = Break::kForbidden;
    return break_flow(atoms, measure, room, false);
}

}  // namespace

TitleLines break_title(const std::vector<Atom>& atoms, const Text& text, const Measure& measure, const Room& room, const Style& style,
                       const std::vector<std::string>& words) {
    TitleLines out;
    const std::vector<bool> bans = banned_ends(atoms, text, words);
    std::size_t from = 0;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        const bool end = i + 1 == atoms.size() || atoms[i].break_after == Break::kForced;
        if (!end) continue;
        const auto part = TitleBreaker(atoms, text, measure, room, style, words, bans).divide(from, i + 1);
        if (!part) {
            out.ends = break_long(atoms, measure, room, bans);
            break;
        }
        out.ends.insert(out.ends.end(), part->begin(), part->end());
        from = i + 1;
    }
    for (const std::size_t end : out.ends)
        if (end < atoms.size() && bans[end - 1] && atoms[end - 1].break_after != Break::kForced) out.given_up.push_back(end);
    return out;
}

}  // namespace banxin::text
