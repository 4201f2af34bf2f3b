// CSV by RFC 4180: commas, quotes that are doubled inside quotes, the names of the columns in the first row.
#include <algorithm>

#include <fmt/format.h>

#include "table/inside.hpp"

namespace banxin::table {
namespace {

class CsvReader {
  public:
    CsvReader(std::string_view text, const SourceFile& file, Diagnostics& diagnostics)
        : text_(text), diagnostics_(diagnostics), pos_{&file, 1, 1} {}

    bool done() const { return at_ >= text_.size() || broken_; }

    Row row() {
        Row out{pos_, {}};
        do out.cells.push_back(cell());
        while (take_comma());
        return out;
    }

  private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    std::size_t line_end() const { return peek() == '\n' ? 1u : peek() == '\r' ? (peek(1) == '\n' ? 2u : 1u) : 0u; }

    /// One character that ends no line.
    void step() {
        do ++at_;
        while ((static_cast<unsigned char>(peek()) & 0xC0) == 0x80);
        ++pos_.column;
    }

    void new_line() {
        at_ += line_end();
        ++pos_.line;
        pos_.column = 1;
    }

    /// Behind a comma another cell begins; behind a line's end another row.
    bool take_comma() {
        if (broken_ || at_ >= text_.size()) return false;
        if (peek() == ',') {
            step();
            return true;
        }
        new_line();
        return false;
    }

    Cell cell() { return peek() == '"' ? quoted() : plain(); }

    Cell plain() {
        Cell out{{}, pos_};
        const std::size_t from = at_;
        bool told = false;
        while (at_ < text_.size() && peek() != ',' && line_end() == 0) {
            if (peek() == '"' && !told) {
                diagnostics_.report(Code::kCsvQuoteInside, pos_);
                told = true;
            }
            step();
        }
        out.text.append(text_.substr(from, at_ - from), out.pos);
        return out;
    }

    Cell quoted() {
        const SourcePos opening = pos_;
        step();
        Cell out{{}, pos_};
        while (true) {
            const std::size_t from = at_;
            const SourcePos start = pos_;
            while (at_ < text_.size() && peek() != '"' && line_end() == 0) step();
            out.text.append(text_.substr(from, at_ - from), start);
            if (at_ >= text_.size()) {
                diagnostics_.report(Code::kCsvQuoteOpen, opening);
                broken_ = true;
                return out;
            }
            const SourcePos here = pos_;
            if (line_end() > 0) {
                out.text.append("\n", here);
                new_line();
                continue;
            }
            step();
            if (peek() != '"') break;
            out.text.append("\"", here);
            step();
        }
        if (at_ < text_.size() && peek() != ',' && line_end() == 0) {
            diagnostics_.report(Code::kCsvAfterQuote, pos_);
            while (at_ < text_.size() && peek() != ',' && line_end() == 0) step();
        }
        return out;
    }

    std::string_view text_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    SourcePos pos_;
    bool broken_ = false;
};

bool is_empty(const Row& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& c) { return c.text.empty(); });
}

}  // namespace

void read_csv(std::string_view text, Table& table, Diagnostics& diagnostics) {
    CsvReader reader(text, *table.file, diagnostics);
    if (reader.done()) return;
    table.columns = reader.row().cells;
    if (table.columns.size() == 1 && table.columns.front().str().find_first_of(";\t|") != std::string::npos)
        return diagnostics.report(Code::kCsvSeparator, table.columns.front().pos);
    while (!reader.done()) {
        Row row = reader.row();
        if (is_empty(row)) continue;
        if (row.cells.size() != table.columns.size())
            diagnostics.report(Code::kCsvRowLength, row.pos,
                               {fmt::format("{}", row.cells.size()), fmt::format("{}", table.columns.size())});
        table.rows.push_back(std::move(row));
    }
}

}  // namespace banxin::table
