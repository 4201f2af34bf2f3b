// A run into a folder: what a manifest proves done is skipped, the rest is made and published; and the proof of it afterwards.
#pragma once

#include <functional>
#include <string>

#include "batch/lists.hpp"
#include "batch/manifest.hpp"
#include "batch/run.hpp"

namespace banxin::batch {

struct Origin {
    std::string brief, brief_sha256, table, table_sha256;
    SourceFilePtr catalogue;       // of fonts
    std::vector<Source> pictures;  // of all editions
    std::string program;
    std::string number;  // of the issue, where a register gives it
};

/// What the caller does at the steps of a publication, while the folder is the run's.
struct Steps {
    std::function<bool(Diagnostics&)> begin;                     // before the first edition is written; false: it is not
    std::function<bool(const Manifest&, Diagnostics&)> written;  // all editions are there, and none has its name
    std::function<void(bool published, Diagnostics&)> end;       // after begin
};

struct Result {
    std::size_t made = 0, skipped = 0, failed = 0;  // files; of editions those that failed
    std::size_t editions = 0;                       // in volumes
};

/// After run.check(). With `resume` the folder may hold a part of the same run. Lists are published with the first shard.
bool publish(Run& run, const std::vector<List>& lists, const Origin& origin, const std::string& folder, bool resume, const Steps& steps,
             Result& result, Diagnostics& diagnostics);

/// Whether a run was begun there, published or not.
bool holds_run(const std::string& folder);
/// Every edition of the run once and as it was made; what else lies there is listed. Returns the number of editions.
std::size_t verify(const std::string& folder, Diagnostics& diagnostics);

}  // namespace banxin::batch
