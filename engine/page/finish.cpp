// Folios, bookmarks, and the way from logical to physical coordinates.
#include "page/finish.hpp"

#include <fmt/format.h>

#include "page/axes.hpp"

namespace banxin::page {
namespace {

class Finisher {
  public:
    Finisher(display::Document& document, const Layout& layout, text::Composer& composer, text::ParagraphCache* known,
             const FolioText& folio_text, Diagnostics& diagnostics)
        : document_(document),
          layout_(layout),
          page_(layout.page),
          composer_(composer),
          known_(known),
          folio_text_(folio_text),
          diagnostics_(diagnostics),
          axes_(false, {}) {
        if (!layout_.folio || !layout_.folio->style->vertical) return;
        level_style_ = *layout_.folio->style;
        level_style_.vertical = nullptr;  // a folio is read as a line, below the columns too
    }

    void add(const LogicalPage& logical, std::uint32_t index) {
        const std::uint32_t number = index + static_cast<std::uint32_t>(layout_.folio ? layout_.folio->first : 1);
        page_out_ = blank_page(number);
        axes_ = Axes(page_.vertical, page_out_.text_block);
        for (const Placed& placed : logical.placed) {
            if (placed.owner->is_rule()) add_rule(placed);
            else if (const PictureBlock* picture = placed.owner->picture()) add_picture(*picture, placed);
            else add_line(placed.owner->lines[placed.line], placed.baseline);
            add_bookmark(placed, index);
        }
        if (logical.numbered && layout_.folio) add_folio(number);
        document_.pages.push_back(std::move(page_out_));
    }

  private:
    display::Page blank_page(std::uint32_t number) const {
        display::Page out;
        out.width = page_.paper_width;
        out.height = page_.paper_height;
        out.trim = {scale(page_.paper_width - page_.trim_width, 1, 2), scale(page_.paper_height - page_.trim_height, 1, 2),
                    page_.trim_width, page_.trim_height};
        const bool swapped = page_.mirror && number % 2 == 0;
        const Length left = swapped != page_.bound_right ? page_.paper_width - page_.gutter - page_.text_width() : page_.gutter;
        out.text_block = {left, page_.head, page_.text_width(), page_.text_height()};
        out.label = fmt::format("{}", number);
        return out;
    }

    /// Here logical places become physical, so here it shows whether something would miss the paper.
    void check_on_paper(display::Point from, display::Point to, SourcePos where) {
        const auto on_paper = [&](display::Point p) {
            return p.x >= Length{} && p.x <= page_out_.width && p.y >= Length{} && p.y <= page_out_.height;
        };
        if (!on_paper(from) || !on_paper(to)) diagnostics_.report(Code::kOffPaper, where);
    }

    void add_line(const text::Line& line, Length baseline) {
        check_on_paper(axes_.point(line.left, baseline), axes_.point(line.right, baseline), line.source);
        for (display::GlyphRun run : line.runs) {
            axes_.place(run, baseline);
            page_out_.items.emplace_back(std::move(run));
        }
        for (display::Rule rule : line.rules) {
            rule.box = axes_.rect(rule.box.x, baseline + rule.box.y, rule.box.width, rule.box.height);
            page_out_.items.emplace_back(rule);
        }
        for (display::Path path : line.paths) {
            axes_.place(path, baseline);
            page_out_.items.emplace_back(std::move(path));
        }
    }

    void add_rule(const Placed& placed) {
        const auto& rule = std::get<RuleBlock>(placed.owner->block->content);
        const Block& block = *placed.owner->block;
        check_on_paper(axes_.point({}, placed.top), axes_.point(page_.block_width, placed.top), block.source);
        page_out_.items.emplace_back(
            display::Rule{axes_.rect({}, placed.top, page_.block_width, rule.thickness), rule.ink, block.node, block.source});
    }

    void add_picture(const PictureBlock& picture, const Placed& placed) {
        const Block& block = *placed.owner->block;
        const Length left = scale(page_.block_width - picture.along, 1, 2);
        check_on_paper(axes_.point(left, placed.top), axes_.point(left + picture.along, placed.top + picture.across), block.source);
        page_out_.items.emplace_back(
            display::PictureItem{picture.picture, axes_.rect(left, placed.top, picture.along, picture.across), block.node, block.source});
    }

    void add_bookmark(const Placed& placed, std::uint32_t index) {
        const auto* text = std::get_if<TextBlock>(&placed.owner->block->content);
        if (!text || text->outline_level == 0 || placed.line != 0) return;
        const int deepest = document_.outline.empty() ? 1 : document_.outline.back().level + 1;
        const int level = std::min(text->outline_level, deepest);
        document_.outline.push_back({text->outline_title, static_cast<std::uint8_t>(level), index, axes_.point({}, placed.top).y});
    }

    /// 7.5: the middle of the dash `below` the text block, the string in from the edge of its side.
    void add_folio(std::uint32_t number) {
        const Folio& folio = *layout_.folio;
        const Length width = page_out_.text_block.width;
        Paragraph paragraph = folio_text_(number);
        const bool level = !folio.style->vertical;
        if (!level) paragraph.style = &level_style_;
        text::ComposedParagraph set = known_ && level ? known_->compose(composer_, paragraph, width, {}, diagnostics_)
                                                      : composer_.compose(paragraph, width, {}, diagnostics_);
        if (set.lines.empty()) return;
        text::Line& line = set.lines.front();
        const bool odd = number % 2 == 1;
        const Align align = odd ? folio.odd : folio.even;
        const Length inset = odd ? folio.odd_inset : folio.even_inset;
        if (align == Align::kRight) shift(line, width - inset - line.right);
        else if (align == Align::kCentre) shift(line, scale(width - line.left - line.right, 1, 2));
        else shift(line, inset - line.left);
        const text::LineInk ink = composer_.first_ink(line);
        axes_ = Axes(false, page_out_.text_block);
        add_line(line, page_out_.text_block.height + folio.below + scale(ink.above - ink.below, 1, 2));
    }

    display::Document& document_;
    const Layout& layout_;
    const PageGeometry& page_;
    text::Composer& composer_;
    text::ParagraphCache* known_;
    const FolioText& folio_text_;
    Diagnostics& diagnostics_;
    display::Page page_out_;
    Axes axes_;          // of page_out_
    Style level_style_;  // of the folio, where the layout is vertical
};

}  // namespace

void finish(display::Document& document, const std::vector<LogicalPage>& pages, const Layout& layout, text::Composer& composer,
            text::ParagraphCache* known, const FolioText& folio_text, Diagnostics& diagnostics) {
    document.bound_right = layout.page.bound_right;
    Finisher finisher(document, layout, composer, known, folio_text, diagnostics);
    for (std::size_t i = 0; i < pages.size(); ++i) finisher.add(pages[i], static_cast<std::uint32_t>(i));
}

display::Page finish_page(const LogicalPage& page, std::uint32_t index, const Layout& layout, text::Composer& composer,
                          const FolioText& folio_text, Diagnostics& diagnostics) {
    display::Document document;
    Finisher(document, layout, composer, nullptr, folio_text, diagnostics).add(page, index);
    return std::move(document.pages.front());
}

}  // namespace banxin::page
