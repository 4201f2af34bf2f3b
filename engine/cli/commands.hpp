// The commands of the program. What fails is thrown.
#pragma once

#include "cli/outcome.hpp"

namespace banxin::cli {

/// build and check.
void build(const Options& options, Outcome& outcome);
void run_batch(const Options& options, Outcome& outcome);
void run_register(const Options& options, Outcome& outcome);
void show_fonts(const Options& options, Outcome& outcome);
/// schema and reference.
void show_reference(const Options& options);

}  // namespace banxin::cli
