// What the program brings along: its layouts and font catalogue, and where it looks for fonts.
#pragma once

#include <string>

#include "cli/options.hpp"

namespace banxin::cli {

/// The program's layouts and catalogue ($BANXIN_DATA, else share/banxin beside the program's folder, else the source tree it was built in);
/// the user's fonts, the program's own and the system's, through the user's cache unless the options forbid it. Fonts are looked for when
/// they are needed, so that a fault of the brief comes first.
Engine engine_of(const Options& options);

/// Where files go that are put aside while the program runs.
std::string temporary_folder();

}  // namespace banxin::cli
