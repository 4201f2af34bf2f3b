// Who gets which copies: the units of <dispatch>, and the copies that are made for them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "edition/numbered.hpp"

namespace banxin::edition {

/// A unit of <dispatch> with the numbers of its copies; none where it gets no copies.
struct Dispatched {
    std::string to;
    std::int64_t copies = 0, first = 0;
    SourcePos where;  // of the first number, or of what says how many
};
/// In the order of the brief. Units without a range get the numbers behind all ranges, one unit after the other.
std::vector<Dispatched> dispatched(const xml::Document& brief);

/// What is made against what the brief says: not more than its print run; `on_record`, where a register keeps it, all of that, with all that
/// units get, and of the rest the numbers that come next: the register gives them out in order. False: an error was reported.
bool check_print_run(const xml::Document& brief, const std::vector<CopyRange>& copies, bool on_record, Diagnostics& diagnostics);

}  // namespace banxin::edition
