// What a brief's form cannot say: numbers that fit each other, dates in order, recipients named once.
#pragma once

#include "base/diagnostics.hpp"
#include "model/brief.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

void check_meaning(const xml::Document& document, Diagnostics& diagnostics);

}  // namespace banxin::reader
