// The room of a paragraph's lines, and how wide a stretch of atoms is on one of them.
#pragma once

#include <array>
#include <vector>

#include "text/atoms.hpp"

namespace banxin::text {

/// Where lines begin and how long they are, from the text block's left edge.
struct Room {
    Length left;        // of all lines but the first
    Length first_left;  // of the first
    Length right;       // of all

    Length of_line(bool first) const { return right - (first ? first_left : left); }
};

/// Sums over atoms, so that any stretch is measured in constant time.
class Measure {
  public:
    explicit Measure(const std::vector<Atom>& atoms);

    /// Natural width of atoms [from, to) as a line: marks at its ends give up their outer blank, a blank at its end is nothing.
    Length natural(std::size_t from, std::size_t to) const;
    /// What the stretch can give, by class, beyond that.
    std::array<Length, kGives> squeeze(std::size_t from, std::size_t to) const;
    /// How far its word spaces and gaps can grow, and how many places between characters can be opened; letters of a divided word
    /// where there is no other place.
    struct Stretch {
        Length spaces, gaps;
        std::int64_t places = 0, letters = 0;
    };
    Stretch stretch(std::size_t from, std::size_t to) const;

    /// What the atoms at its ends give up there. An opening mark keeps its blank at the start of a paragraph.
    Length start_trim(std::size_t from) const { return from > 0 ? atoms_[from].trim_start : Length{}; }
    Length end_trim(std::size_t last) const { return atoms_[last].trim_end; }
    /// What atom i can lose as part of the line [from, to).
    Length squeezable(std::size_t i, std::size_t from, std::size_t to) const;

  private:
    struct Sums {
        Length width;
        std::array<Length, kGives> squeeze{};
        Length spaces, gaps;
        std::int64_t places = 0, letters = 0;
    };
    const std::vector<Atom>& atoms_;
    std::vector<Sums> sums_;
};

/// Whether characters may be spread between these two: not inside a word, and once at a blank.
bool may_open(const Atom& a, const Atom& b);

}  // namespace banxin::text
