// Registers are kept from being written over by a slip of the command line.
#pragma once

#include <initializer_list>
#include <string>

#include "base/diagnostics.hpp"

namespace banxin::cli {

/// False, and reported: one of the files to be written is a register, or the log of one, by whatever name or link. To be asked before
/// the program opens a register: closing a file that SQLite has open would drop its locks.
bool spares_registers(std::initializer_list<std::string> outputs, Diagnostics& diagnostics);

}  // namespace banxin::cli
