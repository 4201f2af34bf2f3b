// A file without a name: it is gone when its descriptor is closed, or the program ends.
#pragma once

#include <string>

namespace banxin {

/// To be read and written; the caller closes it. Below 0: the folder takes none, errno says why.
int open_unnamed(const std::string& folder);

}  // namespace banxin
