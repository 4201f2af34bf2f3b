// The brief of a list: what identifies the issue, as the first edition has it, and an entry for each edition.
#include "batch/lists.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "press/typeset.hpp"
#include "reader/brief_reader.hpp"
#include "xml/builder.hpp"

namespace banxin::batch {
namespace {

/// Copies of an edition whose numbers follow each other.
void entry(xml::Builder& to, const Run& run, std::size_t row, const edition::CopyRange& copies) {
    const edition::Template& brief = run.brief();
    const edition::Roles& roles = brief.roles();
    const table::Cell key = brief.key_cell(row);
    const auto add = [&](const char* name, int number) { to.attribute(name, key.pos, fmt::format("{}", number), key.pos); };
    to.begin("entry", key.pos);
    to.attribute("to", key.pos, key.str(), key.pos);
    add("copies", copies.last - copies.first + 1);
    if (roles.first_copy) add("first-copy", copies.first);
    if (roles.last_copy) add("last-copy", copies.last);
    if (run.pages(row) > 0) to.attribute("pages", key.pos, fmt::format("{}", run.pages(row)), key.pos);
    to.end();
}

/// It sets the entries as a table, and nothing of the editions' own text.
bool is_of_lists(const Layout& layout) {
    return std::any_of(layout.flow.begin(), layout.flow.end(),
                       [](const FlowItem& item) { return std::holds_alternative<TableTemplate>(item); });
}

std::shared_ptr<const xml::Document> brief_of_list(const Run& run, Diagnostics& diagnostics) {
    std::size_t first = 0;
    while (first < run.rows() && run.failed(first)) ++first;
    const auto bound = first < run.rows() ? run.brief().bind(first, nullptr, diagnostics) : nullptr;
    if (!bound) return nullptr;
    xml::Builder out(*bound);
    const xml::Element root = bound->root();
    out.begin(root.name(), root.pos());
    for (const xml::Attribute& a : root.attributes()) out.attribute(a.name, a.name_pos, a.value, a.value_pos);
    for (const xml::Element& element : xml::child_elements(root))
        if (element.name() == "identity" || element.name() == "article") out.copy(element);
    out.begin("dispatch", root.pos());
    for (std::size_t row = first; row < run.rows(); ++row)
        for (const edition::CopyRange& copies : run.failed(row) ? std::vector<edition::CopyRange>{} : run.wanted_copies(row))
            entry(out, run, row, copies);
    out.end();
    out.end();
    return out.finish();
}

}  // namespace

std::optional<List> make_list(Run& run, const std::string& layout_name, Diagnostics& diagnostics) {
    const edition::Roles& roles = run.brief().roles();
    if (!roles.copies) return diagnostics.report(Code::kListWithoutCopies, run.brief().brief().root().pos(), {layout_name}), std::nullopt;
    const LayoutPtr layout = run.layouts().get(layout_name, {}, diagnostics);
    if (!layout) return std::nullopt;
    if (!is_of_lists(*layout)) return diagnostics.report_in(Code::kNoListLayout, "", {layout_name}), std::nullopt;
    Diagnostics again;  // what the first edition has to confirm was told with it
    auto tree = brief_of_list(run, again);
    const auto brief = tree ? reader::read_brief(std::move(tree), again, run.settings().pictures) : nullptr;
    if (!brief) return diagnostics.add_all(again), std::nullopt;
    const auto set = press::typeset(*layout, *brief, run.fonts(), diagnostics);
    List out{layout->name, {}, set ? set->document.pages.size() : 0};
    if (!set || !pdf::write(set->document, run.fonts(), run.settings().writer, out.pdf, diagnostics)) return std::nullopt;
    for (std::size_t row = 0; row < run.rows(); ++row)
        if (run.brief().key(row) == out.layout)
            return diagnostics.report(Code::kListNamed, run.brief().key_cell(row).pos, {out.layout}), std::nullopt;
    return out;
}

}  // namespace banxin::batch
