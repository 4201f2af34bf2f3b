// Options of each command and their help, in English and Chinese.
#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <boost/program_options.hpp>

#include "cli/explain.hpp"
#include "cli/values.hpp"

namespace banxin::cli {
namespace {

namespace po = boost::program_options;

struct Command {
    enum class Reads : std::uint8_t { kTopic, kFonts, kLayout };  // each takes the options of those before it
    std::string_view name;
    Text argument;  // its positional argument, as help shows it; topics: the words that it may be
    bool argument_required;
    Reads reads;
    bool writes;  // takes -o and --dump
    Text summary;
};

// clang-format off
constexpr std::array kCommands{
    Command{"build", {"BRIEF", "简报"}, true, Command::Reads::kLayout, true, {"typeset a brief and write the PDF", "排版简报，生成 PDF"}},
    Command{"check", {"BRIEF", "简报"}, true, Command::Reads::kLayout, false,
            {"typeset a brief and report, without writing anything", "试排简报并报告问题，不写文件"}},
    Command{"fonts", {"[BRIEF]", "[简报]"}, false, Command::Reads::kFonts, false,
            {"show the face chosen for each role, and what it lacks of a brief or of GB2312",
             "列出各字体角色选用的字体及缺字（给出简报时按简报查，否则按 GB2312 查）"}},
    Command{"schema", {"brief|layout", "brief|layout"}, true, Command::Reads::kTopic, false,
            {"print the RELAX NG schema of a language", "输出简报语言或版式语言的 RELAX NG 模式"}},
    Command{"reference", {"brief|layout|codes", "brief|layout|codes"}, true, Command::Reads::kTopic, false,
            {"print the reference as Markdown", "输出参考手册（Markdown）"}},
};
// clang-format on

/// What is checked before it is taken.
struct Typed {
    std::string diagnostics = "text", lang, copies;
    bool no_cache = false;
};

const Command* command_named(std::string_view name) {
    const auto found = std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& c) { return c.name == name; });
    return found == kCommands.end() ? nullptr : &*found;
}

// clang-format off
void describe_common(po::options_description& d, std::string& diagnostics, std::string& lang, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    d.add_options()
        ("diagnostics", po::value(&diagnostics)->value_name("text|json"),
            say("form of messages: text, or one JSON object a line", "提示信息的形式：文本，或每行一个 JSON 对象").c_str())
        ("lang", po::value(&lang)->value_name("zh|en"), say("language of messages (default: by locale)", "提示语言（默认随系统区域设置）").c_str())
        ("help,h", say("show the command's help", "显示该命令的帮助").c_str());
}

void describe_typesetting(po::options_description& d, Options& out, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    d.add_options()
        ("layout", po::value(&out.layout)->value_name("NAME|FILE"),
            say("layout to use instead of the one that the brief names", "改用指定版式（名称或文件）").c_str())
        ("register", po::value(&out.register_file)->value_name("FILE"),
            say("register that gives the number; check takes none", "由登记簿给号（check 只看不取）").c_str())
        ("series", po::value(&out.series)->value_name("NAME"), say("series of the register", "登记簿中的系列").c_str())
        ("timings", po::bool_switch(&out.timings), say("print the time of each stage", "输出各阶段用时").c_str());
}

void describe_fonts(po::options_description& d, Options& out, bool& no_cache, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    d.add_options()
        ("fonts", po::value(&out.fonts)->value_name("DIR")->composing(),
            say("folder of your own fonts, searched first; may be repeated", "自备字体文件夹，优先使用，可多次给出").c_str())
        ("free-fonts", po::bool_switch(&out.free_fonts),
            say("use only the free faces of the catalogue, whatever is installed", "只用免费字体，不管还装有什么字体").c_str())
        ("no-font-cache", po::bool_switch(&no_cache), say("read every font file again", "不用字体索引缓存，重新读取").c_str());
}

void describe_output(po::options_description& d, Options& out, std::string& copies, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    d.add_options()
        ("output,o", po::value(&out.output)->value_name("OUT.pdf"),
            say("file to write, - for standard output (default: beside the brief)", "输出文件，- 为标准输出（默认与简报同名）").c_str())
        ("copies", po::value(&copies)->value_name("RANGES"),
            say("number copies, each with pages of its own: 1-500, or 41-50,77", "逐份编号，每份各成一套页：如 1-500 或 41-50,77").c_str())
        ("grid", po::bool_switch(&out.grid), say("a proof: draw rows and cells under the text", "出校样：在文字下画出版心网格").c_str())
        ("dump", po::value(&out.dump)->value_name("FILE"),
            say("also write the placed pages as text", "另存排好的版面（文本）").c_str())
        ("replaces", po::value(&out.replaces)->value_name("NUMBER"),
            say("with --register: the issue that this one replaces", "与 --register 同用：本期所换发的那一期").c_str())
        ("who", po::value(&out.who)->value_name("NAME"),
            say("with --register: who issues (default: the user)", "与 --register 同用：经办人（默认为当前用户）").c_str());
}
// clang-format on

void describe(po::options_description& d, const Command& command, Options& out, Typed& typed, Language language) {
    if (command.writes) describe_output(d, out, typed.copies, language);
    if (command.reads == Command::Reads::kLayout) describe_typesetting(d, out, language);
    if (command.reads != Command::Reads::kTopic) describe_fonts(d, out, typed.no_cache, language);
    describe_common(d, typed.diagnostics, typed.lang, language);
}

/// The options of a command as help lists them.
std::string options_text(const Command& command, Language language) {
    Options ignored;
    Typed typed;
    po::options_description options(110);
    describe(options, command, ignored, typed, language);
    std::ostringstream out;
    out << options;
    return out.str();
}

/// "; did you mean 'build'?", or nothing.
std::string command_meant(std::string_view word, Language language) {
    std::vector<std::string_view> names{"help", "version"};
    names.emplace_back("register");
    names.emplace_back("batch");
    for (const Command& c : kCommands) names.push_back(c.name);
    const std::string_view meant = nearest(word, names);
    if (meant.empty()) return {};
    return fmt::format(fmt::runtime(Text{"; did you mean '{}'?", "；是否要用“{}”？"}.in(language)), meant);
}

std::string no_command(std::string_view word, Language language) {
    return fmt::format(fmt::runtime(Text{"no command '{}'", "没有命令“{}”"}.in(language)), word) + command_meant(word, language);
}

bool take_argument(Options& out, const Command& command, const std::vector<std::string>& arguments, std::string& error) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(out.language); };
    const std::string wanted = command.argument.in(out.language);
    if (arguments.size() > 1) {
        error = fmt::format(fmt::runtime(say("'{}' takes one {}, but '{}' stands there too", "“{}”只能给出一个 {}，多出了“{}”")),
                            command.name, wanted, arguments[1]);
        return false;
    }
    if (arguments.empty()) {
        if (command.argument_required)
            error = fmt::format(fmt::runtime(say("'{}' needs its argument: {}", "“{}”还需要参数：{}")), command.name, wanted);
        return !command.argument_required;
    }
    if (command.reads != Command::Reads::kTopic) {
        out.brief = arguments[0];
        return true;
    }
    out.topic = arguments[0];
    const std::string choices = fmt::format("|{}|", wanted);
    if (choices.find(fmt::format("|{}|", out.topic)) != std::string::npos) return true;
    error = fmt::format(fmt::runtime(say("'{}' takes {}, not '{}'", "“{}”的参数是 {}，不是“{}”")), command.name, wanted, out.topic);
    return false;
}

bool take_copies(const std::string& typed, Options& out, std::string& error) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(out.language); };
    const auto copies = typed.empty() ? std::nullopt : parse_copies(typed);
    if (copies) out.copies = *copies;
    if (!typed.empty() && !copies)
        error = say("--copies takes ascending numbers from 1 to 999999, as 1-500 or 41-50,77",
                    "--copies 应为从小到大的份号（1 至 999999），如 1-500 或 41-50,77");
    else if (copies && out.grid)
        error = say("a proof has no copies: --grid and --copies exclude each other", "校样不分份，--grid 与 --copies 不能同用");
    return error.empty();
}

/// One PDF and one dump cannot both go to standard output or to one file.
bool check_outputs(const Options& out, std::string& error) {
    if (out.output.empty() || out.output != out.dump) return true;
    error = Text{"-o and --dump name the same file", "-o 与 --dump 指向同一个文件"}.in(out.language);
    return false;
}

}  // namespace

bool check_register(const Options& out, std::string& error) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(out.language); };
    if (out.register_file.empty() != out.series.empty())
        error = say("--register and --series go together", "--register 与 --series 须同时给出");
    else if (out.register_file.empty() && !(out.replaces + out.who).empty())
        error = say("--replaces and --who need --register", "--replaces 与 --who 须同 --register 一起用");
    else if (!out.register_file.empty() && out.output == "-")
        error = say("what is issued is a file; name it with -o", "发出的必须是文件，请用 -o 指定文件名");
    else if (!is_one_line(out.who)) error = say("--who is one line of text", "--who 只能是一行文字");
    else if (!out.register_file.empty() && out.grid)
        error = say("a proof is not issued: --grid and --register exclude each other", "校样不登记，--grid 与 --register 不能同用");
    return error.empty();
}

Language asked_language(int argc, const char* const* argv, Language by_locale) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view arg = argv[i];
        const std::string_view value = arg == "--lang" && i + 1 < argc ? argv[i + 1] : arg.starts_with("--lang=") ? arg.substr(7) : "";
        if (value.starts_with("zh")) return Language::kChinese;
        if (value.starts_with("en")) return Language::kEnglish;
    }
    return by_locale;
}

std::optional<Options> parse_options(int argc, const char* const* argv, Language by_locale, std::string& error) {
    Options out;
    out.language = asked_language(argc, argv, by_locale);
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first == "--version" || first == "version") return out.command = "version", out;
    const bool asks_help = first == "help" || first == "--help" || first == "-h";
    if (asks_help) {
        out.command = "help";
        if (argc > 2 && !std::string_view(argv[2]).starts_with('-')) out.topic = argv[2];
        if (out.topic.empty() || out.topic == "register" || out.topic == "batch" || command_named(out.topic)) return out;
        error = no_command(out.topic, out.language);
        return std::nullopt;
    }
    if (first.empty()) {  // no command at all: the help is what is wanted, but nothing was done
        error = help_text({}, out.language);
        return std::nullopt;
    }
    if (first == "register") {
        out.command = first;
        return parse_register(argc, argv, out, error) ? std::optional(out) : std::nullopt;
    }
    if (first == "batch") {
        out.command = first;
        return parse_batch(argc, argv, out, error) ? std::optional(out) : std::nullopt;
    }
    const Command* command = command_named(first);
    if (!command) {
        error = no_command(first, out.language);
        return std::nullopt;
    }
    out.command = command->name;

    Typed typed;
    std::vector<std::string> arguments;
    try {
        po::options_description visible, all;
        describe(visible, *command, out, typed, out.language);
        all.add(visible).add_options()("argument", po::value(&arguments));
        po::positional_options_description positional;
        positional.add("argument", -1);
        po::variables_map map;
        const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(argc - 1, argv + 1).options(all).positional(positional).style(style).run(), map);
        if (map.count("help") > 0) {
            out.topic = out.command;
            out.command = "help";
            return out;
        }
        po::notify(map);
    } catch (const po::error& e) {
        error = explain(e, out.language);
        return std::nullopt;
    }
    out.font_cache = !typed.no_cache;
    out.json = typed.diagnostics == "json";
    error = check_common(typed.diagnostics, typed.lang, out.language);
    if (!error.empty()) return std::nullopt;
    if (!take_argument(out, *command, arguments, error) || !check_outputs(out, error) || !check_register(out, error) ||
        !take_copies(typed.copies, out, error))
        return std::nullopt;
    return out;
}

std::string help_text(const std::string& topic, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    if (topic == "register") return register_help(language);
    if (topic == "batch") return batch_help(language);
    if (const Command* command = command_named(topic))
        return fmt::format("banxin {} {} {}\n{}\n\n{}\n{}", command->name, command->argument.in(language), say("[options]", "[选项]"),
                           command->summary.in(language), say("Options:", "选项："), options_text(*command, language));
    std::string out = say("banxin: print-ready Chinese work briefs from XML\n\n", "版心：从 XML 生成可直接付印的工作简报\n\n");
    const auto line = [&](std::string_view command, std::string_view summary) {
        out += fmt::format("  banxin {:<29} {}\n", command, summary);
    };
    for (const Command& c : kCommands) line(fmt::format("{} {}", c.name, c.argument.in(language)), c.summary.in(language));
    line(say("batch BRIEF --editions TABLE", "batch 简报 --editions 数据表"),
         say("one PDF for each row of a table; see help batch", "按数据表批量生成，每行一份 PDF，见 help batch"));
    line(say("register ACTION FILE", "register 操作 登记簿"),
         say("the register of numbers: reserve, issue, void ...; see help register", "期号登记：取号、发出、作废等，见 help register"));
    line(say("help [COMMAND]", "help [命令]"), say("this text, or the options of a command", "本说明，或某个命令的选项"));
    line("version", say("the version", "版本"));
    out += say("\nOptions of build; the other commands take those that apply:\n", "\nbuild 的选项（其他命令只有其中适用的）：\n");
    out += options_text(*command_named("build"), language);
    out += say(R"(
Messages go to standard error, in Chinese where LC_ALL, LC_MESSAGES or LANG begins with zh.

Examples: banxin build brief.xml                        writes brief.pdf
          banxin build brief.xml -o - | lpr             prints it
          banxin check brief.xml --diagnostics json     for an editor

Exit codes: 0 done; 1 done, something to confirm; 2 wrong command line; 3 bad input, nothing written;
            4 some editions of a batch failed; 70 a fault of the program; 75 temporary (disk, permissions), try again.
)",
               R"(
提示信息写到标准错误；LC_ALL、LC_MESSAGES 或 LANG 以 zh 开头时用中文。

示例：banxin build 简报.xml                         生成 简报.pdf
      banxin build 简报.xml -o - | lpr              直接打印
      banxin check 简报.xml --diagnostics json      供编辑器使用

退出码：0 完成；1 完成，但有事项需要确认；2 命令行有误；3 输入有误，未写任何文件；
        4 批量生成时部分版本失败；70 程序内部错误；75 暂时性故障（磁盘、权限），可重试。
)");
    return out;
}

Language language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value && *value) return std::string_view(value).starts_with("zh") ? Language::kChinese : Language::kEnglish;
    }
    return Language::kEnglish;
}

}  // namespace banxin::cli
