// Blanks as they are typed, before the rules of white space take them.
#pragma once

#include "base/diagnostics.hpp"
#include "model/brief.hpp"

namespace banxin::reader {

/// Three or more in a row on one line of the file, which somebody meant to be written on. Those at the start of a paragraph are its indent; of
/// underlined ones the checks of meaning tell.
void check_blanks(const InlineText& raw, Diagnostics& diagnostics);

}  // namespace banxin::reader
