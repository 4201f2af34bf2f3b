// Times of stages, for --timings.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <banxin.hpp>

namespace banxin::cli {

class Stopwatch {
  public:
    /// What the library is to tell.
    OnTime on_time() {
        return [this](std::string_view stage, double ms) { laps_.emplace_back(stage, ms); };
    }
    void print() const {
        for (const auto& [stage, ms] : laps_) std::fprintf(stderr, "time %s %.3f ms\n", stage.c_str(), ms);
    }

  private:
    std::vector<std::pair<std::string, double>> laps_;
};

}  // namespace banxin::cli
