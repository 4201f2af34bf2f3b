// Lengths as the languages write them: 12mm, 0.35mm, 29.6pt, 2字, 1行, 3号.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/length.hpp"

namespace banxin::reader {

enum class Unit : std::uint8_t { kMillimetre, kPoint, kCell, kRow, kSize };

/// A number with its unit, exact: value = digits / scale. kSize: `name` is the size ("3号", "小2"), the number is of no meaning.
struct WrittenLength {
    std::int64_t digits = 0;
    std::int64_t scale = 1;
    Unit unit = Unit::kMillimetre;
    std::string_view name;
};

/// nullopt where `text` is no length: a number with at most 6 decimals and 7 digits before them, at once followed by its unit.
std::optional<WrittenLength> parse_length(std::string_view text);

/// A decimal number alone, in 1/1,000.
std::optional<int> parse_thousandths(std::string_view text);

/// `unit` is what one of the written unit is.
inline Length resolve(const WrittenLength& written, Length unit) { return banxin::scale(unit, written.digits, written.scale); }

}  // namespace banxin::reader
