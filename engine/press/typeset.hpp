// The order of the stages: layout x brief x fonts -> placed pages.
#pragma once

#include <optional>

#include "base/diagnostics.hpp"
#include "compose/queries.hpp"
#include "display/document.hpp"
#include "font/font_set.hpp"
#include "model/layout.hpp"
#include "reader/brief_reader.hpp"
#include "text/composer.hpp"
#include "text/paragraph_cache.hpp"

namespace banxin::press {

struct Typeset {
    display::Document document;
    text::LineReport lines;  // of masthead, flow and colophon
};

/// Typesets one brief. The result outlives `layout` and `brief`; the table that a brief was bound to must outlive it.
/// Faults are reported; nullopt if one of them is an error. Runs in the calling thread; layout and fonts may be shared.
std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                               Diagnostics& diagnostics);

/// What a thread keeps from one brief to the next, of one layout.
struct Desk {
    Desk(const font::FontSet& fonts, const Layout& layout) : composer(fonts, layout.words) {}
    text::Composer composer;
    text::ParagraphCache known;
    compose::Queries queries;
};
/// The same at a desk of the same fonts and layout.
std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts, Desk& desk,
                               Diagnostics& diagnostics);

}  // namespace banxin::press
