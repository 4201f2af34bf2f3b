// Printed forms of numbers and dates.
#pragma once

#include <string>

#include "base/values.hpp"
#include "model/layout.hpp"

namespace banxin::compose {

/// 0 and above in Chinese numerals: 15 -> 十五, 208 -> 二百零八 (GB/T 15835: 零 inside a number).
std::string chinese_number(int n);
/// Digit by digit: 2019 -> 二〇一九 (years; GB/T 15835: 〇).
std::string chinese_digits(int n);

std::string print_number(int n, const ValueFormat& format);
std::string print_date(const Date& date, const ValueFormat& format);

}  // namespace banxin::compose
