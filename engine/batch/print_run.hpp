// One print run: editions in the order of the table, their copies in order, in volumes of at most so many pages.
#pragma once

#include <string>
#include <vector>

#include "batch/publish.hpp"
#include "batch/run.hpp"

namespace banxin::batch {

struct PrintRun {
    std::string name;  // of the volumes: NAME-1.pdf ...
    std::size_t volume_pages = 10'000;
};

/// The beginning of a file's name that is safe everywhere.
bool is_volume_name(std::string_view name);

/// Copies of one edition in one volume.
struct Share {
    std::size_t row = 0;
    std::vector<edition::CopyRange> numbers;
    std::size_t first = 0, pages = 0;  // in the volume, from 0
    bool begins = false;               // with the sheet that parts editions, if there is one
};

struct Volume {
    std::string file;
    std::vector<Share> shares;
    std::size_t pages = 0;
};

/// After run.check(). A copy is never divided; a sheet stands with its edition's first copy. Empty, and reported: a copy is larger than a volume.
std::vector<Volume> plan(const Run& run, const PrintRun& print, Diagnostics& diagnostics);

/// After run.check(): the volumes in a folder, all or none. With `resume` the folder may hold a part of the same run.
bool publish_volumes(Run& run, const PrintRun& print, const std::vector<List>& lists, const Origin& origin, const std::string& folder,
                     bool resume, const Steps& steps, Result& result, Diagnostics& diagnostics);

}  // namespace banxin::batch
