// CSV by RFC 4180: commas, quotes that are doubled inside quotes, the names of the columns in the first row.
#include <algorithm>

#include <fmt/format.h>

#include "table/inside.hpp"

namespace banxin::table {
namespace {

class CsvReader {
  public:
    CsvReader(std::string_view text, SourcePos start, Diagnostics& diagnostics) : text_(text), diagnostics_(diagnostics), pos_(start) {}

    /// Behind the rows that were read.
    std::size_t offset() const { return at_; }
    SourcePos pos() const { return pos_; }
    bool broken() const { return broken_; }

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

/// The rows of a text one after the other, of which no more than a window is in memory; or as much as a row takes.
class RowReader {
  public:
    RowReader(const Store& text, const SourceFile& file, Diagnostics& diagnostics)
        : text_(text), diagnostics_(diagnostics), pos_{&file, 1, 1}, window_(text.read(0, kWindow)) {
        if (window_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    }

    bool done() const { return broken_ || offset() >= text_.size(); }
    std::size_t offset() const { return base_ + at_; }

    Row row() {
        while (true) {
            Diagnostics found;
            CsvReader reader(std::string_view(window_).substr(at_), pos_, found);
            Row out = reader.row();
            const bool all = base_ + window_.size() >= text_.size();
            if (!all && at_ + reader.offset() == window_.size()) {  // it may go on behind the window
                more();
                continue;
            }
            diagnostics_.add_all(found);
            at_ += reader.offset();
            pos_ = reader.pos();
            broken_ = reader.broken();
            return out;
        }
    }

  private:
    void more() {
        window_.erase(0, at_);
        base_ += at_;
        at_ = 0;
        window_ += text_.read(base_ + window_.size(), std::max(kWindow, window_.size()));
    }

    const Store& text_;
    Diagnostics& diagnostics_;
    SourcePos pos_;
    std::string window_;
    std::size_t base_ = 0, at_ = 0;  // of the window in the text; of the next row in the window
    bool broken_ = false;
};

}  // namespace

Row row_at(std::string_view text, const SourceFile& file, std::uint32_t line) {
    Diagnostics known;  // they were told when the table was read
    return CsvReader(text, {&file, line, 1}, known).row();
}

void read_csv(Table& table, Diagnostics& diagnostics) {
    RowReader reader(*table.text, *table.file, diagnostics);
    if (reader.done()) return;
    table.columns = reader.row().cells;
    if (table.columns.size() == 1 && table.columns.front().str().find_first_of(";\t|") != std::string::npos)
        return diagnostics.report(Code::kCsvSeparator, table.columns.front().pos);
    while (!reader.done()) {
        const auto offset = static_cast<std::uint32_t>(reader.offset());
        const Row row = reader.row();
        if (is_empty(row)) continue;
        if (row.cells.size() != table.columns.size())
            diagnostics.report(Code::kCsvRowLength, row.pos,
                               {fmt::format("{}", row.cells.size()), fmt::format("{}", table.columns.size())});
        table.places.push_back({offset, row.pos.line});
    }
    table.places.shrink_to_fit();
}

}  // namespace banxin::table
