// What a strict line is made of, and how many half cells each piece may take: single cells, groups of marks, Western runs.
#pragma once

#include <cstdint>
#include <vector>

#include "text/atoms.hpp"

namespace banxin::text {

enum class PieceKind : std::uint8_t {
    kCell,     // a hanzi, a connector
    kPair,     // —— ……
    kBox,      // characters spread over whole cells
    kDot,      // ·
    kBlank,    // a blank that was typed
    kMarks,    // adjacent marks
    kRun,      // Western text with what belongs to it: 2019, 35.5%, GDP growth
    kNothing,  // draws nothing
};

/// Atoms [begin, end); a line may begin or end inside groups and runs.
struct Piece {
    PieceKind kind = PieceKind::kCell;
    std::uint32_t begin = 0, end = 0;
};

/// No piece has more atoms: back pointers of the breaker are bytes.
inline constexpr std::uint32_t kMostAtoms = 250;
/// Nor a group of marks more than this: what is longer than a line costs time and changes nothing.
inline constexpr std::uint32_t kMostMarks = 60;

/// A hanzi with something raised or lowered: both are one run, so that what the latter lacks to whole cells has a place on both sides.
bool bears_script(const std::vector<Atom>& atoms, std::size_t i);

std::vector<Piece> pieces_of(const std::vector<Atom>& atoms, const Kinsoku& kinsoku);

/// A stretch of one piece and where it stands on its line.
struct Stretch {
    PieceKind kind = PieceKind::kCell;
    std::uint32_t begin = 0, end = 0;
    bool at_start = false, at_end = false;  // of the line
};

/// A number of units that a stretch may take, at what cost.
struct Fit {
    int units = 0;
    double cost = 0;
};

/// Where a group of marks gives up a unit, in the order in which it does so.
struct MarkSite {
    double cost = 0;
    std::uint32_t atom = 0;
    enum class What : std::uint8_t { kLeftBlank, kRightBlank, kSlack } what = What::kLeftBlank;
};

/// A group of marks on its line: GB/T 15834 closes up marks where a bracket or quotation mark takes part; what is then missing to whole cells
/// is the group's slack.
struct MarkPlan {
    int natural = 0;                // units after closing up
    bool slack = false;             // one unit more, at:
    bool slack_before = false;      // before the first mark
    std::uint32_t slack_after = 0;  // else behind this one
    std::vector<MarkSite> sites;    // cheapest first
    double wider = 0;               // cost of one unit more; 0: not possible
};

class Fitter {
  public:
    Fitter(const std::vector<Atom>& atoms, Length cell) : atoms_(atoms), unit_(scale(cell, 1, 2)), cell_(cell) { sum_runs(); }

    /// The ways to set `stretch`: the plain one first. Never empty.
    const std::vector<Fit>& fits(const Stretch& stretch);
    const MarkPlan& marks(const Stretch& stretch);

    /// A blank given up between marks i and i + 1.
    bool closes_up(std::uint32_t i) const;
    bool is_narrow_blank(std::uint32_t i) const;
    /// What a mark of half a cell gives up on either side between words.
    Length half_blank(std::size_t i) const;
    int fixed_units(std::uint32_t i) const;

    /// Natural width of a run's stretch, word spaces at least a quarter em; at a line's end a blank is nothing.
    Length run_width(std::uint32_t begin, std::uint32_t end, bool at_end) const;
    std::int64_t letters(std::uint32_t begin, std::uint32_t end) const { return runs_[end].letters - runs_[begin].letters; }
    std::int64_t blanks(std::uint32_t begin, std::uint32_t end, bool at_end) const;
    static Length space_width(const Atom& space);

  private:
    struct RunSums {
        Length width;
        std::int64_t letters = 0, blanks = 0;
    };
    void sum_runs();
    /// Whether a mark has half a cell of blank to give up: ‼ and marks in the middle of their cell have not.
    bool gives(Length blank) const { return blank * 10 >= unit_ * 9; }
    void fit_marks(const Stretch& stretch);
    void fit_run(const Stretch& stretch);
    bool slack_before(std::uint32_t i) const;
    bool slack_behind(std::uint32_t i) const;
    int sides_of(const Stretch& stretch) const;

    const std::vector<Atom>& atoms_;
    Length unit_, cell_;
    std::vector<RunSums> runs_;
    std::vector<Fit> fits_;
    MarkPlan plan_;
};

}  // namespace banxin::text
