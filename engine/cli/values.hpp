// Values of the command line.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <banxin.hpp>

namespace banxin::cli {

/// Digits alone.
std::optional<int> parse_number(std::string_view text);
/// "2026-03-02", a day that there is.
bool is_date(std::string_view text);
/// "41-50,77": ascending, nothing twice, each number one that a copy can have.
std::optional<std::vector<banxin_range>> parse_copies(std::string_view text);

/// The candidate nearest to `word` if it is near enough to be a slip (edit distance at most 2 and below half its length); else "".
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// Text in UTF-8.
bool is_utf8(std::string_view text);

}  // namespace banxin::cli
