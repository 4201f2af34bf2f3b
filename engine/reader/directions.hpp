// Characters that turn the text behind them (UAX #9): what they do is not seen where it is typed.
#pragma once

#include "base/diagnostics.hpp"
#include "base/source.hpp"

namespace banxin::reader {

/// Overrides, which turn numbers too, and embeddings and isolates that nothing ends, in the text of one paragraph.
void check_directions(const SourceText& text, Diagnostics& diagnostics);

}  // namespace banxin::reader
