// Marks as they are typed in running text: wrong width, substitutes for —— and ……, brackets without their other half.
#pragma once

#include "base/diagnostics.hpp"
#include "model/brief.hpp"

namespace banxin::reader {

/// Reported, never changed. `title`: its end is looked at as well.
void check_running_text(const InlineText& text, bool title, Diagnostics& diagnostics);

}  // namespace banxin::reader
