// The flow over pages: fills one page after the other and goes back to the last place where a page may end.
#pragma once

#include <vector>

#include "page/paginate.hpp"

namespace banxin::page {

class FlowFiller {
  public:
    FlowFiller(const std::vector<SetBlock>& blocks, const PageGeometry& page, Diagnostics& diagnostics)
        : blocks_(blocks), page_(page), diagnostics_(diagnostics) {}

    bool done() const { return next_ == blocks_.size(); }
    /// Places what fits from `cursor` on; the page may stay empty if something stands above. Returns where it ended.
    Cursor fill(LogicalPage& out, Cursor cursor);

  private:
    struct Step {
        std::size_t block;
        std::size_t from;
        Cursor start;
        Fragment fragment;
    };
    bool may_part(std::size_t block) const;
    void retreat(std::vector<Step>& steps);
    void force(std::vector<Step>& steps, Cursor start);

    const std::vector<SetBlock>& blocks_;
    const PageGeometry& page_;
    Diagnostics& diagnostics_;
    std::size_t next_ = 0;  // first block that is not complete
    std::size_t line_ = 0;  // its first line that is not placed
};

}  // namespace banxin::page
