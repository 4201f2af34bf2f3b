// Decimal output of exact lengths.
#include "base/length.hpp"

#include <array>
#include <charconv>

namespace banxin {
namespace {

constexpr std::array<std::int64_t, 7> kPowers{1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

void append_decimal(std::string& out, Length a, std::int64_t per_unit, int places) {
    const std::int64_t power = kPowers.at(static_cast<std::size_t>(places));
    const std::int64_t scaled = scale(a, power, per_unit).units;
    std::int64_t magnitude = scaled < 0 ? -scaled : scaled;
    if (scaled < 0) out += '-';

    std::array<char, 24> digits;
    const auto whole = std::to_chars(digits.data(), digits.data() + digits.size(), magnitude / power);
    out.append(digits.data(), whole.ptr);

    std::int64_t fraction = magnitude % power;
    if (fraction == 0) return;
    out += '.';
    for (std::int64_t place = power / 10; place > 0 && fraction > 0; place /= 10) {
        out += static_cast<char>('0' + fraction / place);
        fraction %= place;
    }
}

}  // namespace

std::string format_mm(Length a, int places) {
    std::string out;
    append_decimal(out, a, Length::kPerMillimetre, places);
    return out;
}

std::string format_pt(Length a, int places) {
    std::string out;
    append_decimal(out, a, Length::kPerPoint, places);
    return out;
}

void append_pt(std::string& out, Length a, int places) { append_decimal(out, a, Length::kPerPoint, places); }

}  // namespace banxin
