// Templates of running text and of rows.
#include "reader/layout_context.hpp"
#include "reader/whitespace.hpp"

namespace banxin::reader {
namespace {

using Inline = InlineTemplate::Kind;
using BlockT = BlockTemplate::Kind;

Inline inline_kind(std::string_view name) {
    if (name == "value") return Inline::kValue;
    if (name == "content") return Inline::kContent;
    if (name == "number") return Inline::kNumber;
    if (name == "page-number") return Inline::kPageNumber;
    if (name == "page-count") return Inline::kPageCount;
    if (name == "run") return Inline::kRun;
    if (name == "when") return Inline::kWhen;
    if (name == "choose") return Inline::kChoose;
    if (name == "each") return Inline::kEach;
    return Inline::kOtherwise;
}

bool is_part(std::string_view name) { return name == "label" || name == "left" || name == "center" || name == "right"; }

/// <content/>, <number/> and <page-number/> would print nothing, or 0, where there is none.
void check_place(LayoutContext& context, Inline kind, const xml::Element& element) {
    using Inside = LayoutContext::Inside;
    const auto only_in = [&](std::string_view place) {
        context.diagnostics.report(Code::kOnlyInside, element.pos(), {element.name(), place});
    };
    const bool block = context.inside == Inside::kBlock || context.inside == Inside::kHeading;
    if (kind == Inline::kContent && !block) only_in("<block> / <picture>");
    if (kind == Inline::kNumber && context.inside != Inside::kHeading && context.inside != Inside::kCell)
        only_in("<block for=\"heading\"> / <picture> / <cell>");
    if (kind == Inline::kPageNumber && context.inside != Inside::kFolio) only_in("<folio>");
}

InlineTemplate inline_one(LayoutContext& context, const xml::Element& element) {
    InlineTemplate out;
    out.kind = inline_kind(element.name());
    out.pos = element.pos();
    check_place(context, out.kind, element);
    if (const auto a = element.attribute(out.kind == Inline::kWhen ? "test" : "of")) out.of = context.expression(*a);
    if (const auto a = element.attribute("as")) out.format = context.format(*a);
    if (const auto a = element.attribute("default")) out.fallback = std::string(a->value);
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    if (const auto a = element.attribute("separator")) out.separator = SourceText(a->value, a->value_pos);
    out.children = read_inline(context, element);
    return out;
}

std::optional<RowPart> row_part(LayoutContext& context, const xml::Element& element, const Style* row_style) {
    RowPart out{row_style, read_inline(context, element)};
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    return out;
}

void read_row(LayoutContext& context, const xml::Element& element, BlockTemplate& out) {
    const Length cell = out.style ? out.style->chars.cell : Length{};
    out.top = context.length(element, "top", cell, context.out.page.pitch());
    if (const auto a = element.attribute("top-edge")) out.top_is_ink = a->value == "ink";
    for (const xml::Element& child : xml::child_elements(element)) {
        if (child.name() == "label") out.label = read_inline(context, child);
        if (child.name() == "left") out.left = row_part(context, child, out.style);
        if (child.name() == "center") out.centre = row_part(context, child, out.style);
        if (child.name() == "right") out.right = row_part(context, child, out.style);
    }
    out.content = read_inline(context, element);
    const bool parts = out.left || out.centre || out.right;
    if (parts && (!out.content.empty() || !out.label.empty())) context.diagnostics.report(Code::kRowMixed, element.pos());
}

BlockTemplate block_one(LayoutContext& context, const xml::Element& element) {
    const Length row = context.out.page.pitch();
    BlockTemplate out;
    out.pos = element.pos();
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    out.before = context.length(element, "before", out.style ? out.style->chars.cell : Length{}, row).value_or(Length{});
    const std::string_view name = element.name();
    if (name == "row") {
        out.kind = BlockT::kRow;
        read_row(context, element, out);
        return out;
    }
    if (name == "blank") {
        out.kind = BlockT::kBlank;
        out.before = context.length(element, "height", {}, row).value_or(row * integer(element, "rows").value_or(1));
        return out;
    }
    if (name == "rule") {
        out.kind = BlockT::kRule;
        if (const auto a = element.attribute("ink")) out.ink = context.ink(*a);
        out.thickness = context.length(element, "thickness", {}, {}).value_or(Length{});
        if (out.thickness <= Length{}) context.diagnostics.report(Code::kRuleWithoutThickness, element.pos());
        return out;
    }
    out.kind = name == "when" ? BlockT::kWhen : name == "choose" ? BlockT::kChoose : name == "each" ? BlockT::kEach : BlockT::kOtherwise;
    if (const auto a = element.attribute(out.kind == BlockT::kWhen ? "test" : "of")) out.of = context.expression(*a);
    out.children = read_blocks(context, element);
    return out;
}

}  // namespace

InlineTemplates read_inline(LayoutContext& context, const xml::Element& parent) {
    InlineTemplates out;
    for (const xml::Node& node : xml::children(parent)) {
        if (node.element) {
            if (!is_part(node.element->name())) out.push_back(inline_one(context, *node.element));
            continue;
        }
        InlineTemplate text;
        text.text = normalise_piece(node.text);
        text.pos = text.text.at(0);
        if (!text.text.empty()) out.push_back(std::move(text));
    }
    return out;
}

BlockTemplates read_blocks(LayoutContext& context, const xml::Element& parent) {
    BlockTemplates out;
    for (const xml::Element& element : xml::child_elements(parent)) out.push_back(block_one(context, element));
    return out;
}

}  // namespace banxin::reader
