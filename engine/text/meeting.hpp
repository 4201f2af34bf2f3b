// Words that come to stand side by side only because the text around them runs in two directions.
#pragma once

#include <string>

#include "base/diagnostics.hpp"
#include "text/composer.hpp"

namespace banxin::text {

/// Reports numbers and words of the line that read as one and were not typed so: between two isolates of UAX #9 the end of one may meet a
/// number that is no part of it.
void check_meetings(const Line& line, Diagnostics& diagnostics);

}  // namespace banxin::text
