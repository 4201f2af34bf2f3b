// Names and lengths of a layout.
#include "reader/layout_context.hpp"

#include <algorithm>

#include "base/values.hpp"
#include "reader/lengths.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {

/// The largest page that a PDF may have (ISO 32000-1, annex C). Sums of lengths below it stay far from the end of the integers.
constexpr Length kLongest = Length::pt(14'400);

/// And the largest number of ems: 字 of a size that is not known yet.
constexpr std::int64_t kLargestShare = 100 * EmLength::kEm;

bool yes(const xml::Element& element, std::string_view name) {
    const auto a = element.attribute(name);
    return a && a->value == "yes";
}

std::optional<int> integer(const xml::Element& element, std::string_view name) {
    const auto a = element.attribute(name);
    return a ? parse_number(a->value) : std::nullopt;
}

Length LayoutContext::length_of(std::string_view text, SourcePos pos, Length cell, Length row) {
    const auto written = parse_length(text);
    if (!written) return {};  // the table's check has said so
    switch (written->unit) {
        case Unit::kMillimetre: return resolve(*written, Length::mm(1));
        case Unit::kPoint: return resolve(*written, Length::pt(1));
        case Unit::kSize:
            if (const auto found = parts.sizes.find(written->name); found != parts.sizes.end())
                return length_of(found->second.attribute("points") ? found->second.attribute("points")->value : "", pos, {}, {});
            diagnostics.report(Code::kUnknownSize, pos, {written->name});
            return {};
        case Unit::kCell:
        case Unit::kRow: break;
    }
    const Length unit = written->unit == Unit::kCell ? cell : row;
    if (unit == Length{}) diagnostics.report(Code::kUnitNotHere, pos, {text});
    return resolve(*written, unit);
}

/// No later stage meets what is longer than any page.
Length LayoutContext::bounded(Length length, const xml::Attribute& a) {
    if (length <= kLongest && length >= -kLongest) return length;
    diagnostics.report(Code::kWrongValue, a.value_pos, {a.name, a.value, "a length of at most 14400pt", "不超过 14400pt 的长度"});
    return length < Length{} ? -kLongest : kLongest;
}

Length LayoutContext::length(const xml::Attribute& a, Length cell, Length row) {
    return bounded(length_of(a.value, a.value_pos, cell, row), a);
}

std::optional<Length> LayoutContext::length(const xml::Element& element, std::string_view name, Length cell, Length row) {
    const auto a = element.attribute(name);
    return a ? std::optional(length(*a, cell, row)) : std::nullopt;
}

std::pair<Length, Length> LayoutContext::lengths(const xml::Attribute& a, Length cell) {
    const auto parts_of = words_of(a.value);
    if (parts_of.size() != 2) return {};
    return {bounded(length_of(parts_of[0], a.value_pos, cell, {}), a), bounded(length_of(parts_of[1], a.value_pos, cell, {}), a)};
}

EmLength LayoutContext::em_length(const xml::Attribute& a) {
    const auto written = parse_length(a.value);
    if (!written || written->unit != Unit::kCell) return {length(a, {}, {}), 0};
    const std::int64_t share = resolve(*written, Length{EmLength::kEm}).units;
    if (share <= kLargestShare && share >= -kLargestShare) return {{}, share};
    diagnostics.report(Code::kWrongValue, a.value_pos, {a.name, a.value, "at most 100字", "不超过 100字"});
    return {};
}

void LayoutContext::unknown(const xml::Attribute& a, const std::vector<std::string>& names) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    if (const std::string_view meant = nearest(a.value, views); !meant.empty())
        diagnostics.report(Code::kUnknownNameMeant, a.value_pos, {a.name, a.value, meant});
    else diagnostics.report(Code::kUnknownName, a.value_pos, {a.name, a.value});
}

const Style* LayoutContext::style(const xml::Attribute& a) {
    const auto found = out.styles.find(a.value);
    if (found != out.styles.end()) return &found->second;
    unknown(a, names_of(out.styles));
    return nullptr;
}

const ValueFormat* LayoutContext::format(const xml::Attribute& a) {
    const auto found = out.formats.find(a.value);
    if (found != out.formats.end()) return &found->second;
    unknown(a, names_of(out.formats));
    return nullptr;
}

InkId LayoutContext::ink(const xml::Attribute& a) {
    const auto found = std::find(parts.ink_order.begin(), parts.ink_order.end(), a.value);
    if (found == parts.ink_order.end()) {
        unknown(a, parts.ink_order);
        return 0;
    }
    return static_cast<InkId>(found - parts.ink_order.begin());
}

Expression LayoutContext::expression(const xml::Attribute& a) {
    xml::Query::compile(a.value, a.value_pos, diagnostics);
    return {std::string(a.value), a.value_pos};
}

}  // namespace banxin::reader
