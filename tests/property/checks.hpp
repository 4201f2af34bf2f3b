// What must hold of every paragraph that was set, in whatever way of composition.
#pragma once

#include <string>
#include <vector>

#include "property/setting.hpp"

namespace banxin::property {

/// Faults of a set paragraph, each in one line; empty: it is right.
///
/// - The lines' text is the paragraph's; only blanks at the edges of lines and those between Western text and hanzi or marks may go.
/// - No line begins or ends with what the style's kinsoku forbids, unless that is reported; —— and …… are never divided.
/// - A full line ends at the measure within 0.05 mm, and no line's frames or ink stand outside it, unless reported.
/// - No gap between hanzi is above a quarter of an em, none between hanzi and Western text above three quarters, unless reported.
std::vector<std::string> faults(const Setting& set, std::string_view written, const text::Composer& composer, Length measure);

}  // namespace banxin::property
