// The faults of one file on their way to the diagnostics, for the read stage.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"
#include "xml/line_map.hpp"

namespace banxin::xml {

/// Reports by byte offset, and knows when there have been enough for one run: nobody mends more than that in one go, and a
/// file of nothing but faults must not keep us.
class Faults {
  public:
    static constexpr std::size_t kEnough = 100;

    Faults(const LineMap& lines, Diagnostics& diagnostics) : lines_(lines), diagnostics_(diagnostics) {}

    /// Once there are enough, the last one says so and further ones are dropped.
    void report(Code code, std::size_t offset, std::initializer_list<std::string_view> args = {});

    bool any() const { return count_ > 0; }
    bool enough() const { return count_ >= kEnough; }
    SourcePos place(std::size_t offset) const { return lines_.at(offset); }

  private:
    const LineMap& lines_;
    Diagnostics& diagnostics_;
    std::size_t count_ = 0;
};

/// A piece of the file as a message shows it: cut at a character border when it is long.
std::string shown(std::string_view piece);

}  // namespace banxin::xml
