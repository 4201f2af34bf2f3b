// Exact lengths: every position on a page is an integer, so sums never drift. Serves all stages.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace banxin {

/// A length in units of 1/12,700 point = 1/36,000 millimetre: both are exact. Range ±2.5e11 mm.
struct Length {
    static constexpr std::int64_t kPerPoint = 12'700;
    static constexpr std::int64_t kPerMillimetre = 36'000;

    std::int64_t units = 0;

    constexpr auto operator<=>(const Length&) const = default;
    constexpr Length operator-() const { return {-units}; }
    constexpr Length& operator+=(Length o) {
        units += o.units;
        return *this;
    }
    constexpr Length& operator-=(Length o) {
        units -= o.units;
        return *this;
    }

    static constexpr Length mm(std::int64_t n) { return {n * kPerMillimetre}; }
    static constexpr Length pt(std::int64_t n) { return {n * kPerPoint}; }

    /// For reports and tests only; the engine itself stays with integers.
    constexpr double to_mm() const { return static_cast<double>(units) / kPerMillimetre; }
    constexpr double to_pt() const { return static_cast<double>(units) / kPerPoint; }
};

constexpr Length operator+(Length a, Length b) { return {a.units + b.units}; }
constexpr Length operator-(Length a, Length b) { return {a.units - b.units}; }
constexpr Length operator*(Length a, std::int64_t n) { return {a.units * n}; }
constexpr Length operator*(std::int64_t n, Length a) { return a * n; }

/// a * numerator / denominator, rounded to the nearest unit (halves away from zero), without overflow. denominator > 0.
constexpr Length scale(Length a, std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t half = denominator / 2;
    std::int64_t narrow = 0;  // nearly always enough, and much faster to divide
    if (!__builtin_mul_overflow(a.units, numerator, &narrow) && !__builtin_add_overflow(narrow, narrow >= 0 ? half : -half, &narrow))
        return {narrow / denominator};
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(a.units) * numerator;
    return {static_cast<std::int64_t>((product >= 0 ? product + half : product - half) / denominator)};
}

/// Decimal text with at most `places` digits after the point, rounded to nearest, no trailing zeros: "10.4455", "-3", "0".
std::string format_mm(Length a, int places);
std::string format_pt(Length a, int places);

/// Appends what format_pt gives; for writers of many numbers.
void append_pt(std::string& out, Length a, int places);

}  // namespace banxin
