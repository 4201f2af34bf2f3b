// Simplified and Traditional characters: those of the brief and those that the layout prints.
#pragma once

#include "base/diagnostics.hpp"
#include "compose/composition.hpp"

namespace banxin::compose {

/// Reported where the brief says that it is in one form, and rows of the layout are in the other.
void check_forms(const Composition& composition, const reader::BriefDocument& brief, const std::string& layout, Diagnostics& diagnostics);

}  // namespace banxin::compose
