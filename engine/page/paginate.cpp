// Masthead first, then the flow, then the colophon at the foot of its page.
#include "page/paginate.hpp"

#include <limits>

#include "page/beside.hpp"
#include "page/flow.hpp"

namespace banxin::page {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
constexpr Length kNoEnd{std::numeric_limits<std::int64_t>::max() / 4};

/// Places blocks one below the other without dividing them; blocks with a `top` go there.
class Stack {
  public:
    Stack(const PageGeometry& page, const text::Composer& composer) : page_(page), composer_(composer) {}

    void add(const std::vector<SetBlock>& blocks) {
        for (const SetBlock& block : blocks) {
            Cursor start = cursor;
            if (block.block->top) start = {fixed_top(block), {}, {}, true};
            Fragment set = fragment(block, page_, start, kNoEnd, 0, kNoLimit, Keeps::kNone);
            placed.insert(placed.end(), set.placed.begin(), set.placed.end());
            cursor = set.cursor;
        }
    }

    std::vector<Placed> placed;
    Cursor cursor;

  private:
    Length fixed_top(const SetBlock& block) const {
        Length top = *block.block->top;
        if (block.block->top_is_ink && !block.lines.empty()) {
            top += composer_.ink(block.lines.front()).above - scale(block.size, page_.frame_above, 1'000);
        }
        return top;
    }

    const PageGeometry& page_;
    const text::Composer& composer_;
};

void move_down(std::vector<Placed>& placed, Length by) {
    for (Placed& p : placed) {
        p.top += by;
        p.baseline += by;
    }
}

/// Where the brief says what stands here; of the layout only if nothing of it comes from a brief.
SourcePos first_text(const std::vector<SetBlock>& blocks) {
    for (const SetBlock& block : blocks) {
        const auto* text = std::get_if<TextBlock>(&block.block->content);
        if (text && !text->text.empty()) return text->text.spans.front().text.at(0);
    }
    return blocks.front().block->source;
}

/// 7.4.1: the last rule on the text block's lower edge. last-even: on an even page; pages that come before it for that reason alone are
/// blank, and neither they nor the colophon's page are numbered (7.5).
void add_colophon(std::vector<LogicalPage>& pages, const Cursor& text_end, const std::vector<SetBlock>& blocks, const Layout& layout,
                  const text::Composer& composer, Diagnostics& diagnostics) {
    Stack stack(layout.page, composer);
    stack.add(blocks);
    if (stack.placed.empty()) return;
    const Length height = stack.cursor.bottom;
    if (height > layout.page.block_height) {
        diagnostics.report(Code::kColophonTooTall, first_text(blocks), {format_mm(height, 1), format_mm(layout.page.block_height, 1)});
        return;
    }
    const bool even = layout.colophon->page == Colophon::Page::kLastEven;
    const bool fits = text_end.bottom + layout.colophon->above + height <= layout.page.block_height;
    std::size_t target = fits ? pages.size() : pages.size() + 1;
    if (even && target % 2 == 1) ++target;
    const std::size_t blank = target > pages.size() ? target - pages.size() - 1 : 0;
    for (std::size_t i = 0; i < blank; ++i) pages.push_back({{}, false});
    if (pages.size() < target) pages.push_back({{}, blank == 0});

    move_down(stack.placed, layout.page.block_height - height);
    std::vector<Placed>& last = pages.back().placed;
    last.insert(last.end(), stack.placed.begin(), stack.placed.end());
}

}  // namespace

std::vector<LogicalPage> paginate(const Galleys& galleys, const Layout& layout, const text::Composer& composer, Diagnostics& diagnostics) {
    std::vector<LogicalPage> pages(1);
    Stack masthead(layout.page, composer);
    masthead.add(galleys.masthead);
    if (masthead.cursor.bottom > layout.page.block_height)
        diagnostics.report(Code::kMastheadTooTall, masthead.placed.back().owner->block->source,
                           {format_mm(masthead.cursor.bottom, 1), format_mm(layout.page.block_height, 1)});
    pages[0].placed = std::move(masthead.placed);

    FlowFiller flow(galleys.flow, layout.page, diagnostics);
    Cursor end = flow.fill(pages[0], masthead.cursor);
    while (!flow.done()) {
        end = flow.fill(pages.emplace_back(), Cursor{});
        if (composer.watch) composer.watch->look(Watch::Stage::kPaginate, pages.size(), 0, pages.size() * sizeof(LogicalPage));
    }

    if (layout.colophon) add_colophon(pages, end, galleys.colophon, layout, composer, diagnostics);
    check_beside(pages, layout.page, diagnostics);
    return pages;
}

}  // namespace banxin::page
