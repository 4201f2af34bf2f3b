// XML read strictly: what is not well-formed is refused, and every name, value and character knows its place in the file.
// The only room that uses pugixml; nothing of it shows here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/source.hpp"

namespace banxin::xml {

/// What a file may ask of us. Beyond it: an error, never a crash.
struct Limits {
    std::size_t bytes = 64u << 20;           // the whole file
    std::size_t depth = 256;                 // nested elements
    std::size_t attribute_bytes = 1u << 16;  // one attribute's value
    std::size_t attributes = 64;             // of one element
    std::size_t elements = 1u << 20;         // of the file
};

class Document;

struct Attribute {
    std::string_view name;
    std::string_view value;  // entities resolved; white space as XML 1.0 normalises it
    SourcePos name_pos;
    SourcePos value_pos;  // of the first character inside the quotes
};

/// A light handle of an element; valid while its Document lives. Equality is identity.
class Element {
  public:
    std::string_view name() const;
    SourcePos pos() const;                      // of the '<'
    std::vector<Attribute> attributes() const;  // in file order
    std::optional<Attribute> attribute(std::string_view name) const;
    std::optional<Element> parent() const;  // none for the root element

    bool operator==(const Element&) const = default;

  private:
    friend class Document;
    friend class Query;
    friend struct Node;
    friend struct Access;
    Element(const Document* document, const void* handle) : document_(document), handle_(handle) {}
    const Document* document_;
    const void* handle_;  // pugi's node
};

/// A child of an element, in file order: an element, or a stretch of text (CDATA included, adjacent stretches joined over
/// comments and processing instructions, which are skipped; white space kept as it is, line ends as LF).
struct Node {
    std::optional<Element> element;  // none: text
    SourceText text;
};

std::vector<Node> children(const Element& element);
/// Child elements alone. Text that is not white space beside them is for the caller to look for with children().
std::vector<Element> child_elements(const Element& element);
/// The first child element of that name.
std::optional<Element> child_element(const Element& element, std::string_view name);
/// All text below the element in order (XPath's string value), with positions.
SourceText string_value(const Element& element);
/// The same without: it is part of the document.
std::string_view plain_value(const Element& element);
/// Whether text that is more than white space stands beside the child elements.
bool has_own_text(const Element& element);

/// A parsed file. Immutable; any number of threads may read it.
class Document {
  public:
    /// Reads a whole file's bytes (copied). Reports every fault that can be told apart, with positions, and returns null if there was one:
    /// bytes that are no UTF-8 (says so when they look like GB18030 or UTF-16), a wrong encoding declaration, NUL and other
    /// characters XML forbids, DTDs, unknown entities, bare & and <, tags that do not match, duplicate attributes, more than one
    /// root, names with a colon, too deep, too long. A UTF-8 byte order mark is allowed.
    static std::shared_ptr<const Document> parse(std::string_view bytes, std::string_view file_name, const Limits& limits,
                                                 Diagnostics& diagnostics);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    Element root() const;
    const SourceFilePtr& file() const;

    /// The same document with other values in attributes that it has; every place stays that of the file.
    struct NewValue {
        Element element;
        std::string name, value;
    };
    std::shared_ptr<const Document> with(const std::vector<NewValue>& values) const;

  private:
    friend class Builder;
    friend class Element;
    friend class Query;
    friend struct Access;
    Document();
    struct State;
    std::unique_ptr<State> state_;
};

/// The value of a query: a string with the place it came from.
struct QueryValue {
    std::string text;
    SourcePos pos;  // of the element or attribute that gave it; no place for computed values
};

/// A compiled XPath 1.0 expression. Immutable; may be evaluated by any number of threads.
class Query {
  public:
    /// Compiles. On a fault reports it at the right column of `where` (the position of the expression's first character) and returns
    /// null. Refused besides bad syntax: functions that count bytes (string-length, substring, translate), unknown functions, variables.
    static std::shared_ptr<const Query> compile(std::string_view expression, SourcePos where, Diagnostics& diagnostics);
    ~Query();

    /// The elements selected, in document order; attributes and text selected count as their element.
    std::vector<Element> elements(const Element& context) const;
    /// The string value of the first node in document order, or of a computed value. nullopt: nothing selected.
    std::optional<QueryValue> value(const Element& context) const;
    /// XPath's boolean().
    bool test(const Element& context) const;

    /// How many nodes one of these visits at most; long text counts as nodes. The bound is by the expression's form, and not a tight one.
    std::uint64_t most_visits(const Element& context) const;

  private:
    Query();
    struct State;
    std::unique_ptr<State> state_;
};
using QueryPtr = std::shared_ptr<const Query>;

}  // namespace banxin::xml
