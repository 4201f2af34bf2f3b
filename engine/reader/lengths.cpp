// Exact reading of decimal lengths.
#include "reader/lengths.hpp"

#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace banxin::reader {
namespace {

constexpr std::array<std::pair<std::string_view, Unit>, 4> kUnits{
    {{"mm", Unit::kMillimetre}, {"pt", Unit::kPoint}, {"字", Unit::kCell}, {"行", Unit::kRow}}};

/// Reads [-]digits[.digits]; leaves what follows in `text`. False if there is no number or it is too long.
bool take_decimal(std::string_view& text, std::int64_t& digits, std::int64_t& scale) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    digits = 0;
    scale = 1;
    std::size_t whole = 0, fraction = 0;
    bool point = false;
    while (!text.empty()) {
        const char c = text.front();
        if (c == '.' && !point && whole > 0) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            if (++(point ? fraction : whole) > (point ? 6u : 7u)) return false;
            digits = digits * 10 + (c - '0');
            if (point) scale *= 10;
        } else {
            break;
        }
        text.remove_prefix(1);
    }
    if (negative) digits = -digits;
    return whole > 0 && point == (fraction > 0);
}

/// 初号, 小初, 3号, 小2: resolved by the layout's own table.
bool is_size_name(std::string_view text) { return (text.ends_with("号") || text.starts_with("小")) && utf8::count(text) >= 2; }

}  // namespace

std::optional<WrittenLength> parse_length(std::string_view text) {
    if (is_size_name(text)) return WrittenLength{0, 1, Unit::kSize, text};
    WrittenLength out;
    if (!take_decimal(text, out.digits, out.scale)) return std::nullopt;
    for (const auto& [name, unit] : kUnits) {
        if (text != name) continue;
        out.unit = unit;
        return out;
    }
    return std::nullopt;
}

std::optional<int> parse_thousandths(std::string_view text) {
    std::int64_t digits = 0, scale = 1;
    if (!take_decimal(text, digits, scale) || !text.empty()) return std::nullopt;
    if (digits * 1'000 % scale != 0 || digits > 1'000'000 * scale) return std::nullopt;
    return static_cast<int>(digits * 1'000 / scale);
}

}  // namespace banxin::reader
