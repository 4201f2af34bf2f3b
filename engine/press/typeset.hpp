// The order of the stages: layout x brief x fonts -> placed pages.
#pragma once

#include <optional>

#include "base/diagnostics.hpp"
#include "display/document.hpp"
#include "font/font_set.hpp"
#include "model/layout.hpp"
#include "reader/brief_reader.hpp"
#include "text/composer.hpp"

namespace banxin::press {

struct Typeset {
    display::Document document;
    text::LineReport lines;  // of masthead, flow and colophon
};

/// Typesets one brief. Positions in the result point into files that `layout` and `brief` keep: both must outlive it.
/// Faults are reported; nullopt if one of them is an error. Runs in the calling thread; layout and fonts may be shared.
std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                               Diagnostics& diagnostics);

/// The same with a composer of the same fonts that the thread keeps from one brief to the next.
std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                               text::Composer& composer, Diagnostics& diagnostics);

}  // namespace banxin::press
