// What a run's manifest begins with, and what one that lies in the folder proves. For this room alone.
#pragma once

#include "batch/folder.hpp"
#include "batch/publish.hpp"

namespace banxin::batch {

/// With the hashes of the very bytes that were read, whatever lies on the disk by now.
Manifest manifest_of(Run& run, const Origin& origin);
/// The layouts of lists in order, as a manifest has them.
std::string lists_of(const std::vector<List>& lists);
/// "000041-000050,000077-000077".
std::string text_of(const std::vector<edition::CopyRange>& ranges);
/// Into the folder's entries from `first` on. A list that a run before has published is made again: it is there with the same bytes, or that
/// is reported.
bool put_lists(Folder& folder, std::size_t first, const std::vector<List>& lists, Diagnostics& diagnostics);
/// What was put takes its names, if no other run has come into the folder meanwhile.
bool name_all(Folder& folder, Manifest& manifest, const std::string& path, Diagnostics& diagnostics);
/// Which of the folder's entries lie there as the manifest of the same run says. False, and reported: that may not be gone on with.
bool take_done(Folder& folder, const Manifest& manifest, const std::string& path, bool resume, std::vector<bool>& done,
               Diagnostics& diagnostics);

}  // namespace banxin::batch
