// Where each figure stands in the text, and where in the table.
#include "office/figures.hpp"

#include <fmt/format.h>

#include "office/csv.hpp"

namespace banxin::office {

std::string figures_csv(const batch::Run& run, Language language) {
    std::string out = "\xEF\xBB\xBF";
    out += language == Language::kChinese ? "版本,字段,文中,数据表,简报行,简报列,数据表行,数据表列\r\n"
                                          : "edition,field,text,table,brief line,brief column,table line,table column\r\n";
    const table::Table& table = run.brief().table();
    for (const edition::Figure& figure : run.figures()) {
        const table::Row row = table.row(figure.row);
        const table::Cell& cell = row.cells[figure.column];
        out +=
            fmt::format("{},{},{},{},{},{},{},{}\r\n", csv_cell(run.brief().key(figure.row)), csv_cell(table.columns[figure.column].str()),
                        csv_cell(figure.text), csv_cell(cell.str()), figure.pos.line, figure.pos.column, cell.pos.line, cell.pos.column);
    }
    return out;
}

}  // namespace banxin::office
