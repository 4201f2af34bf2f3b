// Layout XML -> Layout: what `extends` brings merged by name, styles and lengths resolved, expressions checked.
#pragma once

#include <memory>
#include <string_view>

#include "base/diagnostics.hpp"
#include "model/layout.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

/// Where layouts are found by name. Implemented by the caller: the engine opens no files.
class LayoutSource {
  public:
    virtual ~LayoutSource() = default;
    /// The layout `name` (letters, digits, hyphens: never a path); reports and returns null where there is none or it is not well-formed.
    virtual std::shared_ptr<const xml::Document> layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) = 0;
};

/// Whether `name` may name a layout: [a-z0-9-]+ or hanzi, at most 100 bytes. Keeps every look-up inside the folders of layouts.
bool is_layout_name(std::string_view name);

/// Reports every fault of the layout and of those that it extends; null if one of them is an error.
LayoutPtr read_layout(std::shared_ptr<const xml::Document> document, LayoutSource& source, Diagnostics& diagnostics);

}  // namespace banxin::reader
