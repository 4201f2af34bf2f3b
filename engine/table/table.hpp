// Tables of data, one row an edition: from CSV (RFC 4180) or XML to cells that know their place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
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

/// Where the bytes of a table lie. Any number of threads may read.
class Store {
  public:
    virtual ~Store() = default;
    virtual std::size_t size() const = 0;
    /// The bytes [from, from + size) as far as there are any. Throws std::runtime_error where they cannot be had.
    virtual std::string read(std::size_t from, std::size_t size) const = 0;
};
/// A store that is memory.
std::shared_ptr<const Store> in_memory(std::string bytes);

/// Rows are read when they are asked for: a table of many thousands takes a few bytes a row.
struct Table {
    SourceFilePtr file;
    std::vector<Cell> columns;  // their names
    std::string key;            // column that the file declares as key; empty: none

    std::size_t size() const { return text ? places.size() : rows.size(); }
    Row row(std::size_t number) const;

    struct Place {
        std::uint32_t offset, line;
    };
    std::shared_ptr<const Store> text;  // CSV in UTF-8; null: XML
    std::vector<Place> places;          // of the rows in it
    std::vector<Row> rows;              // of XML

    std::optional<std::size_t> find(std::string_view column) const;
    /// The same; a column that is not there is reported at `where`, with the one that was meant.
    std::optional<std::size_t> find(std::string_view column, SourcePos where, Diagnostics& diagnostics) const;
};

/// UTF-8 with or without byte order mark, or GB18030 (CSV alone; a note says so). Rows of nothing but empty cells are left out.
/// Reports every fault; nullopt if one of them is an error.
std::optional<Table> read_table(std::shared_ptr<const Store> bytes, std::string_view file_name, Diagnostics& diagnostics);

/// The column of the keys: `asked`, else what the table declares. Each key is a file name that is safe everywhere, and stands once.
std::optional<std::size_t> key_column(const Table& table, std::string_view asked, Diagnostics& diagnostics);

}  // namespace banxin::table
