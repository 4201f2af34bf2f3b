// The two XML languages as tables: from them come the reader's checks, the RELAX NG schemas and the reference pages.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"

namespace banxin::reader {

/// What an attribute's value (or an element's text) may be.
enum class Type : std::uint8_t {
    kText,     // anything but nothing
    kAnyText,  // anything, also nothing
    kYesNo,
    kChoice,      // one of `values`
    kChoices,     // some of `values`, in order of preference
    kInteger,     // low..high, or one of `values`
    kDate,        // 2019-11-25
    kName,        // letters, digits, hyphens, or any hanzi
    kLength,      // 12mm, 3pt, 2字, 1行, 3号
    kLengths,     // two lengths
    kDecimal,     // a share from 0 to 1: 0.88
    kColour,      // four percentages
    kExpression,  // XPath
    kLanguage,    // zh-Hans
};

struct AttributeSpec {
    std::string_view name;
    Type type = Type::kText;
    bool required = false;
    std::string_view values;    // kChoice, kChoices, kInteger: "a|b|c"
    int low = 0, high = 0;      // kInteger
    std::string_view fallback;  // printed in the reference; "": none
    std::string_view english, chinese;
};

enum class Occurs : std::uint8_t { kOnce, kOptional, kAny, kSome };

/// One place in an element's content: any of these elements, so often. Ids are those of ElementSpec.
struct Particle {
    std::span<const std::string_view> elements;
    Occurs occurs = Occurs::kAny;
};

struct ElementSpec {
    std::string_view id;  // unique; the name is what stands after the last '.'
    std::span<const AttributeSpec> attributes;
    std::span<const Particle> content;  // in this order; with `any_order` in any order
    bool any_order = false;
    bool text = false;                // text may stand between the elements
    Type text_type = Type::kAnyText;  // text alone: what it must be
    std::string_view english, chinese;

    std::string_view name() const { return id.substr(id.rfind('.') + 1); }
};

/// In a particle: whatever may stand where the element stands.
inline constexpr std::string_view kAnything = "*";

/// A language: its elements, the root first.
struct Schema {
    std::string_view name;  // "brief", "layout"
    std::span<const ElementSpec> elements;
    std::span<const ElementSpec> fields = {};  // what a table's fields add to it, and is gone before the others are read

    const ElementSpec& element(std::string_view id) const;
};

const Schema& brief_schema();
const Schema& layout_schema();

/// What fields add to the brief language, and one of them by name; null: no such one.
std::span<const ElementSpec> field_elements();
const ElementSpec* field_element(std::string_view name);

/// RELAX NG (XML syntax) of a language.
std::string relax_ng(const Schema& schema);
/// The reference page of a language as Markdown.
std::string reference_markdown(const Schema& schema, Language language);

}  // namespace banxin::reader
