// What is printed and what is recorded are the same numbers.
#include "edition/dispatch.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/values.hpp"

namespace banxin::edition {
namespace {

std::int64_t number(const std::optional<xml::Attribute>& attribute) { return attribute ? parse_number(attribute->value).value_or(0) : 0; }

std::string digits(std::int64_t n) { return fmt::format("{}", n); }

std::int64_t count_of(const std::vector<CopyRange>& copies) {
    std::int64_t sum = 0;
    for (const CopyRange& range : copies) sum += std::int64_t{range.last} - range.first + 1;
    return sum;
}

/// Copies of the numbers from first to last that are made.
std::int64_t made(const std::vector<CopyRange>& copies, std::int64_t first, std::int64_t last) {
    std::int64_t sum = 0;
    for (const CopyRange& range : copies)
        sum += std::max<std::int64_t>(std::min<std::int64_t>(range.last, last) - std::max<std::int64_t>(range.first, first) + 1, 0);
    return sum;
}

void check_dispatch(const xml::Document& brief, const std::vector<CopyRange>& copies, Diagnostics& diagnostics) {
    std::int64_t given = 0, end = 0;
    bool all_made = true;
    for (const Dispatched& unit : dispatched(brief)) {
        if (unit.copies == 0) continue;
        const std::int64_t last = unit.first + unit.copies - 1;
        given += unit.copies;
        end = std::max(end, last);
        if (made(copies, unit.first, last) == unit.copies) continue;
        diagnostics.report(Code::kCopiesNotMade, unit.where, {unit.to, digits(unit.first), digits(last)});
        all_made = false;
    }
    const std::int64_t rest = count_of(copies) - given;
    if (all_made && made(copies, end + 1, end + rest) < rest)
        diagnostics.report(Code::kCopiesForNobody, xml::child_element(brief.root(), "dispatch").value_or(brief.root()).pos(),
                           {digits(rest), digits(end + 1), digits(end + rest)});
}

}  // namespace

std::vector<Dispatched> dispatched(const xml::Document& brief) {
    std::vector<Dispatched> out;
    const auto dispatch = xml::child_element(brief.root(), "dispatch");
    std::int64_t end = 0;
    for (const xml::Element& entry : dispatch ? xml::child_elements(*dispatch) : std::vector<xml::Element>{}) {
        const auto to = entry.attribute("to"), copies = entry.attribute("copies"), first = entry.attribute("first-copy");
        const std::int64_t from = number(first), last = number(entry.attribute("last-copy"));
        const bool ranged = from > 0 && last >= from;
        out.push_back({std::string(to ? to->value : ""), ranged ? last - from + 1 : number(copies), ranged ? from : 0,
                       ranged   ? first->value_pos
                       : copies ? copies->value_pos
                                : entry.pos()});
        if (ranged) end = std::max(end, last);
    }
    for (Dispatched& unit : out)
        if (unit.copies > 0 && unit.first == 0) {
            unit.first = end + 1;
            end += unit.copies;
        }
    return out;
}

bool check_print_run(const xml::Document& brief, const std::vector<CopyRange>& copies, bool on_record, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    const auto distribution = xml::child_element(brief.root(), "distribution");
    const auto declared = distribution ? distribution->attribute("copies") : std::nullopt;
    const auto run = declared ? parse_number(declared->value) : std::nullopt;
    const std::int64_t sum = count_of(copies);
    if (run && (sum > *run || (on_record && sum < *run)))
        diagnostics.report(Code::kPrintRunDiffers, declared->value_pos, {declared->value, digits(sum)});
    else if (run && copies.back().last > *run)
        diagnostics.report(Code::kCopyNumberAboveRun, declared->value_pos, {copy_number(copies.back().last), declared->value});
    if (on_record) check_dispatch(brief, copies, diagnostics);
    return diagnostics.errors() == before;
}

}  // namespace banxin::edition
