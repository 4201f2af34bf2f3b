// Characters that turn the text behind them (UAX #9) or end its line: what they do is not seen where it is typed.
#pragma once

#include <span>
#include <string_view>

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

/// Ends of lines (U+2028 and its like), overrides, which turn numbers too, and embeddings and isolates that nothing ends, in the text of one
/// paragraph.
void check_directions(const SourceText& text, Diagnostics& diagnostics);

/// The same for a whole file: for each attribute, and for each element with text by itself, or whose name is in `lines`.
void check_directions(const xml::Element& root, std::span<const std::string_view> lines, Diagnostics& diagnostics);

}  // namespace banxin::reader
