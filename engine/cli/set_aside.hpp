// A file's bytes put aside for the time that the program runs.
#pragma once

#include <memory>
#include <string>

#include "base/diagnostics.hpp"
#include "table/table.hpp"

namespace banxin::cli {

/// $TMPDIR, else /tmp.
std::string temporary_folder();

/// A copy of the file that nobody else can change, in a temporary file without a name, or in memory where there is no room for one;
/// and its SHA-256. Null, and reported: the file cannot be read, or is too long.
std::shared_ptr<const table::Store> set_aside(const std::string& path, std::string& hash, Diagnostics& diagnostics);

}  // namespace banxin::cli
