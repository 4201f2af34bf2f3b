// Plain values as people write them in files: whole numbers and ISO dates.
#pragma once

#include <optional>
#include <string_view>

namespace banxin {

/// A day of the Gregorian calendar that exists.
struct Date {
    int year = 0, month = 0, day = 0;
    auto operator<=>(const Date&) const = default;
};

/// "2019-11-25".
std::optional<Date> parse_iso_date(std::string_view text);
/// Digits alone, without a sign; nullopt beyond the range of int.
std::optional<int> parse_number(std::string_view text);

}  // namespace banxin
