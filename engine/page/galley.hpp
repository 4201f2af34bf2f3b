// Blocks with their lines set, before they know their page.
#pragma once

#include <vector>

#include "model/blocks.hpp"
#include "model/layout.hpp"
#include "text/composer.hpp"
#include "text/paragraph_cache.hpp"

namespace banxin::page {

/// A block whose text is broken into lines. Line positions along the inline axis are final; along the block axis open.
struct SetBlock {
    const Block* block = nullptr;
    std::vector<text::Line> lines;  // text: its lines, the first with the label; rows: one, its parts merged; picture, rule, blank: none
    Length size;                    // height of a line's glyph frame, or of a picture
    Length em;                      // of its characters, which a frame of the grid may be larger than
    Length pitch;                   // baseline to baseline
    bool on_grid = false;
    const SetBlock* head = nullptr;  // of a table's rows: its head, which stands again where a page begins with them

    const TableRow* table_row() const { return std::get_if<TableRow>(&block->content); }
    const PictureBlock* picture() const { return std::get_if<PictureBlock>(&block->content); }
    bool is_rule() const { return std::holds_alternative<RuleBlock>(block->content); }
    bool is_blank() const { return std::holds_alternative<BlankBlock>(block->content); }
    /// Blank above and below the frame inside one pitch.
    Length half_lead() const { return scale(pitch - size, 1, 2); }
};

/// Sets blocks in the text block's width. The result points into `blocks` and, by the heads of its tables, into itself.
class Galley {
  public:
    /// `known`: paragraphs set before, or null.
    Galley(const Layout& layout, text::Composer& composer, text::ParagraphCache* known, Diagnostics& diagnostics)
        : layout_(layout), composer_(composer), known_(known), diagnostics_(diagnostics) {}

    std::vector<SetBlock> set(const std::vector<Block>& blocks);
    /// What the lines set so far came to.
    const text::LineReport& report() const { return report_; }

  private:
    SetBlock set_one(const Block& block);
    void set_text(SetBlock& out, const TextBlock& text);
    void set_row(SetBlock& out, const RowBlock& row);
    void set_table_row(SetBlock& out, const TableRow& row);
    text::Line part(const Paragraph& paragraph, Align align, Length& size);
    std::vector<text::Line> left_part(const Paragraph& paragraph, Length end, Length& size);
    text::ComposedParagraph compose(const Paragraph& paragraph, Length measure, Length hang);

    const Layout& layout_;
    text::Composer& composer_;
    text::ParagraphCache* known_;
    Diagnostics& diagnostics_;
    text::LineReport report_;
    std::size_t held_ = 0;  // bytes of the lines set so far
};

/// Moves a line along its axis.
void shift(text::Line& line, Length dx);

}  // namespace banxin::page
