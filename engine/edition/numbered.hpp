// Copies of one edition that differ in their number: <copy-number>auto</copy-number>.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "edition/template.hpp"
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

/// False, and reported: no copy of it can be numbered.
bool can_be_numbered(const xml::Document& brief, Diagnostics& diagnostics);

/// The copies of a row: from its first to its last number, or 1 to as many as it says, or one. nullopt where the cells are no numbers, which
/// check_copies() reports.
std::optional<CopyRange> copy_range(const Template& of, std::size_t row);

/// A part of a run: of an edition, or of all where the key is empty; all copies of it, or some.
struct Part {
    std::string key;
    std::optional<CopyRange> copies;
};
/// "江北区", "江北区:41-50", "000041-000050"; nullopt, and reported, where the run has none of it.
std::optional<Part> parse_part(std::string_view text, const Template& of, Diagnostics& diagnostics);
/// What of an edition's copies some part names; all of them where there are no parts.
std::vector<CopyRange> chosen(const std::vector<Part>& parts, std::string_view key, const CopyRange& all);
bool holds(const std::vector<CopyRange>& ranges, int number);

}  // namespace banxin::edition
