// Filling of pages with keeps: headings with their text, sign-offs with the line before, no widow, no orphan.
#include "page/flow.hpp"

#include <limits>

namespace banxin::page {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

bool stands_at(const SetBlock& block, TableRow::Place place) { return block.table_row() && block.table_row()->place == place; }
bool keeps_with_next(const SetBlock& block) {
    if (const PictureBlock* picture = block.picture()) return picture->captioned;
    return (block.block->style && block.block->style->keep_with_next) || stands_at(block, TableRow::Place::kHead);
}
bool keeps_with_previous(const SetBlock& block) {
    if (block.picture()) return false;
    return (block.block->style && block.block->style->keep_with_previous) || stands_at(block, TableRow::Place::kFoot);
}

}  // namespace

/// Whether a page may end before this block.
bool FlowFiller::may_part(std::size_t block) const {
    return block == 0 || !(keeps_with_next(blocks_[block - 1]) || keeps_with_previous(blocks_[block]));
}

Cursor FlowFiller::fill(LogicalPage& out, Cursor cursor) {
    const bool something_above = !cursor.page_top;
    const Cursor start = cursor;
    std::vector<Step> steps;
    while (!done()) {
        if (blocks_[next_].block->new_page && line_ == 0 && !cursor.page_top) break;
        Fragment set = fragment(blocks_[next_], page_, cursor, page_.block_height, line_, kNoLimit, Keeps::kAll);
        const bool complete = !set.resume;
        const bool divided = set.resume && !set.placed.empty();
        if (complete || divided) {
            steps.push_back({next_, line_, cursor, std::move(set)});
            cursor = steps.back().fragment.cursor;
        }
        if (complete) {
            ++next_;
            line_ = 0;
            continue;
        }
        if (divided) {
            line_ = *steps.back().fragment.resume;
        } else {
            if (line_ > 0 || !may_part(next_)) retreat(steps);
            if (steps.empty() && !something_above) force(steps, start);
        }
        break;
    }
    for (const Step& step : steps) out.placed.insert(out.placed.end(), step.fragment.placed.begin(), step.fragment.placed.end());
    return steps.empty() ? start : steps.back().fragment.cursor;
}

/// Takes back lines or blocks until the page ends where it may. Nothing is left if there is no such place.
void FlowFiller::retreat(std::vector<Step>& steps) {
    while (!steps.empty()) {
        Step step = std::move(steps.back());
        steps.pop_back();
        next_ = step.block;
        line_ = step.from;
        const std::size_t placed = step.fragment.placed.size();
        if (placed > 1) {
            Fragment shorter = fragment(blocks_[step.block], page_, step.start, page_.block_height, step.from, placed - 1, Keeps::kAll);
            if (!shorter.placed.empty() && shorter.resume) {
                line_ = *shorter.resume;
                step.fragment = std::move(shorter);
                steps.push_back(std::move(step));
                return;
            }
        }
        if (step.from == 0 && may_part(step.block) && !steps.empty()) return;
        if (step.from > 0) return;
    }
}

/// A chain of keeps longer than a page: ends the page between two of its blocks and says so. Inside a block the keeps still hold, but for
/// the first, which may be longer than a page itself.
void FlowFiller::force(std::vector<Step>& steps, Cursor cursor) {
    diagnostics_.report(Code::kKeepGivenUp, blocks_[next_].block->source);
    steps.clear();
    while (!done()) {
        const Keeps keeps = steps.empty() ? Keeps::kNone : Keeps::kAll;
        Fragment set = fragment(blocks_[next_], page_, cursor, page_.block_height, line_, kNoLimit, keeps);
        const std::optional<std::size_t> resume = set.resume;
        const bool nothing = resume && set.placed.empty();
        if (nothing && !steps.empty()) return;
        steps.push_back({next_, line_, cursor, std::move(set)});
        cursor = steps.back().fragment.cursor;
        line_ = resume.value_or(0);
        if (nothing) {  // a line higher than the page: let it go, rather than never end
            diagnostics_.report(Code::kTallerThanPage, blocks_[next_].block->source);
            ++next_;
            line_ = 0;
            continue;
        }
        if (resume) return;
        ++next_;
    }
}

}  // namespace banxin::page
