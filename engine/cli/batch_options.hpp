// The command line of `banxin batch`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/text.hpp"

namespace banxin::cli {

struct Options;

struct BatchOptions {
    bool verify = false;  // the argument is a folder
    std::string folder;   // to write to, or to verify; empty: nothing is written
    std::string table, key;
    std::string figures;             // file for the list of figures
    std::vector<std::string> lists;  // layouts of lists beside the editions
    unsigned jobs = 0;               // 0: as many as there are processors
    bool keep_going = false, resume = false, progress_json = false;
    bool numbered = false;          // all copies of an edition in its file
    std::vector<std::string> only;  // parts of the run
    std::string reprints;           // number of the issue that is made again
    std::string merged;             // name of the print run's volumes; empty: a file an edition
    std::string sheet;              // layout of the sheets between editions; empty: none
    std::size_t volume_pages = 10'000;
    std::size_t shard = 1, shards = 1;
};

/// Fills options.batch, options.brief and what all commands have. False: the command line is wrong, and `error` says how.
bool parse_batch(int argc, const char* const* argv, Options& options, std::string& error);
std::string batch_help(Language language);

}  // namespace banxin::cli
