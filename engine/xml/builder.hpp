// A document put together from elements and texts that keep the places they came from.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "xml/document.hpp"

namespace banxin::xml {

/// Elements are begun, filled and ended in document order. What is handed in is taken as well-formed: names and characters of documents
/// and tables that were checked. Places point into files that the caller keeps, besides that of `like`.
class Builder {
  public:
    explicit Builder(const Document& like);
    ~Builder();

    void begin(std::string_view name, SourcePos pos);
    /// Of the element begun last, before anything inside it.
    void attribute(std::string_view name, SourcePos name_pos, std::string_view value, SourcePos value_pos);
    void text(const SourceText& text);
    void text(std::string_view text, SourcePos pos);
    void end();
    /// An element of another document whole, with its places.
    void copy(const Element& from);

    /// After the root has ended. Null: a fault of ours.
    std::shared_ptr<const Document> finish();

  private:
    void origin(SourcePos pos);
    void close_tag();
    /// A character as it stands in a file; false: it stands for itself.
    bool escape(char c, bool in_attribute);

    std::shared_ptr<Document> document_;
    std::vector<std::uint32_t> open_;
    bool in_tag_ = false;
};

}  // namespace banxin::xml
