// What the entries of briefs and layouts share: the layouts and briefs of the checkout, and what holds of every report.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "compose/composition.hpp"
#include "reader/brief_reader.hpp"
#include "reader/layout_reader.hpp"
#include "xml/document.hpp"

namespace banxin::fuzz {

inline void require(bool holds) {
    if (!holds) std::abort();
}

inline std::shared_ptr<const xml::Document> read(std::string_view path, Diagnostics& diagnostics) {
    const std::string full = std::string(BANXIN_SOURCE_DIR) + "/" + std::string(path);
    std::ifstream file(full, std::ios::binary);
    return xml::Document::parse(std::string{std::istreambuf_iterator<char>(file), {}}, full, {}, diagnostics);
}

/// The layouts of the checkout by name.
class Layouts : public reader::LayoutSource {
  public:
    std::shared_ptr<const xml::Document> layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) override {
        require(reader::is_layout_name(name));  // never a path
        if (name == "work-brief" || name == "official-a4") return read("layouts/" + std::string(name) + ".xml", diagnostics);
        diagnostics.report(Code::kNoLayout, where, {name, ""});
        return nullptr;
    }
};

/// Every fault can be told in both languages, and those of the file have a place in it.
inline void check(const Diagnostics& diagnostics, std::string_view bytes) {
    const auto lines =
        1 + static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; }));
    for (const Diagnostic& d : diagnostics.all()) {
        require(d.code != Code::kInternalFault);
        require(!render(d, Language::kChinese).empty() && !render_json(d, Language::kEnglish).empty());
        if (d.file == "fuzz.xml") require(d.line <= lines && (d.line > 0) == (d.column > 0));
    }
}

}  // namespace banxin::fuzz
