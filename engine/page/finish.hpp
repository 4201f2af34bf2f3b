// Pages get their folios and become physical: the last step before any writer.
#pragma once

#include <functional>
#include <vector>

#include "display/document.hpp"
#include "page/paginate.hpp"
#include "text/paragraph_cache.hpp"

namespace banxin::page {

/// The folio's text for a page number.
using FolioText = std::function<Paragraph(std::uint32_t)>;

/// Fills document.pages and document.outline; inks and structure are the caller's. `known`: paragraphs set before, or null.
void finish(display::Document& document, const std::vector<LogicalPage>& pages, const Layout& layout, text::Composer& composer,
            text::ParagraphCache* known, const FolioText& folio_text, Diagnostics& diagnostics);

/// One of the pages by itself.
display::Page finish_page(const LogicalPage& page, std::uint32_t index, const Layout& layout, text::Composer& composer,
                          const FolioText& folio_text, Diagnostics& diagnostics);

}  // namespace banxin::page
