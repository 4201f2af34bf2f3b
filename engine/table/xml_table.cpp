// A table as XML: <table version="1" key="..."><row><cell column="...">text</cell> ...</row> ...</table>
#include <array>

#include "reader/schema.hpp"
#include "reader/validate.hpp"
#include "table/inside.hpp"
#include "xml/document.hpp"

namespace banxin::table {
namespace {

using reader::AttributeSpec;
using reader::ElementSpec;
using reader::Occurs;
using reader::Particle;
using reader::Type;

constexpr std::array kTable{
    AttributeSpec{"version", Type::kChoice, true, "1", 0, 0, "", "Version of the language.", "语言版本。"},
    AttributeSpec{"key", Type::kText, false, "", 0, 0, "", "Column whose text names the edition and its file.",
                  "关键列，其内容即版本名和文件名。"},
};
constexpr std::array kCell{
    AttributeSpec{"column", Type::kText, true, "", 0, 0, "", "Name of the column.", "列名。"},
};
constexpr std::array<std::string_view, 1> kRowE{"row"}, kCellE{"cell"};
constexpr std::array kTableContent{Particle{kRowE, Occurs::kSome}};
constexpr std::array kRowContent{Particle{kCellE, Occurs::kSome}};
constexpr std::array kElements{
    ElementSpec{"table", kTable, kTableContent, false, false, Type::kAnyText, "A table of editions.", "版本数据表。"},
    ElementSpec{"row", {}, kRowContent, false, false, Type::kAnyText, "One edition.", "一个版本。"},
    ElementSpec{"cell", kCell, {}, false, true, Type::kAnyText, "One value.", "一项数据。"},
};
constexpr reader::Schema kSchema{"table", kElements};

void read_row(const xml::Element& element, Table& table, std::vector<std::vector<std::optional<Cell>>>& rows, Diagnostics& diagnostics) {
    std::vector<std::optional<Cell>>& row = rows.emplace_back(table.columns.size());
    for (const xml::Element& cell : xml::child_elements(element)) {
        const xml::Attribute column = *cell.attribute("column");
        auto found = table.find(column.value);
        if (!found) {
            found = table.columns.size();
            table.columns.push_back({SourceText(column.value, column.value_pos), column.value_pos});
            row.emplace_back();
        }
        if (row[*found]) diagnostics.report(Code::kCellTwice, cell.pos(), {column.value});
        SourceText text = xml::string_value(cell);
        const SourcePos pos = text.empty() ? cell.pos() : text.at(0);
        row[*found] = Cell{std::move(text), pos};
    }
}

}  // namespace

void read_xml(std::string_view bytes, Table& table, Diagnostics& diagnostics) {
    const auto document = xml::Document::parse(bytes, table.file->name, {}, diagnostics);
    if (!document || !reader::validate(*document, kSchema, diagnostics)) return;
    table.file = document->file();
    if (const auto key = document->root().attribute("key")) table.key = key->value;
    std::vector<std::vector<std::optional<Cell>>> rows;
    const std::vector<xml::Element> elements = xml::child_elements(document->root());
    for (const xml::Element& row : elements) read_row(row, table, rows, diagnostics);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Row& row = table.rows.emplace_back(Row{elements[i].pos(), {}});
        rows[i].resize(table.columns.size());
        for (std::optional<Cell>& cell : rows[i]) row.cells.push_back(cell ? std::move(*cell) : Cell{{}, row.pos});
    }
}

}  // namespace banxin::table
