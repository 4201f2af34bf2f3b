// What the program brings along: its layouts and font catalogue, and where it looks for fonts.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.hpp"
#include "cli/options.hpp"
#include "font/choose.hpp"
#include "font/index.hpp"
#include "library/library.hpp"

namespace banxin::cli {

/// The program's layouts: $BANXIN_DATA, else share/banxin beside the program's folder, else the source tree it was built in.
Library own_library();

/// The program's catalogue.
std::optional<font::Catalogue> own_catalogue(Diagnostics& diagnostics);

/// Of the user's folders, the program's own and the system's; through the user's cache unless the options forbid it.
font::FontIndex index_fonts(const Options& options);

}  // namespace banxin::cli
