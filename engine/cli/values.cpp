// Reading of numbers, dates, copies; slips of known words.
#include "cli/values.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <numeric>

namespace banxin::cli {
namespace {

constexpr int kMostCopies = 999'999;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kWhite = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kWhite);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substitute = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substitute, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

/// Bytes of the character that begins with this one; 0: none does.
std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace

std::optional<int> parse_number(std::string_view text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return n;
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto year = parse_number(text.substr(0, 4)), month = parse_number(text.substr(5, 2)), day = parse_number(text.substr(8, 2));
    if (!year || !month || !day) return false;
    return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                       std::chrono::day(static_cast<unsigned>(*day)))
        .ok();
}

std::optional<std::vector<banxin_range>> parse_copies(std::string_view text) {
    std::vector<banxin_range> out;
    for (bool more = true; more;) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        const std::size_t dash = part.find('-');
        const auto first = parse_number(trimmed(part.substr(0, dash)));
        const auto last = dash == part.npos ? first : parse_number(trimmed(part.substr(dash + 1)));
        if (!first || !last || *first < 1 || *last < *first || *last > kMostCopies) return std::nullopt;
        const banxin_range range{static_cast<std::uint32_t>(*first), static_cast<std::uint32_t>(*last)};
        if (!out.empty() && range.first <= out.back().last) return std::nullopt;
        out.push_back(range);
        more = comma != text.npos;
        if (more) text.remove_prefix(comma + 1);
    }
    return out;
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() > 64) return {};  // not a slip of a known word
    std::string_view best;
    std::size_t best_distance = 3;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance && distance * 2 < word.size() + 1) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

bool is_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned char lead = byte(i);
        const std::size_t length = length_of(lead);
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((byte(i + k) & 0xC0) != 0x80) return false;
        // Overlong forms, surrogates, beyond U+10FFFF.
        if ((lead == 0xE0 && byte(i + 1) < 0xA0) || (lead == 0xED && byte(i + 1) > 0x9F) || (lead == 0xF0 && byte(i + 1) < 0x90) ||
            (lead == 0xF4 && byte(i + 1) > 0x8F))
            return false;
        i += length;
    }
    return true;
}

}  // namespace banxin::cli
