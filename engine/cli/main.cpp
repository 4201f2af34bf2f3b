// The program: parses the command line, runs one command, prints what it found, and ends with the table's exit code.
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/options.hpp"

namespace banxin::cli {
namespace {

void run(const Options& options, Diagnostics& diagnostics) {
    if (options.command == "build" || options.command == "check") build(options, diagnostics);
    if (options.command == "fonts") show_fonts(options, diagnostics);
    if (options.command == "schema") show_schema(options, diagnostics);
    if (options.command == "reference") show_reference(options, diagnostics);
}

int main_in(int argc, const char* const* argv) {
    std::string error;
    const Language by_locale = language_of_locale();
    const auto options = parse_options(argc, argv, by_locale, error);
    if (!options) {
        fmt::print(stderr, "banxin: {}\n{}", error, by_locale == Language::kChinese ? "用法见 banxin help\n" : "see banxin help\n");
        return static_cast<int>(ExitCode::kUsage);
    }
    if (options->command == "version") {
        fmt::print("banxin " BANXIN_VERSION "\n");
        return 0;
    }
    if (options->command == "help") {
        fmt::print("{}", help_text(options->topic, options->language));
        return 0;
    }
    Diagnostics diagnostics;
    try {
        run(*options, diagnostics);
    } catch (const std::bad_alloc&) {
        diagnostics.report_in(Code::kInternalFault, "", {"out of memory"});
    } catch (const std::exception& e) {
        diagnostics.report_in(Code::kInternalFault, "", {e.what()});
    }
    print(diagnostics, *options);
    return static_cast<int>(diagnostics.exit_code());
}

}  // namespace

void print(const Diagnostics& diagnostics, const Options& options) {
    Diagnostics sorted = diagnostics;
    sorted.sort();
    for (const Diagnostic& d : sorted.all())
        fmt::print(stderr, "{}\n", options.json ? render_json(d, options.language) : render(d, options.language));
    if (options.json) return;
    const bool chinese = options.language == Language::kChinese;
    if (diagnostics.dropped() > 0)
        fmt::print(stderr, fmt::runtime(chinese ? "另有 {} 条提示未列出\n" : "{} more messages are not shown\n"), diagnostics.dropped());
    if (diagnostics.failed())
        fmt::print(stderr, fmt::runtime(chinese ? "共 {} 处错误，未写任何文件\n" : "{} errors, nothing was written\n"), diagnostics.errors());
}

}  // namespace banxin::cli

int main(int argc, char** argv) { return banxin::cli::main_in(argc, argv); }
