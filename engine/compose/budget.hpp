// How much work the templates of a layout may make of a brief. One serves all rounds of a composition and its folios.
#pragma once

#include <cstdint>

#include "base/diagnostics.hpp"

namespace banxin::compose {

class Budget {
  public:
    /// The unit is the visit of a node, which takes some ten nanoseconds.
    static constexpr std::uint64_t kAll = 100'000'000;
    /// What an evaluation costs at least, and every element selected and block made: a million of them are allowed.
    static constexpr std::uint64_t kEach = 100;
    /// A byte of text from a template: it will have to be set.
    static constexpr std::uint64_t kByte = 20;

    /// False: this is too much, and so is everything after it. Reported once.
    bool spend(std::uint64_t work, SourcePos where, Diagnostics& diagnostics) {
        if (work <= left_ && !overdrawn_) {
            left_ -= work;
            return true;
        }
        if (!overdrawn_) diagnostics.report(Code::kTooMuchWork, where);
        overdrawn_ = true;
        return false;
    }
    bool overdrawn() const { return overdrawn_; }
    std::uint64_t left() const { return left_; }

  private:
    std::uint64_t left_ = kAll;
    bool overdrawn_ = false;
};

}  // namespace banxin::compose
