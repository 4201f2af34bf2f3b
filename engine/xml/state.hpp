// The inside of a Document: the scan's records, and pugi's tree for XPath, joined element by element. For this room alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "xml/document.hpp"
#include "xml/line_map.hpp"
#include "xml/tree.hpp"

namespace banxin::xml {

/// From `offset` of the text on, up to the next origin, characters stand one after the other from `pos` on.
struct Origin {
    std::uint32_t offset;
    SourcePos pos;
};

struct Document::State {
    SourceFilePtr file;
    std::string text;  // mended, without the byte order mark
    LineMap lines{{}, nullptr};
    std::vector<Origin> origins;  // of text that a Builder put together, by offset; empty: the text is the file's
    Tree tree;
    pugi::xml_document pugi;
    std::vector<pugi::xml_node> nodes;  // of each element

    /// The place of the character at `offset` of the text.
    SourcePos at(std::size_t offset) const;
    /// pugi's tree of the text, for XPath. False: pugi reads the text otherwise than the scan did.
    bool load();
};

/// Handles are addresses of records; here they become records, indices and pugi's nodes, and back.
struct Access {
    using State = Document::State;

    static const State& state(const Element& e) { return *e.document_->state_; }
    /// Of a document that its only reader changes.
    static State& change(const Document& document) { return *document.state_; }
    static const ElementRecord& record(const Element& e) { return *static_cast<const ElementRecord*>(e.handle_); }
    static std::size_t index(const Element& e) { return static_cast<std::size_t>(&record(e) - state(e).tree.elements.data()); }
    static Element element(const Document& document, std::size_t index) { return {&document, &document.state_->tree.elements[index]}; }
    /// Another element of the same document.
    static Element element(const Element& e, std::size_t index) { return element(*e.document_, index); }
    static Attribute attribute(const State& state, const AttributeRecord& record);
};

}  // namespace banxin::xml
