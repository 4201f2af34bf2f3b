// What to type after a message: the library says what is wrong, the program how it is called here.
#pragma once

#include "cli/text.hpp"

namespace banxin::cli {

/// Empty: the message says it all.
std::string advice(int code, Language language);

}  // namespace banxin::cli
