// A document in which the text of one element is set again and again: the number of a copy.
#pragma once

#include <memory>
#include <string_view>

#include "xml/document.hpp"

namespace banxin::xml {

/// A copy of a document that only one thread reads. Elements and queries see the text that was set last.
class VariableText {
  public:
    /// `element` holds text alone; `text` takes its place, at the place where it stood.
    VariableText(const Document& of, const Element& element, std::string_view text);

    /// As many bytes as the text that was there first, all of them plain characters.
    void set(std::string_view text);
    const std::shared_ptr<const Document>& document() const { return document_; }
    Element element() const;

  private:
    std::shared_ptr<const Document> document_;
    std::size_t index_ = 0;  // of the element
};

}  // namespace banxin::xml
