// The command line, parsed and checked. The only user of Boost.Program_options is options.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/batch_options.hpp"
#include "cli/register_options.hpp"
#include "cli/text.hpp"

namespace banxin::cli {

struct Options {
    std::string command;  // build, batch, check, fonts, register, schema, reference, help, version
    std::string topic;    // schema and reference: which; help: of which command
    std::string brief;
    std::string output;              // "-": standard output; empty: beside the brief
    std::string layout;              // name, or a file (has a '/' or ends in .xml)
    std::string dump;                // "-": standard output
    std::vector<std::string> fonts;  // folders, searched first
    bool free_fonts = false;         // only the faces that the catalogue marks as free
    bool font_cache = true;
    bool timings = false;
    std::vector<banxin_range> copies;   // that are numbered; empty: one document
    bool grid = false;                  // rows and cells drawn under the text
    bool json = false;                  // diagnostics as JSON lines
    std::string register_file, series;  // the register that gives the number, and its series
    std::string replaces;               // number of the issue that this one replaces
    std::string who;                    // as the register records it; empty: the user
    RegisterOptions registry;           // of the command register
    BatchOptions batch;                 // of the command batch
    Language language = Language::kEnglish;
};

/// nullopt where the command line is wrong; `error` then says how, in the language that was asked for.
std::optional<Options> parse_options(int argc, const char* const* argv, Language by_locale, std::string& error);
/// The language of messages before the options are known to be right: --lang, else that of the locale.
Language asked_language(int argc, const char* const* argv, Language by_locale);

/// What --register, --series, --replaces and --who need of one another. False: `error` says what is wrong.
bool check_register(const Options& options, std::string& error);

/// Help for the program, or for one command.
std::string help_text(const std::string& command, Language language);

/// zh* in LC_ALL, LC_MESSAGES or LANG (the first that is set) means Chinese.
Language language_of_locale();

}  // namespace banxin::cli
