// The brief's own data, and the row's.
#include "edition/sheet.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "edition/numbered.hpp"
#include "xml/builder.hpp"

namespace banxin::edition {

reader::BriefDocument sheet_of(const Template& of, std::size_t row, const std::vector<CopyRange>& copies,
                               const reader::BriefDocument& brief) {
    const xml::Element root = brief.tree->root();
    const table::Cell key = of.key_cell(row);
    int count = 0;
    for (const CopyRange& range : copies) count += range.last - range.first + 1;
    xml::Builder builder(*brief.tree);
    builder.begin(root.name(), root.pos());
    for (const xml::Attribute& a : root.attributes()) builder.attribute(a.name, a.name_pos, a.value, a.value_pos);
    for (const xml::Element& element : xml::child_elements(root))
        if (element.name() != "article" && element.name() != "editor-note") builder.copy(element);
    builder.begin("edition", key.pos);
    builder.attribute("name", key.pos, key.str(), key.pos);
    builder.attribute("copies", key.pos, fmt::format("{}", count), key.pos);
    if (of.roles().first_copy && of.roles().last_copy && !copies.empty()) {
        builder.attribute("first-copy", key.pos, copy_number(copies.front().first), key.pos);
        builder.attribute("last-copy", key.pos, copy_number(copies.back().last), key.pos);
        for (const CopyRange& range : copies) {
            builder.begin("range", key.pos);
            builder.attribute("first", key.pos, copy_number(range.first), key.pos);
            builder.attribute("last", key.pos, copy_number(range.last), key.pos);
            builder.end();
        }
    }
    builder.end();
    builder.end();
    reader::BriefDocument out;
    out.tree = builder.finish();
    if (!out.tree) throw std::logic_error("a sheet's data cannot be put together");
    out.brief = brief.brief;
    out.brief.articles.clear();
    out.brief.editor_notes.clear();
    return out;
}

}  // namespace banxin::edition
