// The turn by which a line becomes a column.
#include "page/axes.hpp"

#include <utility>

namespace banxin::page {

display::Point Axes::point(Length along, Length across) const {
    if (vertical_) return {block_.x + block_.width - across, block_.y + along};
    return {block_.x + along, block_.y + across};
}

display::Rect Axes::rect(Length along, Length across, Length length, Length thickness) const {
    const display::Point corner = point(along, across);
    if (vertical_) return {corner.x - thickness, corner.y, thickness, length};
    return {corner.x, corner.y, length, thickness};
}

void Axes::place(display::GlyphRun& run, Length baseline) const {
    run.origin = point(run.origin.x, baseline + run.origin.y);
    if (!vertical_) return;
    for (display::Glyph& glyph : run.glyphs) {
        std::swap(glyph.x, glyph.y);
        glyph.x = -glyph.x;
    }
}

void Axes::place(display::Path& path, Length baseline) const {
    const auto move = [&](display::Point& p) { p = point(p.x, baseline + p.y); };
    move(path.start);
    for (display::Stroke& stroke : path.strokes) {
        move(stroke.to);
        move(stroke.first);
        move(stroke.second);
    }
}

}  // namespace banxin::page
