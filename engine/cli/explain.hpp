// What is wrong with a command line, in the reader's language; and what the options of all commands may be.
#pragma once

#include <string>
#include <string_view>

#include <boost/program_options/errors.hpp>

#include "cli/text.hpp"

namespace banxin::cli {

std::string explain(const boost::program_options::error& error, Language language);

/// Values of --diagnostics and --lang. Empty: all well.
std::string check_common(std::string_view diagnostics, std::string_view lang, Language language);

/// Nothing in it breaks a line or moves what is shown.
bool is_one_line(std::string_view text);

}  // namespace banxin::cli
