// The copy is put together by a Builder, so every place stays that of the file.
#include "xml/variable_text.hpp"

#include <stdexcept>
#include <string>

#include "xml/builder.hpp"
#include "xml/state.hpp"

namespace banxin::xml {
namespace {

void copy(Builder& to, const Element& from, const Element& variable, std::string_view text) {
    to.begin(from.name(), from.pos());
    for (const Attribute& a : from.attributes()) to.attribute(a.name, a.name_pos, a.value, a.value_pos);
    if (from == variable) {
        to.text(text, string_value(from).at(0));
    } else {
        for (const Node& node : children(from)) {
            if (node.element) copy(to, *node.element, variable, text);
            else to.text(node.text);
        }
    }
    to.end();
}

}  // namespace

VariableText::VariableText(const Document& of, const Element& element, std::string_view text) : index_(Access::index(element)) {
    Builder builder(of);
    copy(builder, of.root(), element, text);
    document_ = builder.finish();
    if (!document_) throw std::logic_error("a document cannot be copied");
}

Element VariableText::element() const { return Access::element(*document_, index_); }

void VariableText::set(std::string_view text) {
    Access::State& state = Access::change(*document_);
    const ElementRecord& record = state.tree.elements[index_];
    if (text.size() != record.text_to - record.text_from) throw std::logic_error("a text of another length");
    state.tree.content.replace(record.text_from, text.size(), text);
    state.nodes[index_].first_child().set_value(std::string(text).c_str());
}

}  // namespace banxin::xml
