// The whole of a layout: merged, then page, inks, styles, templates in the order in which they need each other.
#include "reader/layout_reader.hpp"

#include <algorithm>

#include "reader/directions.hpp"
#include "reader/layout_context.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

BlockKind block_kind(std::string_view name) {
    if (name == "title") return BlockKind::kTitle;
    if (name == "subtitle") return BlockKind::kSubtitle;
    if (name == "heading") return BlockKind::kHeading;
    if (name == "contributor") return BlockKind::kContributor;
    return BlockKind::kParagraph;
}

BlockRule block_rule(LayoutContext& context, const xml::Element& element) {
    BlockRule out;
    out.pos = element.pos();
    if (const auto a = element.attribute("for")) out.kind = block_kind(a->value);
    out.level = integer(element, "level").value_or(0);
    if (const auto a = element.attribute("at")) out.first_only = a->value == "first";
    if (const auto a = element.attribute("test")) out.test = context.expression(*a);
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    out.bookmark = integer(element, "bookmark").value_or(0);
    context.inside = out.kind == BlockKind::kHeading ? LayoutContext::Inside::kHeading : LayoutContext::Inside::kBlock;
    out.content = read_inline(context, element);
    context.inside = LayoutContext::Inside::kElsewhere;
    return out;
}

/// Never more than the text block, with a line of caption: a layout for another page may have its rules from one for a larger.
void keep_on_page(PictureRoom& room, const PageGeometry& page, const Style& caption) {
    const Length line = room.on_grid ? std::max(page.pitch(), caption.pitch) : caption.pitch;
    const Length across = std::max(page.block_height - line, page.frame);
    room.most_width = std::min(room.most_width, page.vertical ? across : page.block_width);
    room.most_height = std::min(room.most_height, page.vertical ? page.block_width : across);
}

BlockRule picture_rule(LayoutContext& context, const xml::Element& element) {
    constexpr int kLeastResolution = 150;
    BlockRule out;
    out.pos = element.pos();
    out.kind = BlockKind::kPicture;
    if (const auto a = element.attribute("test")) out.test = context.expression(*a);
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    const Length cell = context.out.page.cell(), row = context.out.page.pitch();
    out.room.most_width = context.length(element, "most-width", cell, row).value_or(Length{});
    out.room.most_height = context.length(element, "most-height", cell, row).value_or(Length{});
    out.room.before = context.length(element, "before", cell, row).value_or(Length{});
    if (const auto grid = element.attribute("grid")) out.room.on_grid = grid->value == "yes";
    out.room.least_resolution = integer(element, "least-resolution").value_or(kLeastResolution);
    const bool nothing = out.room.most_width <= Length{} || out.room.most_height <= Length{};
    if (nothing && element.attribute("most-width") && element.attribute("most-height"))
        context.diagnostics.report(Code::kPictureNoRoom, element.pos());
    if (out.style) keep_on_page(out.room, context.out.page, *out.style);
    context.inside = LayoutContext::Inside::kHeading;
    out.content = read_inline(context, element);
    context.inside = LayoutContext::Inside::kElsewhere;
    return out;
}

/// "right 1字": side and inset.
void folio_side(LayoutContext& context, const xml::Element& element, std::string_view name, const Style& style, Align& align,
                Length& inset) {
    const auto a = element.attribute(name);
    if (!a) return;
    const auto parts = words_of(a->value);
    const bool known = !parts.empty() && parts.size() <= 2 && (parts[0] == "left" || parts[0] == "right" || parts[0] == "center");
    if (!known) {
        context.diagnostics.report(Code::kFolioSide, a->value_pos, {a->value});
        return;
    }
    align = parts[0] == "left" ? Align::kLeft : parts[0] == "right" ? Align::kRight : Align::kCentre;
    if (parts.size() == 2)
        inset = context.length({a->name, parts[1], a->name_pos, a->value_pos}, style.chars.cell, context.out.page.pitch());
}

void read_metadata(LayoutContext& context) {
    if (!context.parts.metadata) return;
    MetadataTemplates& out = context.out.metadata;
    for (const xml::Element& element : xml::child_elements(*context.parts.metadata)) {
        InlineTemplates content = read_inline(context, element);
        if (element.name() == "title") out.title = std::move(content);
        else if (element.name() == "author") out.author = std::move(content);
        else if (element.name() == "subject") out.subject = std::move(content);
        else if (element.name() == "keywords") out.keywords = std::move(content);
    }
}

}  // namespace

void read_flow(LayoutContext& context) {
    if (!context.parts.flow) {
        context.diagnostics.report(Code::kNoFlow, context.parts.documents.back()->root().pos());
        return;
    }
    for (const xml::Element& element : xml::child_elements(*context.parts.flow)) {
        if (element.name() == "table") {
            context.out.flow.emplace_back(read_table(context, element));
            continue;
        }
        FlowPart part;
        part.pos = element.pos();
        if (const auto of = element.attribute("of"))
            part.of = of->value == "editor-note" ? FlowPart::Of::kEditorNotes : FlowPart::Of::kArticles;
        part.new_page = yes(element, "new-page");
        part.before = context.length(element, "before", {}, context.out.page.pitch()).value_or(Length{});
        part.between = context.length(element, "between", {}, context.out.page.pitch()).value_or(Length{});
        for (const xml::Element& rule : xml::child_elements(element))
            part.rules.push_back(rule.name() == "picture" ? picture_rule(context, rule) : block_rule(context, rule));
        context.out.flow.emplace_back(std::move(part));
    }
}

void read_colophon_folio_and_proof(LayoutContext& context) {
    if (const auto& element = context.parts.colophon) {
        Colophon& out = context.out.colophon.emplace();
        out.pos = element->pos();
        if (const auto page = element->attribute("page"); page && page->value == "last") out.page = Colophon::Page::kLast;
        out.above = context.length(*element, "above", {}, context.out.page.pitch()).value_or(Length{});
        out.blocks = read_blocks(context, *element);
    }
    if (const auto& element = context.parts.folio) {
        const auto style = element->attribute("style");
        const Style* found = style ? context.style(*style) : nullptr;
        if (!found) return;
        Folio& out = context.out.folio.emplace();
        out.pos = element->pos();
        out.style = found;
        folio_side(context, *element, "odd", *found, out.odd, out.odd_inset);
        folio_side(context, *element, "even", *found, out.even, out.even_inset);
        out.below = context.length(*element, "below", found->chars.cell, context.out.page.pitch()).value_or(Length{});
        out.first = integer(*element, "first").value_or(1);
        context.inside = LayoutContext::Inside::kFolio;
        out.content = read_inline(context, *element);
        context.inside = LayoutContext::Inside::kElsewhere;
    }
    if (const auto& element = context.parts.proof) {
        ProofGrid& out = context.out.proof.emplace();
        if (const auto ink = element->attribute("ink")) out.ink = context.ink(*ink);
        out.thickness = context.length(*element, "thickness", {}, {}).value_or(Length{});
        if (out.thickness <= Length{}) context.diagnostics.report(Code::kRuleWithoutThickness, element->pos());
    }
}

LayoutPtr read_layout(std::shared_ptr<const xml::Document> document, LayoutSource& source, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    const auto parts = merge_layouts(std::move(document), source, diagnostics);
    if (!parts) return nullptr;
    auto out = std::make_shared<Layout>();
    for (const auto& d : parts->documents) out->files.push_back(d->file());
    for (const auto& d : parts->documents) check_directions(d->root(), {}, diagnostics);
    const xml::Element root = parts->documents.back()->root();
    if (const auto name = root.attribute("name")) out->name = name->value;
    if (const auto title = root.attribute("title")) out->title = title->value;
    out->words = parts->words;

    LayoutContext context(*parts, *out, diagnostics);
    if (!read_page(context)) return nullptr;  // without a sound page no length of the rest means anything
    read_vertical(context);
    read_inks_and_formats(context);
    read_styles(context);
    read_inlines(context);
    read_metadata(context);
    if (parts->masthead) out->masthead = read_blocks(context, *parts->masthead);
    read_flow(context);
    read_colophon_folio_and_proof(context);
    if (diagnostics.errors() > before) return nullptr;
    return out;
}

}  // namespace banxin::reader
