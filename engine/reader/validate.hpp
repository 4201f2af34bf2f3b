// A tree checked against its language's table, so that the readers after it only take values.
#pragma once

#include "base/diagnostics.hpp"
#include "reader/schema.hpp"
#include "xml/document.hpp"

namespace banxin::reader {

/// Reports elements and attributes that are unknown, misplaced, repeated or missing, text where none may stand, and values of the
/// wrong form; each with its place. True if nothing was wrong.
bool validate(const xml::Document& document, const Schema& schema, Diagnostics& diagnostics);

}  // namespace banxin::reader
