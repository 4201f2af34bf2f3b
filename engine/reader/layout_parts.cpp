// Following `extends` and merging by name.
#include "reader/layout_parts.hpp"

#include <algorithm>
#include <set>

#include "reader/schema.hpp"
#include "reader/validate.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

std::string name_of(const xml::Element& element) {
    const auto name = element.attribute(element.name() == "inline" ? "for" : "name");
    return name ? std::string(name->value) : std::string();
}

class Merger {
  public:
    Merger(LayoutParts& out, Diagnostics& diagnostics) : out_(out), diagnostics_(diagnostics) {}

    void add(const xml::Document& document) {
        here_.clear();
        for (const xml::Element& element : xml::child_elements(document.root())) add(element);
    }

  private:
    void add(const xml::Element& element) {
        const std::string_view kind = element.name();
        if (kind == "size") named(out_.sizes, element);
        if (kind == "kinsoku") named(out_.kinsoku, element);
        if (kind == "format") named(out_.formats, element);
        if (kind == "style") named(out_.styles, element);
        if (kind == "inline") named(out_.inlines, element);
        if (kind == "ink" && named(out_.inks, element)) out_.ink_order.push_back(name_of(element));
        if (kind == "page") out_.page = element;
        if (kind == "metadata") out_.metadata = element;
        if (kind == "masthead") out_.masthead = element;
        if (kind == "flow") out_.flow = element;
        if (kind == "colophon") out_.colophon = element;
        if (kind == "folio") out_.folio = element;
        if (kind == "proof") out_.proof = element;
        if (kind == "vertical") out_.vertical = element;
        if (kind == "words")
            for (const xml::Element& word : xml::child_elements(element)) out_.words.push_back(xml::string_value(word).str());
    }

    /// True if the name is new. Twice in one file is an error; in a file that extends another it replaces.
    bool named(Named& map, const xml::Element& element) {
        const std::string name = name_of(element);
        if (!here_.emplace(&map, name).second) diagnostics_.report(Code::kNameTwice, element.pos(), {element.name(), name});
        const bool added = map.find(name) == map.end();
        map.insert_or_assign(name, element);
        return added;
    }

    LayoutParts& out_;
    Diagnostics& diagnostics_;
    std::set<std::pair<const Named*, std::string>> here_;  // names of this file
};

}  // namespace

bool is_layout_name(std::string_view name) {
    return !name.empty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::optional<LayoutParts> merge_layouts(std::shared_ptr<const xml::Document> document, LayoutSource& source, Diagnostics& diagnostics) {
    LayoutParts out;
    std::vector<std::string> names;
    while (document) {
        validate(*document, layout_schema(), diagnostics);
        const xml::Element root = document->root();
        if (root.name() != "layout") return std::nullopt;
        names.push_back(name_of(root));
        out.documents.insert(out.documents.begin(), document);
        const auto extends = root.attribute("extends");
        if (!extends) break;
        if (!is_layout_name(extends->value)) {
            if (accepts(Type::kName, extends->value, nullptr))
                diagnostics.report(Code::kNotALayoutName, extends->value_pos, {extends->value});
            return std::nullopt;  // else the table's check has said so
        }
        if (std::find(names.begin(), names.end(), extends->value) != names.end()) {
            diagnostics.report(Code::kExtendsItself, extends->value_pos, {extends->value});
            return std::nullopt;
        }
        document = source.layout(extends->value, extends->value_pos, diagnostics);
        if (!document) return std::nullopt;
    }
    Merger merger(out, diagnostics);
    for (const auto& d : out.documents) merger.add(*d);
    return out;
}

}  // namespace banxin::reader
