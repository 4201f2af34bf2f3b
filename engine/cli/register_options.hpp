// The command line of `banxin register ACTION ...`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/text.hpp"

namespace banxin::cli {

struct Options;

struct RegisterOptions {
    std::string action;
    std::string file, series, number;  // arguments, in this order
    std::string copy;                  // backup: the file to write
    std::string pattern, last, reason, pdf, brief, title, at;
    std::string counting = "yearly";
    bool supplement = false;
    int last_total = 0;
    std::optional<int> year, copies;
    std::vector<std::string> to;  // NAME=COPIES, as typed
    std::vector<Share> shares;
};

/// Fills options.registry and what all commands have. False: the command line is wrong, and `error` says how.
bool parse_register(int argc, const char* const* argv, Options& options, std::string& error);
std::string register_help(Language language);

}  // namespace banxin::cli
