// Paragraphs made by a seeded generator: what a secretary may type, and what nobody should.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banxin::property {

/// The same numbers on every machine (splitmix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t roll();
    /// 0 <= n < sides.
    std::size_t below(std::size_t sides) { return static_cast<std::size_t>(roll() % sides); }
    bool one_in(std::size_t sides) { return below(sides) == 0; }

  private:
    std::uint64_t state_;
};

/// One paragraph of valid UTF-8, never empty, without blanks at its ends.
std::string paragraph(Dice& dice);

}  // namespace banxin::property
