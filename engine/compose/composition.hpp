// Layout x brief -> styled blocks in reading order, with the structure tree. The only place where the two meet.
#pragma once

#include <cstdint>
#include <vector>

#include "base/diagnostics.hpp"
#include "compose/budget.hpp"
#include "compose/inlines.hpp"
#include "compose/queries.hpp"
#include "display/document.hpp"
#include "model/blocks.hpp"
#include "model/layout.hpp"
#include "reader/brief_reader.hpp"

namespace banxin::compose {

/// What is known only after pages stand, and may stand in the text. press repeats compose .. paginate until it no longer changes.
struct Facts {
    std::uint32_t page_count = 0;
    bool operator==(const Facts&) const = default;
};

struct Composition {
    std::vector<Block> masthead;
    std::vector<Block> flow;
    std::vector<Block> colophon;
    std::vector<display::Node> structure;  // node 0: the document
    InlineStore inlines;                   // looks and elements that spans point to
    display::Metadata metadata;
    bool uses_facts = false;  // some text depends on Facts
};

/// Blocks point into `layout`; their positions into the files that `layout` and `brief` keep.
Composition compose(const Layout& layout, const reader::BriefDocument& brief, const Facts& facts, Queries& queries, Budget& budget,
                    Diagnostics& diagnostics);

/// The folio of one page.
Paragraph compose_folio(const Layout& layout, const reader::BriefDocument& brief, std::uint32_t page_number, const Facts& facts,
                        Queries& queries, Budget& budget, Diagnostics& diagnostics);

}  // namespace banxin::compose
