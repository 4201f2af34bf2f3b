// The steps from bytes to a table. For this room alone.
#pragma once

#include "table/table.hpp"

namespace banxin::table {

/// The bytes as UTF-8 without byte order mark, every character one that XML allows.
std::optional<std::string> decode(std::string_view bytes, const SourceFile& file, Diagnostics& diagnostics);
void read_csv(std::string_view text, Table& table, Diagnostics& diagnostics);
void read_xml(std::string_view bytes, Table& table, Diagnostics& diagnostics);

}  // namespace banxin::table
