// Copy numbers: which element, how they are written.
#include "edition/numbered.hpp"

#include <fmt/format.h>

#include "base/values.hpp"
#include "edition/template.hpp"

namespace banxin::edition {
namespace {

constexpr std::string_view kOpen = "auto";

std::optional<xml::Element> child(const xml::Element& parent, std::string_view name) {
    for (const xml::Element& element : xml::child_elements(parent))
        if (element.name() == name) return element;
    return std::nullopt;
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
    const auto identity = child(brief.root(), "identity");
    const auto number = identity ? child(*identity, "copy-number") : std::nullopt;
    return number && trimmed(xml::string_value(*number).str()) == kOpen ? number : std::nullopt;
}

bool is_copy_numbered(const xml::Document& brief, Diagnostics& diagnostics) {
    const auto open = open_copy_number(brief);
    if (open) diagnostics.report(Code::kCopyNumberOpen, open->pos());
    return !open;
}

}  // namespace banxin::edition
