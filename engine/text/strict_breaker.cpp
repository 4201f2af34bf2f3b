// The shortest path: forward over the pieces with the cost of every column, then back over the choices that led to the end.
#include "text/strict_breaker.hpp"

#include <algorithm>
#include <limits>

#include "text/strict_costs.hpp"

namespace banxin::text {
namespace {

namespace cost = strict_cost;

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// How a column behind a piece was reached: the stretch began so many atoms into the piece and took so many units.
struct Back {
    std::uint8_t skipped = 0;
    std::uint8_t units = 0;
    bool from_start = false;  // of the line
};

/// How the end of a line was reached: its last stretch.
struct LineEnd {
    double cost = kInfinite;
    std::uint32_t from = 0;  // first atom of the stretch
    std::uint32_t piece = 0;
    int column = 0;  // at which it begins
    int units = 0;
    bool from_start = false;
};

class StrictBreaker {
  public:
    StrictBreaker(const std::vector<Atom>& atoms, const Kinsoku& kinsoku, const Grid& grid, Fitter& fitter, bool justify)
        : atoms_(atoms),
          grid_(grid),
          fitter_(fitter),
          justify_(justify),
          pieces_(pieces_of(atoms, kinsoku)),
          columns_(static_cast<std::size_t>(grid.end) + 1),
          ends_(atoms.size() + 1),
          back_(pieces_.size() * columns_),
          here_(columns_, kInfinite),
          next_(columns_, kInfinite) {
        ends_[0].cost = 0;
        for (int missing = 0; missing <= grid_.end; ++missing) filling_.push_back(filling_cost(missing));
    }

    std::vector<StrictLine> run() {
        for (std::uint32_t p = 0; p < pieces_.size(); ++p) {
            std::fill(next_.begin(), next_.end(), kInfinite);
            leave_line_start(p, pieces_[p].begin);
            leave_columns(p);
            for (std::uint32_t at = pieces_[p].begin + 1; at < pieces_[p].end; ++at) leave_line_start(p, at);
            std::swap(here_, next_);
        }
        return lines();
    }

    double cost() const { return ends_.back().cost; }

  private:
    int start_column(std::uint32_t atom) const { return atom == 0 ? grid_.first_start : grid_.start; }
    bool forced(std::uint32_t end) const { return end == atoms_.size() || atoms_[end - 1].break_after == Break::kForced; }

    double end_cost(std::uint32_t end) const {
        if (forced(end)) return 0;
        switch (atoms_[end - 1].break_after) {
            case Break::kUnwanted: return cost::kUnwantedEnd;
            case Break::kAvoided: return cost::kAvoidedEnd;
            case Break::kForbidden: return cost::kForbiddenEnd;
            default: return 0;
        }
    }

    /// Steps from a line that begins before atom `from` of piece `p`.
    void leave_line_start(std::uint32_t p, std::uint32_t from) {
        if (ends_[from].cost == kInfinite) return;
        const Piece& piece = pieces_[p];
        const int column = start_column(from);
        const double base = ends_[from].cost + (piece.kind == PieceKind::kCell && grid_.off_cell(column) ? cost::kOffGrid : 0);
        if (atoms_[piece.end - 1].break_after != Break::kForced) {
            for (const Fit& fit : fitter_.fits({piece.kind, from, piece.end, true, false})) {
                const Back back{static_cast<std::uint8_t>(from - piece.begin), static_cast<std::uint8_t>(std::min(fit.units, 255)), true};
                go_on(p, column, base, fit, back);
            }
        }
        for (std::uint32_t end = from + 1; end <= piece.end; ++end) {
            const std::vector<Fit>& fits = fitter_.fits({piece.kind, from, end, true, true});
            const LineEnd reached{base, from, p, column, 0, true};
            if (!end_line(end, reached, fits)) break;
        }
    }

    /// Steps from all columns before piece `p`, in the middle of a line.
    void leave_columns(std::uint32_t p) {
        const Piece& piece = pieces_[p];
        if (piece.kind == PieceKind::kCell)
            for (std::size_t column = grid_.off_cell(0) ? 0 : 1; column < columns_; column += 2) here_[column] += cost::kOffGrid;
        if (atoms_[piece.end - 1].break_after != Break::kForced) {
            for (const Fit& fit : fitter_.fits({piece.kind, piece.begin, piece.end, false, false})) {
                const Back back{0, static_cast<std::uint8_t>(std::min(fit.units, 255)), false};
                for (int column = 0; column + fit.units <= grid_.end; ++column)
                    if (here_[column] < kInfinite) go_on(p, column, here_[column], fit, back);
            }
        }
        for (std::uint32_t end = piece.begin + 1; end <= piece.end; ++end) {
            const std::vector<Fit>& fits = fitter_.fits({piece.kind, piece.begin, end, false, true});
            if (!(forced(end) ? end_paragraph(p, end, fits) : end_columns(p, end, fits))) break;
        }
    }

    /// Ends a line before atom `end` from the best of all columns. False where none has room.
    bool end_columns(std::uint32_t p, std::uint32_t end, const std::vector<Fit>& fits) {
        bool room = false;
        for (const Fit& fit : fits) {
            const int last = grid_.end - fit.units;
            double least = kInfinite;
            int from = 0;
            for (int column = 0; column <= last; ++column) {
                const double total = here_[column] + filling(end, last - column);
                if (total >= least) continue;
                least = total;
                from = column;
            }
            if (least == kInfinite) continue;
            room = true;
            offer(end, {least + fit.cost + cost::kLine + end_cost(end), pieces_[p].begin, p, from, fit.units, false});
        }
        return room;
    }

    bool end_paragraph(std::uint32_t p, std::uint32_t end, const std::vector<Fit>& fits) {
        bool room = false;
        for (int column = 0; column <= grid_.end; ++column)
            if (here_[column] < kInfinite) room |= end_line(end, {here_[column], pieces_[p].begin, p, column, 0, false}, fits);
        return room;
    }

    void offer(std::uint32_t end, const LineEnd& reached) {
        if (reached.cost < ends_[end].cost) ends_[end] = reached;
    }

    void go_on(std::uint32_t p, int column, double base, const Fit& fit, Back back) {
        const int to = column + fit.units;
        if (to > grid_.end) return;
        const double total = base + fit.cost;
        if (total >= next_[to]) return;
        next_[to] = total;
        back_[p * columns_ + static_cast<std::size_t>(to)] = back;
    }

    /// Ends a line before atom `end`. False where the stretch has no room: a longer one has none either.
    bool end_line(std::uint32_t end, LineEnd reached, const std::vector<Fit>& fits) {
        const double before = reached.cost + cost::kLine + end_cost(end);
        bool room = false;
        for (const Fit& fit : fits) {
            const int missing = grid_.end - reached.column - fit.units;
            reached.units = fit.units;
            reached.cost = before + fit.cost;
            if (missing < 0) {  // nothing else is on the line, and it is too wide for any
                const bool alone = reached.from_start && end == reached.from + 1 && &fit == &fits.back();
                if (!alone) continue;
                reached.cost += cost::kOverfull * -missing;
            } else {
                room = true;
                if (!forced(end)) reached.cost += filling(end, missing);
                else if (end == atoms_.size() && single(end, reached)) reached.cost += cost::kSingle;
            }
            offer(end, reached);
        }
        return room;
    }

    /// Between the characters of a line that lacks so many units.
    double gaps(int missing) const { return std::max(std::max(grid_.end - missing - grid_.start, 0) / 2.0 - 1, 1.0); }

    /// What it costs that a line which must be full lacks so many units.
    double filling_cost(int missing) const {
        if (missing == 0) return 0;
        if (!justify_) return cost::kRagged * missing * missing;
        const int length = std::max(grid_.end - missing - grid_.start, 0);
        return cost::kSpreadUnit * missing + cost::kSpreadHanzi * length / 2 + (too_wide(missing) ? cost::kSpreadWide : 0);
    }
    bool too_wide(int missing) const { return missing > gaps(missing) / 2; }

    /// Before a line to be written on a line that would be spread too wide stays as it is.
    bool stays_short(std::uint32_t end, int missing) const {
        return justify_ && end < atoms_.size() && atoms_[end].written_on && too_wide(missing);
    }
    double filling(std::uint32_t end, int missing) const { return filling_[missing] - (stays_short(end, missing) ? cost::kSpreadWide : 0); }

    /// One character, with or without marks, alone on the paragraph's last line.
    bool single(std::uint32_t end, const LineEnd& reached) const {
        if (reached.column + reached.units - grid_.start > 8) return false;  // more than a character and three marks
        const std::uint32_t begin = line_begin(reached);
        if (begin == 0) return false;
        int letters = 0;
        for (std::uint32_t i = begin; i < end && letters < 2; ++i) {
            const Kind kind = atoms_[i].kind;
            letters += kind == Kind::kWestern || kind == Kind::kPair ? 2 : kind == Kind::kHanzi || kind == Kind::kConnector ? 1 : 0;
        }
        return letters < 2;
    }

    std::uint32_t line_begin(const LineEnd& reached) const {
        StrictLine line;
        collect(reached, line);
        return line.from;
    }

    /// The stretches of the line that ends so, last one first; `line.from` its first atom.
    void collect(const LineEnd& reached, StrictLine& line) const {
        std::uint32_t p = reached.piece, from = reached.from;
        int column = reached.column;
        bool at_start = reached.from_start;
        while (!at_start) {
            --p;
            const Back& back = back_[p * columns_ + static_cast<std::size_t>(column)];
            const Piece& piece = pieces_[p];
            from = piece.begin + back.skipped;
            at_start = back.from_start;
            column -= back.units;
            line.stretches.push_back({{piece.kind, from, piece.end, at_start, false}, back.units});
        }
        line.from = from;
    }

    std::vector<StrictLine> lines() const {
        std::vector<StrictLine> out;
        for (auto at = static_cast<std::uint32_t>(atoms_.size()); at > 0;) {
            const LineEnd& reached = ends_[at];
            StrictLine line;
            line.to = at;
            line.last = forced(at);
            line.missing = grid_.end - reached.column - reached.units;
            line.last |= stays_short(at, line.missing);
            line.stretches.push_back({{pieces_[reached.piece].kind, reached.from, at, reached.from_start, true}, reached.units});
            collect(reached, line);
            std::reverse(line.stretches.begin(), line.stretches.end());
            at = line.from;
            out.push_back(std::move(line));
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    const std::vector<Atom>& atoms_;
    const Grid& grid_;
    Fitter& fitter_;
    const bool justify_;
    const std::vector<Piece> pieces_;
    const std::size_t columns_;
    std::vector<LineEnd> ends_;        // by atom
    std::vector<Back> back_;           // by piece and column behind it
    std::vector<double> here_, next_;  // cost by column, before and behind the piece
    std::vector<double> filling_;      // by missing units
};

}  // namespace

std::vector<StrictLine> break_strict(const std::vector<Atom>& atoms, const Kinsoku& kinsoku, const Grid& grid, Fitter& fitter, bool justify,
                                     double* cost) {
    StrictBreaker breaker(atoms, kinsoku, grid, fitter, justify);
    std::vector<StrictLine> out = breaker.run();
    if (cost) *cost = breaker.cost();
    return out;
}

}  // namespace banxin::text
