// What an edition may take of pages, memory and time.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/diagnostics.hpp"
#include "base/watch.hpp"

namespace banxin::batch {

/// Of an edition, or of all its copies; 0: no limit.
struct Limits {
    std::uint32_t pages = 0;
    std::uint64_t memory = 0;  // bytes that it holds while it is made, about
    std::chrono::milliseconds time{0};
    bool any() const { return pages > 0 || memory > 0 || time.count() > 0; }
};

/// Asked while an edition is made. For one thread.
class LimitWatch : public Watch {
  public:
    /// Thrown where it is over a limit.
    struct Over {
        Code code;
    };
    explicit LimitWatch(const Limits& limits) : limits_(limits) {}

    void begin() {
        if (limits_.time.count() > 0) began_ = Clock::now();
    }
    void look(Stage stage, std::size_t done, std::size_t, std::size_t held) override {
        if (stage == Stage::kPaginate) check_pages(done);
        if (limits_.memory > 0 && held > limits_.memory) throw Over{Code::kEditionOverMemory};
        if (limits_.time.count() > 0 && Clock::now() - began_ > limits_.time) throw Over{Code::kEditionOverTime};
    }
    void check_pages(std::size_t pages) const {
        if (limits_.pages > 0 && pages > limits_.pages) throw Over{Code::kEditionOverPages};
    }

  private:
    using Clock = std::chrono::steady_clock;
    Limits limits_;
    Clock::time_point began_;
};

}  // namespace banxin::batch
