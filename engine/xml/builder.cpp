// Writing text and records of a document side by side.
#include "xml/builder.hpp"

#include <algorithm>

#include "xml/state.hpp"

namespace banxin::xml {
namespace {

std::uint32_t size_of(const std::string& text) { return static_cast<std::uint32_t>(text.size()); }

}  // namespace

Builder::Builder(const Document& like) : document_(new Document) {
    Document::State& state = *document_->state_;
    state.file = like.state_->file;
    state.text.reserve(like.state_->text.size() + like.state_->text.size() / 4);
    state.tree.content.reserve(like.state_->tree.content.size());
    state.tree.elements.reserve(like.state_->tree.elements.size());
}

Builder::~Builder() = default;

void Builder::origin(SourcePos pos) { document_->state_->origins.push_back({size_of(document_->state_->text), pos}); }

void Builder::close_tag() {
    if (in_tag_) document_->state_->text += '>';
    in_tag_ = false;
}

void Builder::begin(std::string_view name, SourcePos pos) {
    close_tag();
    Document::State& state = *document_->state_;
    origin(pos);
    const auto content = size_of(state.tree.content);
    const auto attributes = static_cast<std::uint32_t>(state.tree.attributes.size());
    state.tree.elements.push_back({size_of(state.text), static_cast<std::uint32_t>(name.size()), open_.empty() ? kNoElement : open_.back(),
                                   0, attributes, 0, content, content});
    open_.push_back(static_cast<std::uint32_t>(state.tree.elements.size() - 1));
    state.text += '<';
    state.text += name;
    in_tag_ = true;
}

bool Builder::escape(char c, bool in_attribute) {
    std::string& out = document_->state_->text;
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '\r') out += "&#13;";
    else if (in_attribute && c == '"') out += "&quot;";
    else if (in_attribute && c == '\n') out += "&#10;";
    else if (in_attribute && c == '\t') out += "&#9;";
    else return false;
    return true;
}

void Builder::attribute(std::string_view name, SourcePos name_pos, std::string_view value, SourcePos value_pos) {
    Document::State& state = *document_->state_;
    state.text += ' ';
    origin(name_pos);
    AttributeRecord record{size_of(state.text), static_cast<std::uint32_t>(name.size()), 0, size_of(state.tree.values),
                           static_cast<std::uint32_t>(value.size())};
    state.text += name;
    state.text += "=\"";
    origin(value_pos);
    record.value_source = size_of(state.text);
    state.tree.values += value;
    for (const char c : value)
        if (!escape(c, true)) state.text += c;
    state.text += '"';
    state.tree.attributes.push_back(record);
    ++state.tree.elements.back().attribute_count;
}

void Builder::text(const SourceText& text) {
    text.each_stretch([&](std::string_view bytes, SourcePos pos) { this->text(bytes, pos); });
}

void Builder::text(std::string_view text, SourcePos pos) {
    if (text.empty()) return;
    close_tag();
    Document::State& state = *document_->state_;
    while (!text.empty()) {
        origin(pos);
        state.tree.pieces.push_back({size_of(state.tree.content), size_of(state.text)});
        const std::size_t plain = std::min(text.find_first_of("&<>\r"), text.size());
        state.text += text.substr(0, plain);
        state.tree.content += text.substr(0, plain);
        for (const char c : text.substr(0, plain)) pos.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        text.remove_prefix(plain);
        if (text.empty()) break;
        origin(pos);
        state.tree.pieces.push_back({size_of(state.tree.content), size_of(state.text)});
        escape(text.front(), false);
        state.tree.content += text.front();
        ++pos.column;
        text.remove_prefix(1);
    }
}

void Builder::end() {
    Document::State& state = *document_->state_;
    ElementRecord& record = state.tree.elements[open_.back()];
    record.end = static_cast<std::uint32_t>(state.tree.elements.size());
    record.text_to = size_of(state.tree.content);
    if (in_tag_) {
        state.text += "/>";
        in_tag_ = false;
    } else {
        state.text += "</";
        state.text.append(state.text, record.start + 1, record.name_size);
        state.text += '>';
    }
    open_.pop_back();
}

void Builder::copy(const Element& from) {
    begin(from.name(), from.pos());
    for (const Attribute& a : from.attributes()) attribute(a.name, a.name_pos, a.value, a.value_pos);
    for (const Node& node : children(from)) {
        if (node.element) copy(*node.element);
        else text(node.text);
    }
    end();
}

std::shared_ptr<const Document> Builder::finish() {
    if (!open_.empty() || !document_->state_->load()) return nullptr;
    return document_;
}

}  // namespace banxin::xml
