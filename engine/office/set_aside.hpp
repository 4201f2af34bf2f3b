// A file's bytes put aside for the time of a run.
#pragma once

#include <memory>
#include <string>

#include "base/diagnostics.hpp"
#include "files/files.hpp"
#include "table/table.hpp"

namespace banxin::office {

/// A copy of the file that nobody else can change, in a file without a name in the folder `temporary`, or in memory where there is no room
/// or no such folder; and its SHA-256. Null, and reported: the file cannot be read, or is too long.
/// `reading` is asked meanwhile.
std::shared_ptr<const table::Store> set_aside(const std::string& path, const std::string& temporary, std::string& hash,
                                              const Reading& reading, Diagnostics& diagnostics);

}  // namespace banxin::office
