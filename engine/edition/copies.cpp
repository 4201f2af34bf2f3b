// Copy numbers of the editions beside each other, and their sum.
#include <algorithm>

#include <fmt/format.h>

#include "base/values.hpp"
#include "edition/checks.hpp"
#include "edition/numbered.hpp"

namespace banxin::edition {
namespace {

struct Range {
    int first = 0, last = 0;
    std::uint32_t row = 0;
};

/// The number in a column of a row; `code`: that it is none.
std::optional<int> number(const Template& of, const table::Row& row, std::size_t column, Code code, Diagnostics& diagnostics) {
    const table::Cell& cell = row.cells[column];
    if (trimmed(cell.str()).empty())
        return diagnostics.report(Code::kCopiesEmpty, cell.pos, {of.table().columns[column].str()}), std::nullopt;
    const auto out = parse_number(trimmed(cell.str()));
    if (!out) return diagnostics.report(code, cell.pos, {cell.str()}), std::nullopt;
    if (*out >= 1 && *out <= kMostCopies) return out;
    return diagnostics.report(Code::kCopiesBeyond, cell.pos, {trimmed(cell.str()), fmt::format("{}", kMostCopies)}), std::nullopt;
}

std::string digits(std::int64_t n) { return fmt::format("{}", n); }

void check_ranges(std::vector<Range> ranges, const table::Table& table, std::size_t column, Diagnostics& diagnostics) {
    const auto place = [&](const Range& range) { return table.row(range.row).cells[column].pos; };
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        const Range& before = ranges[i - 1];
        const Range& range = ranges[i];
        if (range.first == std::int64_t{before.last} + 1) continue;
        const Code code = range.first <= before.last ? Code::kCopiesOverlap : Code::kCopiesGap;
        diagnostics.report(code, place(range), {digits(range.first), digits(place(before).line), digits(before.last)});
    }
}

}  // namespace

void check_copies(const Template& of, Diagnostics& diagnostics) {
    const Roles& roles = of.roles();
    const std::size_t before = diagnostics.errors();
    const bool ranged = roles.first_copy && roles.last_copy;
    std::vector<Range> ranges;
    if (ranged) ranges.reserve(of.table().size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < of.table().size(); ++i) {
        const table::Row row = of.table().row(i);
        // 0: the row does not say how many, or not in digits, which was told of.
        const int copies = roles.copies ? number(of, row, *roles.copies, Code::kCopiesNoNumber, diagnostics).value_or(0) : 0;
        if (!ranged) {
            sum += copies;
            continue;
        }
        const table::Cell& from = row.cells[*roles.first_copy];
        const auto first = number(of, row, *roles.first_copy, Code::kCopyNoNumber, diagnostics);
        const auto last = number(of, row, *roles.last_copy, Code::kCopyNoNumber, diagnostics);
        if (!first || !last) continue;
        const std::int64_t count = std::int64_t{*last} - *first + 1;
        const std::int64_t wanted = copies > 0 ? copies : std::max<std::int64_t>(count, 1);
        if (count != wanted)
            diagnostics.report(Code::kCopiesRange, from.pos, {digits(*first), digits(*last), digits(count), digits(wanted)});
        ranges.push_back({*first, *last, static_cast<std::uint32_t>(i)});
        sum += count;
    }
    if (diagnostics.errors() > before) return;
    if (ranged) check_ranges(std::move(ranges), of.table(), *roles.first_copy, diagnostics);
    if (roles.print_run && sum != *roles.print_run)
        diagnostics.report(Code::kPrintRunDiffers, roles.print_run_pos, {digits(*roles.print_run), digits(sum)});
}

}  // namespace banxin::edition
