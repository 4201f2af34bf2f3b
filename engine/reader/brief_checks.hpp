// What a brief's form cannot say: numbers that fit each other, dates in order, recipients named once, marks of the right width.
#pragma once

#include "base/diagnostics.hpp"
#include "model/brief.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

void check_meaning(const xml::Document& document, Diagnostics& diagnostics);

/// Half-width marks beside hanzi: reported, never changed.
void check_running_text(const InlineText& text, Diagnostics& diagnostics);

}  // namespace banxin::reader
