// Brief XML -> Brief: typed and checked.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/watch.hpp"
#include "model/brief.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

/// A brief with its tree, which the layout's expressions look into.
struct BriefDocument {
    Brief brief;
    std::shared_ptr<const xml::Document> tree;
    std::vector<xml::Element> elements;  // of the blocks: BriefBlock::element
};

/// Where the pictures of briefs are found. Implemented by the caller; threads: any.
class PictureSource {
  public:
    struct Found {
        PicturePtr picture;  // null: a fault was reported
        std::string path, sha256;
    };
    virtual ~PictureSource() = default;
    /// `name` as the brief has it, at `where`. `watch` is asked before much memory is taken; may be null.
    virtual Found picture(std::string_view name, SourcePos where, Watch* watch, Diagnostics& diagnostics) = 0;
};

/// Reports every fault; null if one of them is an error. `pictures` may be null: then none is there.
std::unique_ptr<BriefDocument> read_brief(std::shared_ptr<const xml::Document> document, Diagnostics& diagnostics,
                                          PictureSource* pictures = nullptr, Watch* watch = nullptr);

}  // namespace banxin::reader
