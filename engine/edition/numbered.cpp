// Copy numbers: which element, how they are written.
#include "edition/numbered.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/values.hpp"
#include "edition/open_number.hpp"
#include "edition/template.hpp"

namespace banxin::edition {
namespace {

bool has_numbers(const Template& of) { return of.roles().first_copy && of.roles().last_copy; }

/// What was asked for is not there; what may have been meant is.
void report_missing(std::string_view name, std::string_view text, const Template& of, Diagnostics& diagnostics) {
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < of.table().size(); ++row) keys.push_back(of.key(row));
    const std::string_view meant = nearest(name, std::vector<std::string_view>(keys.begin(), keys.end()));
    if (meant.empty() || meant == name) return diagnostics.report_in(Code::kNotOfTheRun, of.table().file->name, {text});
    diagnostics.report_in(Code::kNotOfTheRunMeant, of.table().file->name, {text, meant});
}

std::optional<CopyRange> parse_range(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = parse_number(trimmed(text.substr(0, dash)));
    const auto last = dash == text.npos ? first : parse_number(trimmed(text.substr(dash + 1)));
    if (!first || !last || *first < 1 || *last < *first || *last > kMostCopies) return std::nullopt;
    return CopyRange{*first, *last};
}

}  // namespace

std::optional<std::vector<CopyRange>> parse_copies(std::string_view text) {
    std::vector<CopyRange> out;
    for (const std::string_view part : parts_of(text, ",")) {
        const auto range = parse_range(part);
        if (!range || (!out.empty() && range->first <= out.back().last)) return std::nullopt;
        out.push_back(*range);
    }
    return out;
}

std::string copy_number(int number) { return fmt::format("{:0{}}", number, kCopyDigits); }

std::optional<xml::Element> open_copy_number(const xml::Document& brief) {
    const auto identity = xml::child_element(brief.root(), "identity");
    const auto number = identity ? xml::child_element(*identity, "copy-number") : std::nullopt;
    return number && trimmed(xml::string_value(*number).str()) == kOpen ? number : std::nullopt;
}

bool is_copy_numbered(const xml::Document& brief, Diagnostics& diagnostics) {
    const auto open = open_copy_number(brief);
    if (open) diagnostics.report(Code::kCopyNumberOpen, open->pos());
    return !open;
}

bool can_be_numbered(const xml::Document& brief, Diagnostics& diagnostics) {
    if (open_copy_number(brief)) return true;
    const auto identity = xml::child_element(brief.root(), "identity");
    const auto number = identity ? xml::child_element(*identity, "copy-number") : std::nullopt;
    diagnostics.report(Code::kNothingNumbered, number.value_or(identity.value_or(brief.root())).pos());
    return false;
}

std::optional<CopyRange> copy_range(const Template& of, std::size_t row) {
    const Roles& roles = of.roles();
    const table::Row cells = of.table().row(row);
    const auto number = [&](const std::optional<std::size_t>& column, int otherwise) {
        return column ? parse_number(trimmed(cells.cells[*column].str())) : std::optional(otherwise);
    };
    const auto first = has_numbers(of) ? number(roles.first_copy, 1) : std::optional(1);
    const auto last = has_numbers(of) ? number(roles.last_copy, 1) : number(roles.copies, 1);
    if (!first || !last || *last < *first || *first < 1 || *last > kMostCopies) return std::nullopt;
    return CopyRange{*first, *last};
}

std::optional<Part> parse_part(std::string_view text, const Template& of, Diagnostics& diagnostics) {
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const auto range = parse_range(colon == text.npos ? text : text.substr(colon + 1));
    bool known = false;
    std::int64_t found = 0;  // copies of the range that there are
    for (std::size_t row = 0; row < of.table().size(); ++row) {
        const bool named = of.key(row) == name;
        known = known || named;
        const auto all = range && (named || colon == text.npos) ? copy_range(of, row) : std::nullopt;
        if (all)
            found += std::max<std::int64_t>(std::int64_t{std::min(range->last, all->last)} - std::max(range->first, all->first) + 1, 0);
    }
    const bool there = range && found == std::int64_t{range->last} - range->first + 1;
    if (known && colon == text.npos) return Part{std::string(name), std::nullopt};
    if (known && there) return Part{std::string(name), range};
    if (colon == text.npos && there && has_numbers(of)) return Part{{}, range};
    report_missing(name, text, of, diagnostics);
    return std::nullopt;
}

std::vector<CopyRange> chosen(const std::vector<Part>& parts, std::string_view key, const CopyRange& all) {
    if (parts.empty()) return {all};
    std::vector<CopyRange> found;
    for (const Part& part : parts) {
        if (!part.key.empty() && part.key != key) continue;
        const CopyRange some = part.copies.value_or(all);
        const CopyRange both{std::max(some.first, all.first), std::min(some.last, all.last)};
        if (both.first <= both.last) found.push_back(both);
    }
    std::sort(found.begin(), found.end(), [](const CopyRange& a, const CopyRange& b) { return a.first < b.first; });
    std::vector<CopyRange> out;
    for (const CopyRange& range : found) {
        if (out.empty() || range.first > out.back().last + 1) out.push_back(range);
        else out.back().last = std::max(out.back().last, range.last);
    }
    return out;
}

bool holds(const std::vector<CopyRange>& ranges, int number) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const CopyRange& r) { return r.first <= number && number <= r.last; });
}

}  // namespace banxin::edition
