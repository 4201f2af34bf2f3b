// How far a run is: one line that is written over on a terminal, or JSON lines.
#pragma once

#include <chrono>

#include "batch/run.hpp"
#include "cli/options.hpp"

namespace banxin::cli {

class BatchProgress {
  public:
    explicit BatchProgress(const Options& options);
    ~BatchProgress();
    void show(const batch::Progress& progress);

  private:
    using Clock = std::chrono::steady_clock;
    const Options& options_;
    bool terminal_;
    bool open_line_ = false;
    Clock::time_point begun_ = Clock::now(), shown_{};
    batch::Progress last_;
};

}  // namespace banxin::cli
