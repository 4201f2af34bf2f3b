// Actions of `banxin register`, their arguments and options, and their help.
#include "cli/register_options.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <boost/program_options.hpp>

#include "cli/explain.hpp"
#include "cli/options.hpp"
#include "cli/values.hpp"

namespace banxin::cli {
namespace {

namespace po = boost::program_options;

// What the register takes; beyond it is a slip.
constexpr int kFirstYear = 1900, kLastYear = 2199, kMostNumber = 999'999, kMostTotal = 9'999'999, kMostCopies = 9'999'999;

struct Action {
    std::string_view name;
    Text arguments;            // after the register's file
    std::size_t least, most;   // their number
    std::string_view options;  // names between blanks
    std::string_view needed;   // one that must be given
    Text summary;
};

// clang-format off
constexpr std::array kActions{
    Action{"init", {"", ""}, 0, 0, "", "", {"make a register", "建立登记簿"}},
    Action{"series", {"[NAME]", "[系列]"}, 0, 1, "pattern counting supplement last last-total", "",
           {"add a series; without NAME: list them", "添加系列；不给名称则列出全部"}},
    Action{"reserve", {"SERIES", "系列"}, 1, 1, "year", "", {"take the next number for later", "预留下一个编号"}},
    Action{"issue", {"SERIES NUMBER", "系列 编号"}, 2, 2, "pdf brief title copies to", "",
           {"record that a reserved number is out", "登记预留的编号已发出"}},
    Action{"void", {"SERIES NUMBER", "系列 编号"}, 2, 2, "reason", "reason",
           {"make a number void; it is not given again", "作废编号，不再使用"}},
    Action{"reissue", {"SERIES NUMBER", "系列 编号"}, 2, 2, "year", "",
           {"take the next number for an issue that replaces NUMBER", "换发：取下一个编号，代替所给的编号"}},
    Action{"reprint", {"SERIES NUMBER", "系列 编号"}, 2, 2, "reason copies to", "copies", {"record a reprint", "登记重印"}},
    Action{"copies", {"SERIES NUMBER", "系列 编号"}, 2, 2, "to", "to", {"give out the next copy numbers", "按顺序分配份号"}},
    Action{"list", {"[SERIES]", "[系列]"}, 0, 1, "", "", {"list the numbers", "列出编号"}},
    Action{"show", {"SERIES NUMBER", "系列 编号"}, 2, 2, "", "", {"all that happened to a number", "列出一个编号的全部记录"}},
    Action{"export", {"[SERIES]", "[系列]"}, 0, 1, "output", "", {"print as CSV, for spreadsheets", "导出 CSV 表格"}},
    Action{"verify", {"", ""}, 0, 0, "", "",
           {"check the register, and compute the hashes of recorded files again", "检查登记簿，并核对所登记文件的校验值"}},
    Action{"backup", {"COPY", "备份文件"}, 1, 1, "", "", {"copy the register, also while others use it", "备份登记簿，使用中也可备份"}},
    Action{"recover", {"[SERIES NUMBER]", "[系列 编号]"}, 0, 2, "reason", "",
           {"after a crash: settle numbers whose document was under way", "程序中断后：处理已取号而未完成的编号"}},
};
// clang-format on

const Action* action_named(std::string_view name) {
    const auto found = std::find_if(kActions.begin(), kActions.end(), [&](const Action& a) { return a.name == name; });
    return found == kActions.end() ? nullptr : &*found;
}

struct Common {
    std::string diagnostics = "text", lang;
};

/// Every option of every action; the command line knows those that `wanted` names.
void describe(po::options_description& d, std::string_view wanted, Options& out, Common& common, Language language) {
    RegisterOptions& r = out.registry;
    const std::string names = fmt::format(" {} who at diagnostics lang help ", wanted);
    const auto add = [&](const char* option, const po::value_semantic* value, Text text) {
        const std::string name(option, std::string_view(option).substr(0, std::string_view(option).find(',')).size());
        if (names.find(" " + name + " ") != std::string::npos) d.add_options()(option, value, text.in(language).c_str());
        else delete value;
    };
    const auto word = [](std::string& to, const char* shown) { return po::value(&to)->value_name(shown); };
    const auto count = [](auto& to) { return po::value<int>()->notifier([&to](int n) { to = n; })->value_name("N"); };
    add("pattern", word(r.pattern, "TEXT"), {"how a number is written: {year} {number} {total}", "编号写法，可用 {year} {number} {total}"});
    add("counting", word(r.counting, "yearly|running"), {"from 1 each year (default), or on and on", "每年从 1 起（默认），或连续编号"});
    add("supplement", po::bool_switch(&r.supplement), {"a series of supplements", "增刊系列"});
    add("last", word(r.last, "NUMBER"),
        {"the last number given before this register: 2025-14, or 30", "启用登记簿之前的最后一个编号，如 2025-14，连续编号如 30"});
    add("last-total", count(r.last_total), {"the running total that went with it", "当时的总期数"});
    add("year", count(r.year), {"year of the number (default: this year)", "编号所在年份（默认为今年）"});
    add("pdf", word(r.pdf, "FILE"), {"the document; its hash is recorded", "发出的文件，登记其校验值"});
    add("brief", word(r.brief, "FILE"), {"its source; its hash is recorded", "源文件，登记其校验值"});
    add("title", word(r.title, "TEXT"), {"its title", "标题"});
    add("copies", count(r.copies), {"copies printed", "印数"});
    add("to", po::value(&r.to)->value_name("NAME[=COPIES]")->composing(),
        {"a recipient, with the number of numbered copies; may be repeated", "收文单位及其份数，可多次给出"});
    add("reason", word(r.reason, "TEXT"), {"why; a reprint also by whom", "原因；重印可写明翻印单位"});
    add("output,o", word(out.output, "FILE"), {"file to write (default: standard output)", "输出文件（默认为标准输出）"});
    add("who", word(out.who, "NAME"), {"who does it (default: the user)", "经办人（默认为当前用户）"});
    add("at", word(r.at, "DATE"),
        {"when it was done, as 2026-03-02 or 2026-03-02T09:00 (default: now)",
         "办理时间，如 2026-03-02 或 2026-03-02T09:00（默认为现在）"});
    add("diagnostics", word(common.diagnostics, "text|json"),
        {"form of messages: text, or one JSON object a line", "提示信息的形式：文本，或每行一个 JSON 对象"});
    add("lang", word(common.lang, "zh|en"), {"language of messages (default: by locale)", "提示语言（默认随系统区域设置）"});
    add("help,h", new po::untyped_value(true), {"show this help", "显示本说明"});
}

bool is_moment(std::string_view text) {
    if (!is_date(text.substr(0, 10))) return false;
    if (text.size() == 10) return true;
    const auto hour = text.size() == 16 && text[10] == 'T' && text[13] == ':' ? parse_number(text.substr(11, 2)) : std::nullopt;
    const auto minute = hour ? parse_number(text.substr(14, 2)) : std::nullopt;
    return hour && minute && *hour < 24 && *minute < 60;
}

/// The first number below 0 or above `most`; it is named by its option.
std::string check_numbers(const RegisterOptions& r, Language language) {
    struct Limit {
        std::string_view option;
        std::int64_t value;
        int least, most;
    };
    const std::size_t hyphen = r.last.find('-');
    const auto number = parse_number(std::string_view(r.last).substr(hyphen == std::string::npos ? 0 : hyphen + 1));
    const auto year = hyphen == std::string::npos ? std::nullopt : parse_number(std::string_view(r.last).substr(0, hyphen));
    std::vector<Limit> limits{{"copies", r.copies.value_or(1), 1, kMostCopies},
                              {"last-total", r.last_total, 0, kMostTotal},
                              {"year", r.year.value_or(kFirstYear), kFirstYear, kLastYear}};
    if (number) limits.push_back({"last", *number, 0, kMostNumber});
    if (year) limits.push_back({"last", *year, kFirstYear, kLastYear});
    for (const Share& s : r.shares) limits.push_back({"to", s.copies, 0, kMostCopies});
    for (const Limit& l : limits)
        if (l.value < l.least || l.value > l.most)
            return fmt::format(fmt::runtime(Text{"--{}: {} is not in {} to {}", "--{}：{} 不在 {} 至 {} 之间"}.in(language)), l.option,
                               l.value, l.least, l.most);
    return {};
}

/// Names, titles and reasons stand in lists, one line each.
std::string check_lines(const Options& out) {
    const RegisterOptions& r = out.registry;
    std::vector<std::pair<std::string_view, std::string_view>> texts{
        {"--who", out.who}, {"--title", r.title}, {"--reason", r.reason}, {"--pattern", r.pattern}, {"SERIES", r.series}};
    for (const std::string& to : r.to) texts.emplace_back("--to", to);
    for (const Share& share : r.shares) texts.emplace_back("--to", share.recipient);
    for (const auto& [name, text] : texts)
        if (!text.empty() && text.find_first_not_of(" \t\u3000") == std::string::npos)
            return fmt::format(fmt::runtime(Text{"{} is blank", "{} 是空白的"}.in(out.language)), name);
    for (const auto& [name, text] : texts)
        if (!is_one_line(text))
            return fmt::format(fmt::runtime(Text{"{} is one line of text", "{} 只能是一行文字"}.in(out.language)), name);
    return {};
}

/// Values that need more than a type. Empty: all well.
std::string check_values(Options& out, const Action& action, const Common& common) {
    RegisterOptions& r = out.registry;
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(out.language); };
    for (const std::string& to : r.to) {
        const std::size_t equals = to.rfind('=');
        const auto copies = equals == std::string::npos ? std::optional(0) : parse_number(std::string_view(to).substr(equals + 1));
        if (!copies || equals == 0 || to.empty())
            return fmt::format(fmt::runtime(say("--to takes NAME or NAME=COPIES, not '{}'", "--to 应写成“单位”或“单位=份数”，不是“{}”")),
                               to);
        r.shares.push_back({to.substr(0, equals), static_cast<std::uint32_t>(*copies)});
    }
    if (r.counting != "yearly" && r.counting != "running")
        return say("--counting takes yearly or running", "--counting 只能是 yearly 或 running");
    if (!r.at.empty() && !is_moment(r.at))
        return say("--at takes a date as 2026-03-02 or 2026-03-02T09:00", "--at 应写成 2026-03-02 或 2026-03-02T09:00");
    for (const std::string& wrong :
         {check_common(common.diagnostics, common.lang, out.language), check_numbers(r, out.language), check_lines(out)})
        if (!wrong.empty()) return wrong;
    if (action.name == "series" && r.series.empty() &&
        (!(r.pattern + r.last).empty() || r.supplement || r.last_total > 0 || r.counting != "yearly"))
        return say("a series to be added needs its name: series FILE NAME --pattern TEXT",
                   "添加系列须给出名称：series 登记簿 系列 --pattern 写法");
    if (action.name == "series" && !r.series.empty() && r.pattern.empty())
        return say("a series needs --pattern", "添加系列须给出 --pattern");
    if (action.name == "recover" && (r.series.empty() != r.number.empty() || r.series.empty() != r.reason.empty()))
        return say("to settle one number by hand, recover needs SERIES, NUMBER and --reason",
                   "逐个处理时，recover 须写明系列、编号和 --reason");
    if (action.name != "recover" && action.least > 0 && action.name != "backup" && r.series.empty())
        return say("the name of the series is empty", "系列名称是空的");
    const bool given = action.needed.empty() || (action.needed == "reason" && !r.reason.empty()) ||
                       (action.needed == "copies" && (r.copies || !r.reason.empty())) || (action.needed == "to" && !r.to.empty());
    if (!given && action.name == "reprint")
        return say("'register reprint' needs --copies, or --reason where copies were made again under their numbers",
                   "“register reprint”须给出 --copies；按原份号重做、不加印的给出 --reason");
    return given ? std::string()
                 : fmt::format(fmt::runtime(say("'register {}' needs --{}", "“register {}”须给出 --{}")), action.name, action.needed);
}

bool take_arguments(RegisterOptions& r, const Action& action, const std::vector<std::string>& given) {
    if (given.size() < action.least + 1 || given.size() > action.most + 1) return false;
    r.file = given[0];
    if (action.name == "backup") r.copy = given[1];
    else if (given.size() > 1) r.series = given[1];
    if (given.size() > 2) r.number = given[2];
    return true;
}

}  // namespace

bool parse_register(int argc, const char* const* argv, Options& out, std::string& error) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(out.language); };
    const std::string_view word = argc > 2 ? argv[2] : "";
    if (word == "--help" || word == "-h") return out.command = "help", out.topic = "register", true;
    const Action* action = action_named(word);
    if (!action) {
        std::vector<std::string_view> names;
        for (const Action& a : kActions) names.push_back(a.name);
        const std::string_view meant = nearest(word, names);
        error = fmt::format(fmt::runtime(say("'register' has no action '{}'", "register 没有操作“{}”")), word);
        if (!meant.empty()) error += fmt::format(fmt::runtime(say("; did you mean '{}'?", "；是否要用“{}”？")), meant);
        return false;
    }
    out.registry.action = word;
    Common common;
    std::vector<std::string> arguments;
    try {
        po::options_description all;
        describe(all, action->options, out, common, out.language);
        all.add_options()("argument", po::value(&arguments));
        po::positional_options_description positional;
        positional.add("argument", -1);
        po::variables_map map;
        const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(argc - 2, argv + 2).options(all).positional(positional).style(style).run(), map);
        if (map.count("help") > 0) return out.command = "help", out.topic = "register", true;
        po::notify(map);
    } catch (const po::error& e) {
        error = explain(e, out.language);
        return false;
    }
    out.json = common.diagnostics == "json";
    if (!take_arguments(out.registry, *action, arguments))
        error = fmt::format(fmt::runtime(say("'register {0}' is written: banxin register {0} FILE {1}",
                                             "“register {0}”的写法：banxin register {0} 登记簿 {1}")),
                            action->name, action->arguments.in(out.language));
    else error = check_values(out, *action, common);
    return error.empty();
}

std::string register_help(Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    std::string out =
        say("banxin register ACTION FILE ... [options]\nthe register of numbers: which were given, to what, and what became of them\n\n",
            "banxin register 操作 登记簿 …… [选项]\n期号登记：给出了哪些编号、用于哪一期、后来如何\n\n");
    std::string all;
    for (const Action& a : kActions) {
        out += fmt::format("  {:<8} {} {:<14} {}\n", a.name, say("FILE", "登记簿"), a.arguments.in(language), a.summary.in(language));
        all += fmt::format("{} ", a.options);
    }
    out += say("\nA number is written 2026-3, in a running series 3.\n\nOptions, where an action has a use for them:\n",
               "\n编号写作 2026-3，连续编号的系列写作 3。\n\n选项（各操作只有其中适用的）：\n");
    Options ignored;
    Common common;
    po::options_description options(120);
    describe(options, all, ignored, common, language);
    std::ostringstream text;
    text << options;
    return out + text.str();
}

}  // namespace banxin::cli
