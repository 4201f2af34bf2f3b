// A chain of layouts merged by name, before anything is resolved.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reader/layout_reader.hpp"

namespace banxin::reader {

using Named = std::map<std::string, xml::Element, std::less<>>;

/// The elements that count: of equal name, and of parts that stand once, those of the layout nearest to the one asked for.
struct LayoutParts {
    std::vector<std::shared_ptr<const xml::Document>> documents;  // the base first
    Named sizes, inks, kinsoku, formats, styles;
    Named inlines;  // by the element that they are for
    std::vector<std::string> ink_order;
    std::vector<std::string> words;
    std::optional<xml::Element> page, metadata, masthead, flow, colophon, folio, proof, vertical;
};

/// Validates and merges the chain. nullopt where a file is missing or the chain bites its tail; other faults are reported and reading goes on.
std::optional<LayoutParts> merge_layouts(std::shared_ptr<const xml::Document> document, LayoutSource& source, Diagnostics& diagnostics);

}  // namespace banxin::reader
