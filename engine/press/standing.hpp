// Standing type: a brief that is set once and printed many times, with another number each time.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "press/typeset.hpp"

namespace banxin::press {

/// A page that is not as it stood.
struct ChangedPage {
    std::uint32_t index = 0;
    display::Page page;
};

/// The brief's tree may be given another text between the calls; all handed in outlives this.
class Standing {
  public:
    Standing(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts, Desk& desk);
    ~Standing();

    /// Typesets the brief as it is now, whole.
    bool set(Diagnostics& diagnostics);
    const Typeset& typeset() const;

    /// The brief as it is now, composed anew; of what stands, only blocks that differ are set again. Every other page is as it was. nullopt:
    /// something else has changed too (lines move, a bookmark, a new fault), so the brief must be typeset whole.
    std::optional<std::vector<ChangedPage>> changed();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace banxin::press
