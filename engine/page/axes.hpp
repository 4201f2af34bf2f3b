// From logical axes, along the line and across lines, to the paper: rightwards and down, or down and leftwards where columns are set.
#pragma once

#include "display/document.hpp"

namespace banxin::page {

class Axes {
  public:
    /// `block` is the text block on the paper.
    Axes(bool vertical, const display::Rect& block) : vertical_(vertical), block_(block) {}

    display::Point point(Length along, Length across) const;
    /// Of a bar `length` along the line and `thickness` across it.
    display::Rect rect(Length along, Length across, Length length, Length thickness) const;
    /// Takes a run of a line on this baseline to the paper.
    void place(display::GlyphRun& run, Length baseline) const;
    void place(display::Path& path, Length baseline) const;

  private:
    bool vertical_;
    display::Rect block_;
};

}  // namespace banxin::page
