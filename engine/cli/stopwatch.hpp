// Times of stages, for --timings.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace banxin::cli {

class Stopwatch {
  public:
    /// Ends the stage that has run since the call before.
    void lap(std::string stage) {
        const auto now = std::chrono::steady_clock::now();
        laps_.emplace_back(std::move(stage), std::chrono::duration<double, std::milli>(now - last_).count());
        last_ = now;
    }
    void print() const {
        for (const auto& [stage, ms] : laps_) std::fprintf(stderr, "time %s %.3f ms\n", stage.c_str(), ms);
    }

  private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    std::vector<std::pair<std::string, double>> laps_;
};

}  // namespace banxin::cli
