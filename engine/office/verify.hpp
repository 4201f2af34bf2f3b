// A register and the files that it speaks of: compared, and settled after a crash.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "register/register.hpp"

namespace banxin::office {

/// The register itself, and every recorded file by its hash. Numbers under way are told too: somebody's program may have ended early.
/// Returns how many files were compared.
std::size_t verify(registry::Register& reg, const std::string& file, Diagnostics& diagnostics);

/// What people have decided about one number, where nothing else can tell; its key is empty where they have not.
struct Decision {
    std::string series, key, reason;
};
/// Register::recover with a look at the files. Returns what was settled; while documents are made with the register, that is reported.
std::vector<registry::Issue> recover(registry::Register& reg, const std::string& file, const Decision& decision,
                                     const registry::Stamp& stamp, Diagnostics& diagnostics);

}  // namespace banxin::office
