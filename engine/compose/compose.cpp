// The whole of a composition: masthead, flow, colophon, metadata, folio.
#include <algorithm>

#include <fmt/format.h>

#include "compose/composition.hpp"
#include "compose/evaluate.hpp"
#include "compose/flow.hpp"
#include "compose/forms.hpp"
#include "compose/rows.hpp"
#include "compose/tree.hpp"
#include "compose/unprinted.hpp"

namespace banxin::compose {
namespace {

display::Metadata metadata(const Layout& layout, const reader::BriefDocument& brief, const Scope& scope, Evaluator& evaluator) {
    display::Metadata out;
    out.title = evaluator.plain_text(layout.metadata.title, scope);
    out.author = evaluator.plain_text(layout.metadata.author, scope);
    out.subject = evaluator.plain_text(layout.metadata.subject, scope);
    out.keywords = evaluator.plain_text(layout.metadata.keywords, scope);
    out.language = brief.brief.lang;
    if (const auto& date = brief.brief.identity.date) out.date = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
    return out;
}

}  // namespace

Composition compose(const Layout& layout, const reader::BriefDocument& brief, const Facts& facts, Queries& queries, Budget& budget,
                    Diagnostics& diagnostics) {
    Evaluator evaluator(facts, queries, budget, diagnostics);
    Tree tree;
    const Scope scope{brief.tree->root()};
    const NodeId root = tree.add(display::Role::kDocument, kNoNode, brief.tree->root().pos(), 0, brief.brief.lang);

    Composition out;
    const NodeId masthead = tree.add(display::Role::kMasthead, root, brief.tree->root().pos());
    out.masthead = compose_rows(layout.masthead, scope, masthead, evaluator, tree);
    out.flow = compose_flow(layout, brief, evaluator, tree, root, out.inlines, diagnostics);
    if (layout.colophon) {
        const NodeId colophon = tree.add(display::Role::kColophon, root, brief.tree->root().pos());
        out.colophon = compose_rows(layout.colophon->blocks, scope, colophon, evaluator, tree);
    }
    out.metadata = metadata(layout, brief, scope, evaluator);
    out.uses_facts = evaluator.used_facts();
    if (layout.folio) {  // set page by page later; what it prints is printed all the same
        std::vector<Span> folio;
        evaluator.append(folio, layout.folio->content, *layout.folio->style, kNoNode, scope);
    }
    if (budget.overdrawn()) return {};  // what there is would still have to be set
    const auto prints_articles = [](const FlowItem& item) {
        const auto* part = std::get_if<FlowPart>(&item);
        return part && part->of == FlowPart::Of::kArticles;
    };
    // A list beside the brief prints what it is about.
    if (std::any_of(layout.flow.begin(), layout.flow.end(), prints_articles))
        report_unprinted(scope.context, evaluator.printed(), layout.name, diagnostics);
    check_forms(out, brief, layout.name, diagnostics);
    out.structure = tree.take();
    return out;
}

Paragraph compose_folio(const Layout& layout, const reader::BriefDocument& brief, std::uint32_t page_number, const Facts& facts,
                        Queries& queries, Budget& budget, Diagnostics& diagnostics) {
    Evaluator evaluator(facts, queries, budget, diagnostics);
    Paragraph out{layout.folio->style, {}, kNoNode, brief.tree->root().pos()};
    Scope scope{brief.tree->root()};
    scope.page_number = page_number;
    evaluator.append(out.spans, layout.folio->content, *layout.folio->style, kNoNode, scope);
    return out;
}

}  // namespace banxin::compose
