// Cells of the tables that the program writes.
#pragma once

#include <string>
#include <string_view>

namespace banxin::office {

/// A cell of CSV. Text that a spreadsheet would take for a formula (it begins with = + - @ or a tab, and is no number) gets an apostrophe
/// before it.
std::string csv_cell(std::string_view text);

}  // namespace banxin::office
