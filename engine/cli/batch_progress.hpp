// How far a run is: one line that is written over on a terminal, or JSON lines.
#pragma once

#include <chrono>
#include <cstdint>

#include "cli/options.hpp"

namespace banxin::cli {

class BatchProgress {
  public:
    explicit BatchProgress(const Options& options);
    ~BatchProgress();
    void show(banxin_stage stage, std::uint64_t done, std::uint64_t all);

  private:
    using Clock = std::chrono::steady_clock;
    const Options& options_;
    bool terminal_;
    bool open_line_ = false;
    Clock::time_point begun_ = Clock::now(), shown_{};
    banxin_stage last_ = BANXIN_READ;
};

}  // namespace banxin::cli
