// Marked figures of a run as a table, for spreadsheets and proof-readers.
#pragma once

#include <string>

#include "batch/run.hpp"

namespace banxin::office {

/// After run.check(), of a run that collects figures: CSV with a byte order mark.
std::string figures_csv(const batch::Run& run, Language language);

}  // namespace banxin::office
