// A part of an issue made again: it is what was issued, or it is refused.
#pragma once

#include <string>

#include "batch/manifest.hpp"
#include "batch/run.hpp"
#include "register/records.hpp"

namespace banxin::office {

/// The roles of the register: it knows the catalogue as one of the fonts.
std::string role_on_record(const batch::Source& source);

/// False, and reported: the run is made from what the issue was not made from, or makes what the issue has not.
bool is_as_recorded(const batch::Run& run, const batch::Manifest& now, const registry::Issue& issue, const std::string& register_file,
                    Diagnostics& diagnostics);

}  // namespace banxin::office
