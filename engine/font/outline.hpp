// The exact extent of an outline; HarfBuzz's own boxes of CFF glyphs take in the control points and are up to 1/100 em too large.
#pragma once

#include <cstdint>

#include <hb.h>

#include "font/face.hpp"

namespace banxin::font {

/// Rounded outwards to whole font units; empty for a glyph that draws nothing.
InkBox outline_box(hb_font_t* font, std::uint32_t glyph);

}  // namespace banxin::font
