// Registers are kept from being written over by a slip.
#pragma once

#include <initializer_list>
#include <string>

#include "base/diagnostics.hpp"

namespace banxin::office {

/// False, and reported: one of the files to be written is a register, or the log of one, by whatever name or link. A register that the
/// process has open is to be noted before (Hold::note): closing a file that SQLite has open would drop its locks.
bool spares_registers(std::initializer_list<std::string> outputs, Diagnostics& diagnostics);

/// By its name it is the log of the register beside it.
bool is_named_as_log(const std::string& path);

}  // namespace banxin::office
