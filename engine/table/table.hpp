// Tables of data, one row an edition: from CSV (RFC 4180) or XML to cells that know their place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/source.hpp"

namespace banxin::table {

struct Cell {
    SourceText text;
    SourcePos pos;  // also of an empty one

    const std::string& str() const { return text.str(); }
};

struct Row {
    SourcePos pos;
    std::vector<Cell> cells;  // one a column
};

struct Table {
    SourceFilePtr file;
    std::vector<Cell> columns;  // their names
    std::vector<Row> rows;
    std::string key;  // column that the file declares as key; empty: none

    std::optional<std::size_t> find(std::string_view column) const;
    /// The same; a column that is not there is reported at `where`, with the one that was meant.
    std::optional<std::size_t> find(std::string_view column, SourcePos where, Diagnostics& diagnostics) const;
};

/// UTF-8 with or without byte order mark, or GB18030 (CSV alone; a note says so). Rows of nothing but empty cells are left out.
/// Reports every fault; nullopt if one of them is an error.
std::optional<Table> read_table(std::string_view bytes, std::string_view file_name, Diagnostics& diagnostics);

/// The column of the keys: `asked`, else what the table declares. Each key is a file name that is safe everywhere, and stands once.
std::optional<std::size_t> key_column(const Table& table, std::string_view asked, Diagnostics& diagnostics);

}  // namespace banxin::table
