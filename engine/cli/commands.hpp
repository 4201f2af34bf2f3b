// The commands of the program.
#pragma once

#include "base/diagnostics.hpp"
#include "cli/options.hpp"

namespace banxin::cli {

/// build and check.
void build(const Options& options, Diagnostics& diagnostics);
void run_batch(const Options& options, Diagnostics& diagnostics);
void run_register(const Options& options, Diagnostics& diagnostics);
void show_fonts(const Options& options, Diagnostics& diagnostics);
void show_schema(const Options& options, Diagnostics& diagnostics);
void show_reference(const Options& options, Diagnostics& diagnostics);

/// Prints the diagnostics to standard error, in the form asked for.
void print(const Diagnostics& diagnostics, const Options& options);

}  // namespace banxin::cli
