// Text that the layout adds and the brief's writer typed as well: 编者按：编者按：, （（区教委供稿）供稿）, 。。; or another mark at the same place: 、，
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.hpp"
#include "base/source.hpp"

namespace banxin::compose {

/// Follows one paragraph as it is put together, and reports, at the brief's place, what its seams have twice.
class TypedTwice {
  public:
    explicit TypedTwice(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// A seam ends here: a paragraph begins, or a number of the layout's stands between.
    void begin();
    void from_layout(std::string_view literal);
    void from_brief(const SourceText& text);

  private:
    Diagnostics& diagnostics_;
    std::string literal_;  // of the layout, at the end of what there is
    SourceText text_;      // of the brief, at the end of what there is
};

/// How many bytes at the start of `text` repeat `literal`, which stands before it: all of it, or all but its closing marks.
std::size_t repeated_at_start(std::string_view text, std::string_view literal);
/// The same at the end of `text`, before `literal`.
std::size_t repeated_at_end(std::string_view text, std::string_view literal);

}  // namespace banxin::compose
