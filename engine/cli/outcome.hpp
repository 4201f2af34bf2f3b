// What a command has found, and how it ends.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cli/options.hpp"

namespace banxin::cli {

class Outcome {
  public:
    void add(const Found& found) { add(found.diagnostics, found.summary); }
    void add(std::span<const Diagnostic> diagnostics, const banxin_summary& summary);
    /// A call that failed. Where nothing was found, its status tells what there is to tell.
    void add(const Error& error);

    /// The exit code of the gravest fault; 0 if there was none.
    int exit_code() const { return exit_code_; }
    /// To standard error, in the form asked for.
    void print(const Options& options) const;

  private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0, to_confirm_ = 0, dropped_ = 0;
    int exit_code_ = 0;
};

}  // namespace banxin::cli
