// The brief of a list: what identifies the issue, as the first edition has it, and an entry for each edition.
#include "batch/lists.hpp"

#include <fmt/format.h>

#include "press/typeset.hpp"
#include "reader/brief_reader.hpp"
#include "xml/builder.hpp"

namespace banxin::batch {
namespace {

void entry(xml::Builder& to, const Run& run, std::size_t row) {
    const edition::Template& brief = run.brief();
    const edition::Roles& roles = brief.roles();
    const std::vector<table::Cell> cells = brief.table().row(row).cells;
    const SourcePos pos = cells[brief.key_column()].pos;
    const auto add = [&](const char* name, std::optional<std::size_t> column) {
        if (column) to.attribute(name, pos, edition::trimmed(cells[*column].str()), cells[*column].pos);
    };
    to.begin("entry", pos);
    to.attribute("to", pos, cells[brief.key_column()].str(), pos);
    add("copies", roles.copies);
    add("first-copy", roles.first_copy);
    add("last-copy", roles.last_copy);
    if (run.pages(row) > 0) to.attribute("pages", pos, fmt::format("{}", run.pages(row)), pos);
    to.end();
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
        if (!run.failed(row)) entry(out, run, row);
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
    Diagnostics again;  // what the first edition has to confirm was told with it
    auto tree = brief_of_list(run, again);
    const auto brief = tree ? reader::read_brief(std::move(tree), again) : nullptr;
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
