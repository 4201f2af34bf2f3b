// The room of a paragraph's lines, and how wide a stretch of atoms is on one of them.
#pragma once

#include <array>
#include <vector>

#include "text/atoms.hpp"

namespace banxin::text {

/// Where lines begin and how long they are, from the text block's left edge.
struct Room {
    Length left;          // of all lines but the first
    Length first_left;    // of the first
    Length right;         // of all

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
    /// How far its word spaces and gaps can grow, and how many places between characters can be opened.
    struct Stretch {
        Length spaces, gaps;
        std::int64_t places = 0;
    };
    Stretch stretch(std::size_t from, std::size_t to) const;

    Length start_trim(std::size_t from) const;
    Length end_trim(std::size_t last) const;

  private:
    struct Sums {
        Length width;
        std::array<Length, kGives> squeeze{};
        Length spaces, gaps;
        std::int64_t places = 0;
    };
    const std::vector<Atom>& atoms_;
    std::vector<Sums> sums_;
};

/// The blank of one atom that counts for its class inside a line.
Length squeezable(const Atom& atom);
/// Whether characters may be spread between these two.
bool may_open(const Atom& a, const Atom& b);

}  // namespace banxin::text
