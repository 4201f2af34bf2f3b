// The program: parses the command line, runs one command, prints what it found, and ends with the table's exit code.
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/options.hpp"

namespace banxin::cli {
namespace {

constexpr int kUsage = 2, kInternal = 70;

void run(const Options& options, Outcome& outcome) {
    if (options.command == "build" || options.command == "check") build(options, outcome);
    if (options.command == "fonts") show_fonts(options, outcome);
    if (options.command == "batch") run_batch(options, outcome);
    if (options.command == "register") run_register(options, outcome);
    if (options.command == "schema" || options.command == "reference") show_reference(options);
    const banxin_text version = banxin_version();
    if (options.command == "version") print(fmt::format("banxin {}\n", std::string_view(version.data, version.size)), options.language);
    if (options.command == "help") print(help_text(options.topic, options.language), options.language);
}

/// A fault outside the library.
int fault(std::string_view what) {
    say(fmt::format("banxin: {}\n", what));
    return kInternal;
}

int main_in(int argc, const char* const* argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a fault with a message, or drafts are made again
    std::string error;
    const Language language = asked_language(argc, argv, language_of_locale());
    const auto options = parse_options(argc, argv, language, error);
    if (!options && argc < 2) {
        say(error);
        return kUsage;
    }
    if (!options) {
        say(fmt::format("banxin: {}\n{}", error, language == Language::kChinese ? "用法见 banxin help\n" : "see banxin help\n"));
        return kUsage;
    }
    Outcome outcome;
    try {
        run(*options, outcome);
    } catch (const Error& e) { outcome.add(e); }
    outcome.print(*options);
    return outcome.exit_code();
}

}  // namespace

void say(std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = ::write(STDERR_FILENO, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
}

Sink sink_of(const std::string& path) { return path == "-" ? Sink::descriptor(STDOUT_FILENO, "stdout") : Sink::file(path); }

void print(std::string_view text, Language language) { write_to(sink_of("-"), text, in_c(language)); }

}  // namespace banxin::cli

int main(int argc, char** argv) try { return banxin::cli::main_in(argc, argv); } catch (const std::bad_alloc&) {
    return banxin::cli::fault("out of memory");
} catch (const std::exception& e) { return banxin::cli::fault(e.what()); }
