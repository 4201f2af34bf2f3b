// One round of the stages, with what the pages point to. For this room alone.
#pragma once

#include <memory>
#include <optional>

#include "base/diagnostics.hpp"
#include "compose/composition.hpp"
#include "page/galley.hpp"
#include "page/paginate.hpp"
#include "press/typeset.hpp"

namespace banxin::press {

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

/// A brief that has settled.
struct Settled {
    std::unique_ptr<Round> round;
    compose::Facts facts;
    Typeset typeset;
};
std::optional<Settled> settle(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                              text::Composer& composer, text::ParagraphCache* known, compose::Queries& queries, Diagnostics& diagnostics);

}  // namespace banxin::press
