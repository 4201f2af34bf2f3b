// What an edition may take of pages, memory and time.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/diagnostics.hpp"
#include "base/watch.hpp"
#include "model/brief.hpp"

namespace banxin::batch {

/// Of an edition, or of all its copies; 0: no limit.
struct Limits {
    std::uint32_t pages = 0;
    std::uint64_t memory = 0;  // bytes that it holds while it is made, about
    std::chrono::milliseconds time{0};
    bool any() const { return pages > 0 || memory > 0 || time.count() > 0; }
};

/// What the pictures of a brief hold in memory.
std::size_t picture_bytes(const Brief& brief);

/// Asked while an edition is made. For one thread.
class LimitWatch : public Watch {
  public:
    /// Thrown where it is over a limit.
    struct Over {
        Code code;
    };
    explicit LimitWatch(const Limits& limits) : limits_(limits) {}

    void begin() {
        held_ = 0;
        if (limits_.time.count() > 0) began_ = Clock::now();
    }
    /// Bytes that are held besides those of the stage.
    void hold(std::size_t bytes) {
        held_ += bytes;
        check_memory(0);
    }
    void look(Stage stage, std::size_t done, std::size_t, std::size_t held) override {
        if (stage == Stage::kPaginate) check_pages(done);
        check_memory(held);
        if (limits_.time.count() > 0 && Clock::now() - began_ > limits_.time) throw Over{Code::kEditionOverTime};
    }
    void check_pages(std::size_t pages) const {
        if (limits_.pages > 0 && pages > limits_.pages) throw Over{Code::kEditionOverPages};
    }

  private:
    void check_memory(std::size_t held) const {
        if (limits_.memory > 0 && held_ + held > limits_.memory) throw Over{Code::kEditionOverMemory};
    }

    using Clock = std::chrono::steady_clock;
    Limits limits_;
    std::size_t held_ = 0;
    Clock::time_point began_;
};

}  // namespace banxin::batch
