// The program: parses the command line, runs one command, prints what it found, and ends with the table's exit code.
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "files/files.hpp"

namespace banxin::cli {
namespace {

void run(const Options& options, Diagnostics& diagnostics) {
    if (options.command == "build" || options.command == "check") build(options, diagnostics);
    if (options.command == "fonts") show_fonts(options, diagnostics);
    if (options.command == "batch") run_batch(options, diagnostics);
    if (options.command == "register") run_register(options, diagnostics);
    if (options.command == "schema") show_schema(options, diagnostics);
    if (options.command == "reference") show_reference(options, diagnostics);
    if (options.command == "version") write_file("-", "banxin " BANXIN_VERSION "\n", diagnostics);
    if (options.command == "help") write_file("-", help_text(options.topic, options.language), diagnostics);
}

int main_in(int argc, const char* const* argv) {
    std::string error;
    const Language language = asked_language(argc, argv, language_of_locale());
    const auto options = parse_options(argc, argv, language, error);
    if (!options && argc < 2) {
        say(error);
        return static_cast<int>(ExitCode::kUsage);
    }
    if (!options) {
        say(fmt::format("banxin: {}\n{}", error, language == Language::kChinese ? "用法见 banxin help\n" : "see banxin help\n"));
        return static_cast<int>(ExitCode::kUsage);
    }
    Diagnostics diagnostics;
    try {
        run(*options, diagnostics);
    } catch (const std::bad_alloc&) {
        diagnostics.report_in(Code::kInternalFault, "", {"out of memory"});
    } catch (const std::exception& e) { diagnostics.report_in(Code::kInternalFault, "", {e.what()}); }
    print(diagnostics, *options);
    return static_cast<int>(diagnostics.exit_code());
}

}  // namespace

void print(const Diagnostics& diagnostics, const Options& options) {
    Diagnostics sorted = diagnostics;
    sorted.sort();
    std::string out;
    for (const Diagnostic& d : sorted.all()) out += (options.json ? render_json(d, options.language) : render(d, options.language)) + '\n';
    const bool chinese = options.language == Language::kChinese;
    const auto count = [&](std::string_view english, std::string_view in_chinese, std::size_t n) {
        out += fmt::format(fmt::runtime(chinese ? in_chinese : english), n, n == 1 ? "" : "s");
    };
    if (options.json) return say(out);
    if (diagnostics.dropped() > 0) count("{} more message{} not shown\n", "另有 {} 条提示未列出\n", diagnostics.dropped());
    if (diagnostics.exit_code() == ExitCode::kSomeFailed) count("{} error{}\n", "共 {} 处错误\n", diagnostics.errors());
    else if (diagnostics.failed()) count("{} error{}, nothing was written\n", "共 {} 处错误，未写任何文件\n", diagnostics.errors());
    else if (diagnostics.exit_code() == ExitCode::kToConfirm)
        count("{} thing{} to confirm\n", "共 {} 处需要核对\n", diagnostics.to_confirm());
    say(out);
}

}  // namespace banxin::cli

int main(int argc, char** argv) { return banxin::cli::main_in(argc, argv); }
