// When and by whom something is done: the only place where the program asks clock and user.
#pragma once

#include <array>
#include <ctime>
#include <string>

#include <pwd.h>
#include <unistd.h>

#include "cli/options.hpp"

namespace banxin::cli {

/// --at and --who, else now and the user that runs the program.
inline Stamp stamp_of(const Options& options) {
    Stamp out{options.registry.at, options.who};
    if (out.at.empty()) {
        const std::time_t now = std::time(nullptr);
        std::tm local{};
        localtime_r(&now, &local);
        std::array<char, 40> text{};
        std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &local);
        out.at = text.data();
    }
    if (out.who.empty()) {
        const passwd* user = getpwuid(getuid());
        out.who = user ? user->pw_name : std::to_string(getuid());
    }
    return out;
}

}  // namespace banxin::cli
