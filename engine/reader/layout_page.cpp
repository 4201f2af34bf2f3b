// Page, inks, prohibition levels, formats.
#include <algorithm>
#include <tuple>
#include <utility>

#include "base/utf8.hpp"
#include "base/values.hpp"
#include "reader/layout_context.hpp"
#include "reader/lengths.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

std::u32string characters(const xml::Element& element, std::string_view name) {
    const auto a = element.attribute(name);
    return a ? utf8::to_utf32(a->value) : std::u32string();
}

/// What the table's check has refused must not become a divisor of nothing.
int at_least_two(const xml::Element& element, std::string_view name) { return std::max(integer(element, name).value_or(2), 2); }

std::vector<std::string> words(const xml::Element& element, std::string_view name) {
    const auto a = element.attribute(name);
    const auto parts = words_of(a ? a->value : "");
    return {parts.begin(), parts.end()};
}

/// Reports what does not fit; of one cause once.
bool check_page(LayoutContext& context, const xml::Element& element, const PageGeometry& page) {
    const auto wrong = [&](Code code) {
        context.diagnostics.report(code, element.pos());
        return false;
    };
    if (page.paper_width <= Length{} || page.paper_height <= Length{}) return wrong(Code::kPaperEmpty);
    if (page.block_width <= Length{} || page.block_height <= Length{} || page.gutter < Length{} || page.head < Length{} ||
        page.gutter + page.text_width() > page.paper_width || page.head + page.text_height() > page.paper_height)
        return wrong(Code::kTextBlockOutside);
    if (page.trim_width > page.paper_width || page.trim_height > page.paper_height || page.trim_width <= Length{} ||
        page.trim_height <= Length{})
        return wrong(Code::kTrimOutside);
    if (page.rows > 1 && (page.frame <= Length{} || page.pitch() < page.frame)) return wrong(Code::kRowsOverlap);
    return true;
}

}  // namespace

bool read_page(LayoutContext& context) {
    if (!context.parts.page) {
        context.diagnostics.report(Code::kNoPage, context.parts.documents.back()->root().pos());
        return false;
    }
    const xml::Element& element = *context.parts.page;
    PageGeometry& page = context.out.page;
    if (const auto a = element.attribute("paper")) std::tie(page.paper_width, page.paper_height) = context.lengths(*a);
    std::tie(page.trim_width, page.trim_height) = std::pair(page.paper_width, page.paper_height);
    if (const auto a = element.attribute("trim")) std::tie(page.trim_width, page.trim_height) = context.lengths(*a);
    if (const auto a = element.attribute("text-block")) std::tie(page.block_width, page.block_height) = context.lengths(*a);
    page.head = context.length(element, "head", {}, {}).value_or(Length{});
    page.gutter = context.length(element, "gutter", {}, {}).value_or(Length{});
    page.frame = context.length(element, "frame", {}, {}).value_or(Length{});
    page.rows = at_least_two(element, "rows");
    page.cells = at_least_two(element, "cells");
    if (const auto a = element.attribute("frame-above")) page.frame_above = parse_thousandths(a->value).value_or(page.frame_above);
    page.mirror = yes(element, "mirror");
    const auto is = [&](std::string_view name, std::string_view value) {
        const auto a = element.attribute(name);
        return a && a->value == value;
    };
    page.bound_right = is("binding", "right");
    page.vertical = is("writing", "vertical");
    if (page.vertical) std::swap(page.block_width, page.block_height);
    return check_page(context, element, page);
}

void read_inks_and_formats(LayoutContext& context) {
    Layout& out = context.out;
    for (const std::string& name : context.parts.ink_order) {
        const auto cmyk = context.parts.inks.at(name).attribute("cmyk");
        const auto percent = words_of(cmyk ? cmyk->value : "");
        const auto part = [&](std::size_t i) {
            return static_cast<std::uint16_t>(i < percent.size() ? parse_number(percent[i]).value_or(0) * 10 : 0);
        };
        out.inks.push_back({name, {part(0), part(1), part(2), part(3)}});
    }
    for (const auto& [name, element] : context.parts.kinsoku)
        out.kinsoku.emplace(name, Kinsoku{name, characters(element, "not-at-start"), characters(element, "not-at-end"),
                                          yes(element, "pairs-not-at-start"), characters(element, "after-number"),
                                          characters(element, "before-number"), characters(element, "counters"), words(element, "units")});
    for (const auto& [name, element] : context.parts.formats) {
        ValueFormat format;
        format.name = name;
        const auto kind = element.attribute("kind");
        if (kind && kind->value == "date") format.kind = ValueFormat::Kind::kDate;
        if (kind && kind->value == "chinese-number") format.kind = ValueFormat::Kind::kChineseNumber;
        if (const auto pattern = element.attribute("pattern")) format.pattern = pattern->value;
        else if (format.kind == ValueFormat::Kind::kDate) context.diagnostics.report(Code::kDateWithoutPattern, element.pos(), {name});
        format.digits = integer(element, "digits").value_or(0);
        out.formats.emplace(name, std::move(format));
    }
}

}  // namespace banxin::reader
