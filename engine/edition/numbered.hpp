// Copies of one edition that differ in their number: <copy-number>auto</copy-number>.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "xml/variable_text.hpp"

namespace banxin::edition {

/// Copy numbers from first to last.
struct CopyRange {
    int first = 1, last = 1;
    bool operator==(const CopyRange&) const = default;
};

/// Digits that a copy number has.
inline constexpr std::size_t kCopyDigits = 6;
inline constexpr int kMostCopies = 999'999;

/// "41-50,77": ascending, nothing twice; nullopt where it is not that.
std::optional<std::vector<CopyRange>> parse_copies(std::string_view text);

/// "000041".
std::string copy_number(int number);

/// The element that is to be numbered; nullopt where the brief has no number, or one that was typed.
std::optional<xml::Element> open_copy_number(const xml::Document& brief);
/// False, and reported: it has one, and nothing gives the number.
bool is_copy_numbered(const xml::Document& brief, Diagnostics& diagnostics);

}  // namespace banxin::edition
