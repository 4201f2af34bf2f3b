// Files of the program: read whole, written whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"

namespace banxin::cli {

/// Beyond this a file is refused unread; the limit of xml::Limits.
inline constexpr std::size_t kMaxInput = std::size_t{64} << 20;

std::optional<std::string> read_file(const std::string& path, Diagnostics& diagnostics);

/// Writes under a temporary name in the same folder and renames: a file that existed stays as it was until the new one is whole.
/// "-": standard output; devices and pipes are written to as they are.
bool write_file(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

/// To standard error. Where nobody can hear, the work is done all the same.
void say(std::string_view text);

/// Writes a file under a name that nothing has yet, on the disk with its name before it returns. False, and reported: it is not there.
bool publish(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

/// Holds a lock on a file until the program ends: shared with others that share it, or alone. False: others hold it, and `alone` does not wait.
bool hold(const std::string& path, bool alone);

bool exists(const std::string& path);

/// Two names of one regular file that exists.
bool same_file(const std::string& a, const std::string& b);

}  // namespace banxin::cli
