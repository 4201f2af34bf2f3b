// Chinese numerals and date patterns.
#include "compose/numerals.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace banxin::compose {
namespace {

constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// 1..9999; `inner`: something stands before it, so that a missing place is said as 零 and 十 as 一十.
std::string below_ten_thousand(int n, bool inner) {
    constexpr std::array<std::string_view, 4> kPlaces{"", "十", "百", "千"};
    std::string out;
    bool gap = inner && n < 1'000;
    int divisor = 1'000;
    for (int place = 3; place >= 0; --place, divisor /= 10) {
        const int digit = n / divisor % 10;
        if (digit == 0) {
            gap = gap || !out.empty();
            continue;
        }
        if (gap) out += "零";
        gap = false;
        const bool bare_ten = place == 1 && digit == 1 && out.empty() && !inner;
        if (!bare_ten) out += kDigits[static_cast<std::size_t>(digit)];
        out += kPlaces[static_cast<std::size_t>(place)];
    }
    return out;
}

std::string date_field(std::string_view field, const Date& date) {
    if (field == "year") return fmt::format("{}", date.year);
    if (field == "month") return fmt::format("{}", date.month);
    if (field == "day") return fmt::format("{}", date.day);
    if (field == "month2") return fmt::format("{:02}", date.month);
    if (field == "day2") return fmt::format("{:02}", date.day);
    if (field == "chinese-year") return chinese_digits(date.year);
    if (field == "chinese-month") return chinese_number(date.month);
    if (field == "chinese-day") return chinese_number(date.day);
    return {};
}

}  // namespace

std::string chinese_number(int n) {
    if (n == 0) return std::string(kDigits[0]);
    std::string out;
    bool gap = false;
    for (const auto& [unit, name] : {std::pair(100'000'000, "亿"), std::pair(10'000, "万"), std::pair(1, "")}) {
        const int part = n / unit % 10'000;
        if (part > 0) {
            if (gap && part >= 1'000) out += "零";  // 一亿零一千: a whole group is missing
            out += below_ten_thousand(part, !out.empty()) + name;
        }
        gap = part == 0 && !out.empty();
    }
    return out;
}

std::string chinese_digits(int n) {
    std::string out;
    for (const char c : fmt::format("{}", n)) out += c == '0' ? "〇" : kDigits[static_cast<std::size_t>(c - '0')];
    return out;
}

std::string print_number(int n, const ValueFormat& format) {
    if (format.kind == ValueFormat::Kind::kChineseNumber) return chinese_number(n);
    return fmt::format("{:0{}}", n, format.digits);
}

std::string print_date(const Date& date, const ValueFormat& format) {
    std::string out;
    std::string_view rest = format.pattern;
    while (!rest.empty()) {
        const std::size_t open = rest.find('{');
        const std::size_t close = rest.find('}', open == std::string_view::npos ? rest.size() : open);
        if (close == std::string_view::npos) return out += rest;
        out += rest.substr(0, open);
        out += date_field(rest.substr(open + 1, close - open - 1), date);
        rest.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace banxin::compose
