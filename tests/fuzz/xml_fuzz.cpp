// Fuzzing of the strict reading: any bytes are read or refused, never both, and what is read can be walked and queried.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "xml/document.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::size_t walk(const banxin::xml::Element& element) {
    std::size_t size = 0;
    for (const banxin::xml::Attribute& attribute : element.attributes()) require(attribute.value_pos.line >= attribute.name_pos.line);
    for (const banxin::xml::Node& node : banxin::xml::children(element)) size += node.element ? walk(*node.element) : node.text.size();
    require(size == banxin::xml::string_value(element).size());
    return size;
}

void query(std::string_view expression, const banxin::xml::Element& context) {
    banxin::Diagnostics diagnostics;
    const auto compiled = banxin::xml::Query::compile(expression, {}, diagnostics);
    require((compiled == nullptr) == diagnostics.failed());
    if (!compiled) return;
    compiled->elements(context);
    compiled->value(context);
    compiled->test(context);
}

}  // namespace

/// The root's own text is taken as an expression too, so that one corpus serves both.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace banxin;
    Diagnostics diagnostics;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto document = xml::Document::parse(bytes, "fuzz.xml", {}, diagnostics);
    require((document == nullptr) == diagnostics.failed());
    for (const Diagnostic& d : diagnostics.all()) require(d.code != Code::kInternalFault && !render(d, Language::kChinese).empty());
    if (!document) return 0;
    const std::size_t text = walk(document->root());
    Diagnostics none;
    require(xml::Query::compile("string(/)", {}, none)->value(document->root())->text.size() == text);
    query("//*[@*] | //text()", document->root());
    query(xml::string_value(document->root()).str(), document->root());
    return 0;
}
