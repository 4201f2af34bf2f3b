// Brief XML -> Brief: typed and checked.
#pragma once

#include <memory>
#include <vector>

#include "base/diagnostics.hpp"
#include "model/brief.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

/// A brief with its tree, which the layout's expressions look into.
struct BriefDocument {
    Brief brief;
    std::shared_ptr<const xml::Document> tree;
    std::vector<xml::Element> elements;  // of the blocks: BriefBlock::element
};

/// Reports every fault; null if one of them is an error.
std::unique_ptr<BriefDocument> read_brief(std::shared_ptr<const xml::Document> document, Diagnostics& diagnostics);

}  // namespace banxin::reader
