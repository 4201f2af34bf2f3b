// Lists beside the editions of a run, such as packing lists and sign-off sheets: a layout over the brief's identity and <dispatch>.
#pragma once

#include <string>

#include "batch/run.hpp"

namespace banxin::batch {

struct List {
    std::string layout, pdf;
    std::size_t pages = 0;
};

/// The list of the editions that are in order, in the order of the rows, with the copies of them that the run makes: of a shard, those of
/// all shards. After run.check(). Copies and ranges come from the columns that <editions> declares. nullopt: reported.
std::optional<List> make_list(Run& run, const std::string& layout, Diagnostics& diagnostics);

}  // namespace banxin::batch
