// Set blocks without text: only the number of their lines counts for pages.
#pragma once

#include <deque>

#include "model/layout.hpp"
#include "page/galley.hpp"

namespace banxin::page {

/// The official A4 page.
inline PageGeometry official_page() {
    PageGeometry out;
    out.paper_width = out.trim_width = Length::mm(210);
    out.paper_height = out.trim_height = Length::mm(297);
    out.head = Length::mm(37);
    out.gutter = Length::mm(28);
    out.block_width = Length::mm(156);
    out.block_height = Length::mm(225);
    out.rows = 22;
    out.cells = 28;
    out.frame = Length::pt(16);
    return out;
}

/// Owns blocks and styles; addresses are stable.
class Blocks {
  public:
    /// Lines on the grid.
    SetBlock& text(std::size_t lines) {
        Style& style = styles_.emplace_back();
        style.chars.size = page.frame;
        Block& block = blocks_.emplace_back();
        block.style = &style;
        block.content = TextBlock{};
        SetBlock& out = set.emplace_back();
        out.block = &block;
        out.lines.resize(lines);
        out.size = page.frame;
        out.pitch = page.pitch();
        out.on_grid = true;
        return out;
    }
    SetBlock& rule(Length thickness, Length before) {
        Block& block = blocks_.emplace_back();
        block.content = RuleBlock{thickness, 0};
        block.before = before;
        SetBlock& out = set.emplace_back();
        out.block = &block;
        return out;
    }
    Style& style(SetBlock& block) { return const_cast<Style&>(*block.block->style); }
    Block& block(SetBlock& set_block) { return const_cast<Block&>(*set_block.block); }

    PageGeometry page = official_page();
    std::vector<SetBlock> set;

    Blocks() { set.reserve(1'000); }

  private:
    std::deque<Style> styles_;
    std::deque<Block> blocks_;
};

}  // namespace banxin::page
