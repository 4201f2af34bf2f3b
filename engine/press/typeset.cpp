// Settling: the text may name totals that are known only when pages stand, so compose .. paginate repeats until they agree.
#include "press/typeset.hpp"

#include <utility>

#include <fmt/format.h>

#include "compose/composition.hpp"
#include "page/finish.hpp"
#include "page/paginate.hpp"

namespace banxin::press {
namespace {

constexpr int kRounds = 5;

std::vector<display::FaceInfo> face_infos(const font::FontSet& fonts) {
    std::vector<display::FaceInfo> out;
    for (std::size_t i = 0; i < fonts.face_count(); ++i) {
        const auto& source = fonts.source(static_cast<font::FaceId>(i));
        out.push_back({source.role_title, source.postscript_name, source.path.substr(source.path.rfind('/') + 1), source.index});
    }
    return out;
}

/// One round: everything from composing to pages, with the facts of the round before.
struct Round {
    compose::Composition composition;
    page::Galleys galleys;
    std::vector<page::LogicalPage> pages;
    text::LineReport lines;

    Round(const Layout& layout, const reader::BriefDocument& brief, const compose::Facts& facts, compose::Queries& queries,
          compose::Budget& budget, text::Composer& composer, text::ParagraphCache* known, Diagnostics& diagnostics)
        : composition(compose::compose(layout, brief, facts, queries, budget, diagnostics)) {
        page::Galley galley(layout, composer, known, diagnostics);
        galleys = {galley.set(composition.masthead), galley.set(composition.flow), galley.set(composition.colophon)};
        pages = page::paginate(galleys, layout, composer, diagnostics);
        lines = galley.report();
    }
    Round(const Round&) = delete;  // galleys point into composition
    Round& operator=(const Round&) = delete;
};

std::optional<Typeset> settle(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                              text::Composer& composer, text::ParagraphCache* known, compose::Queries& queries, Diagnostics& diagnostics) {
    compose::Facts facts;
    compose::Budget budget;
    for (int round = 1;; ++round) {
        Diagnostics found;  // only the last round's count: the ones before set text that is not printed
        Round current(layout, brief, facts, queries, budget, composer, known, found);
        const compose::Facts now{static_cast<std::uint32_t>(current.pages.size())};
        const bool settled = !current.composition.uses_facts || now == facts;
        if (!settled && round < kRounds && !found.failed()) {
            facts = now;
            continue;
        }
        if (!settled && !found.failed())
            found.report(Code::kUnsettled, brief.tree->root().pos(),
                         {fmt::format("{}", facts.page_count), fmt::format("{}", now.page_count)});

        Typeset out;
        out.lines = current.lines;
        out.document.metadata = current.composition.metadata;
        out.document.inks = layout.inks;
        out.document.faces = face_infos(fonts);
        out.document.files = layout.files;
        out.document.files.push_back(brief.tree->file());
        out.document.structure = std::move(current.composition.structure);
        const auto folio = [&](std::uint32_t number) { return compose::compose_folio(layout, brief, number, now, queries, budget, found); };
        page::finish(out.document, current.pages, layout, composer, known, folio, found);
        diagnostics.add_all(found);
        if (found.failed()) return std::nullopt;
        return out;
    }
}

}  // namespace

std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                               Diagnostics& diagnostics) {
    text::Composer composer(fonts, layout.words);
    compose::Queries queries;
    return settle(layout, brief, fonts, composer, nullptr, queries, diagnostics);
}

std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts, Desk& desk,
                               Diagnostics& diagnostics) {
    return settle(layout, brief, fonts, desk.composer, &desk.known, desk.queries, diagnostics);
}

}  // namespace banxin::press
