// The steps from bytes to a table. For this room alone.
#pragma once

#include "table/table.hpp"

namespace banxin::table {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
inline constexpr std::size_t kWindow = std::size_t{1} << 16;  // what is read at a time

/// UTF-8 and nothing in it that XML does not allow: it may be used where it lies.
bool is_clean(const Store& bytes);
/// The bytes as UTF-8 without byte order mark, every character one that XML allows.
std::optional<std::string> decode(std::string_view bytes, const SourceFile& file, Diagnostics& diagnostics);
/// Columns and places of the rows in table.text.
void read_csv(Table& table, Diagnostics& diagnostics);
Row row_at(std::string_view text, const SourceFile& file, std::uint32_t line);
void read_xml(std::string_view bytes, Table& table, Diagnostics& diagnostics);

}  // namespace banxin::table
