// Options of `banxin batch` and their help.
#include "cli/batch_options.hpp"

#include <algorithm>
#include <cstdlib>
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

struct Typed {
    std::string volume_pages, jobs, progress = "text", sink = "folder", shard, diagnostics = "text", lang;
    bool no_cache = false;
};

// clang-format off
void describe(po::options_description& d, Options& out, Typed& typed, Language language) {
    BatchOptions& b = out.batch;
    const auto add = [&](const char* name, const po::value_semantic* value, std::string_view english, std::string_view chinese) {
        d.add_options()(name, value, Text{english, chinese}.in(language).c_str());
    };
    const auto word = [](std::string& to, const char* shown) { return po::value(&to)->value_name(shown); };
    add("editions", word(b.table, "TABLE"), "table with a row for each edition: CSV or XML", "数据表，每行一个版本：CSV 或 XML");
    add("out", word(b.folder, "DIR"), "folder for the PDFs and the manifest", "存放 PDF 和清单的文件夹");
    add("key", word(b.key, "COLUMN"), "column that names each edition and its file", "关键列，用作版本名和文件名");
    add("jobs", word(typed.jobs, "N"), "threads (default: one for each processor)", "线程数（默认与处理器数相同）");
    add("keep-going", po::bool_switch(&b.keep_going), "leave out editions that have faults (exit code 4)", "跳过有错误的版本（退出码 4）");
    add("resume", po::bool_switch(&b.resume), "complete a run that ended early", "接着完成中断的批量生成");
    add("numbered", po::bool_switch(&b.numbered), "number copies: each edition's file holds all of them", "逐份编号：每个版本的 PDF 含其全部份数");
    add("merge", word(b.merged, "NAME"), "one print run of all editions and copies in order: NAME-1.pdf ...", "合成一个印刷文件，各版本各份依次排列：名称-1.pdf……");
    add("separators", po::value(&b.sheet)->value_name("LAYOUT")->implicit_value("separator"), "with --merge: a sheet before each edition",
        "与 --merge 同用：各版本之前加隔页");
    add("volume-pages", word(typed.volume_pages, "N"), "with --merge: pages of a volume at most (default: 10000)",
        "与 --merge 同用：每册最多页数（默认 10000）");
    add("only", po::value(&b.only)->value_name("PART")->composing(),
        "an edition, copies of one (NAME:41-50), or copies (000041-000050); may be repeated",
        "只生成某个版本、某版本的若干份（名称:41-50）或若干份号（000041-000050），可多次给出");
    add("shard", word(typed.shard, "K/N"), "only every Nth edition, beginning with the Kth (default: from Slurm's array)",
        "只做第 K 个起每隔 N 个的版本（默认取自 Slurm 作业数组）");
    add("figures", word(b.figures, "FILE"), "write the list of marked figures, for proof-reading", "另存标记数字清单，供核稿用");
    add("list", po::value(&b.lists)->value_name("LAYOUT")->composing(),
        "also make a list of all editions: packing-list, sign-off-sheet, or a layout of yours; may be repeated",
        "另排一份全部版本的单据：packing-list 装箱单、sign-off-sheet 签收单，或自编版式；可多次给出");
    add("progress", word(typed.progress, "text|jsonl"), "form of the progress shown", "进度的形式");
    add("sink", word(typed.sink, "folder|null"), "null: make everything, write nothing (to measure)", "null：全部生成但不写出（测速用）");
    add("register", word(out.register_file, "FILE"), "register that gives all editions one number", "由登记簿给各版一个共同的编号");
    add("series", word(out.series, "NAME"), "series of the register", "登记簿中的系列");
    add("replaces", word(out.replaces, "NUMBER"), "with --register: the issue that this one replaces", "与 --register 同用：本期所换发的那一期");
    add("reprints", word(b.reprints, "NUMBER"), "with --register: make this issue, or --only parts of it, again", "与 --register 同用：重印这一期，或用 --only 重印其一部分");
    add("who", word(out.who, "NAME"), "with --register: who issues (default: the user)", "与 --register 同用：经办人（默认为当前用户）");
    add("layout", word(out.layout, "NAME|FILE"), "layout to use instead of the one that the brief names", "改用指定版式（名称或文件）");
    add("fonts", po::value(&out.fonts)->value_name("DIR")->composing(), "folder of your own fonts, searched first; may be repeated",
        "自备字体文件夹，优先使用，可多次给出");
    add("free-fonts", po::bool_switch(&out.free_fonts), "use only the free faces of the catalogue", "只用免费字体");
    add("no-font-cache", po::bool_switch(&typed.no_cache), "read every font file again", "不用字体索引缓存，重新读取");
    add("timings", po::bool_switch(&out.timings), "print the time of each stage", "输出各阶段用时");
    add("diagnostics", word(typed.diagnostics, "text|json"), "form of messages: text, or one JSON object a line",
        "提示信息的形式：文本，或每行一个 JSON 对象");
    add("lang", word(typed.lang, "zh|en"), "language of messages (default: by locale)", "提示语言（默认随系统区域设置）");
    add("help,h", new po::untyped_value(true), "show this help", "显示本说明");
}
// clang-format on

/// The beginning of a file's name that is safe everywhere; a number and an ending follow it. "": none was asked for.
bool is_plain_name(std::string_view name) {
    constexpr std::size_t kLongest = 200;  // of the 255 bytes that file systems take
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return name.size() <= kLongest && !name.starts_with('.') && name.find_first_of("/\\:*?\"<>|") == name.npos &&
           std::none_of(name.begin(), name.end(), control) && is_utf8(name);
}

/// "2/8", or what Slurm says of its array.
bool take_shard(std::string_view typed, BatchOptions& out) {
    std::string from_slurm;
    const char* task = std::getenv("SLURM_ARRAY_TASK_ID");
    const char* first = std::getenv("SLURM_ARRAY_TASK_MIN");
    const char* count = std::getenv("SLURM_ARRAY_TASK_COUNT");
    if (typed.empty() && task && count) {
        const auto id = parse_number(task), from = parse_number(first ? first : "1");
        if (!id || !from) return false;
        from_slurm = fmt::format("{}/{}", *id - *from + 1, count);
        typed = from_slurm;
    }
    if (typed.empty()) return true;
    const std::size_t slash = typed.find('/');
    const auto shard = parse_number(typed.substr(0, slash));
    const auto shards = slash == typed.npos ? std::nullopt : parse_number(typed.substr(slash + 1));
    if (!shard || !shards || *shard < 1 || *shard > *shards) return false;
    out.shard = static_cast<std::size_t>(*shard);
    out.shards = static_cast<std::size_t>(*shards);
    return true;
}

std::string check_merge(BatchOptions& b, const Typed& typed, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    constexpr int kMostPages = 10'000;
    const auto pages = parse_number(typed.volume_pages.empty() ? "10000" : typed.volume_pages);
    if (!pages || *pages < 2 || *pages > kMostPages) return say("--volume-pages takes 2 to 10000", "--volume-pages 只能是 2 至 10000");
    b.volume_pages = static_cast<std::size_t>(*pages);
    if (b.merged.empty() && (!b.sheet.empty() || !typed.volume_pages.empty()))
        return say("--separators and --volume-pages go with --merge", "--separators 与 --volume-pages 须同 --merge 一起用");
    if (!is_plain_name(b.merged))
        return say("--merge takes a short name in UTF-8, without control characters and / \\ : * ? \" < > |",
                   "--merge 是较短的文件名（UTF-8），不能含控制字符和 / \\ : * ? \" < > |");
    if (!b.merged.empty() && (b.shards > 1 || typed.sink == "null"))
        return say("--merge makes the whole run: no --shard, no --sink null", "--merge 须整批生成，不能用 --shard 或 --sink null");
    return "";
}

std::string check_values(Options& out, const Typed& typed) {
    BatchOptions& b = out.batch;
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(out.language); };
    constexpr int kMostThreads = 512;
    const auto jobs = parse_number(typed.jobs.empty() ? "0" : typed.jobs);
    if (!jobs || *jobs > kMostThreads || (!typed.jobs.empty() && *jobs < 1)) return say("--jobs takes 1 to 512", "--jobs 只能是 1 至 512");
    b.jobs = static_cast<unsigned>(*jobs);
    b.progress_json = typed.progress == "jsonl";
    if (typed.progress != "text" && typed.progress != "jsonl")
        return say("--progress takes text or jsonl", "--progress 只能是 text 或 jsonl");
    if (typed.sink != "folder" && typed.sink != "null") return say("--sink takes folder or null", "--sink 只能是 folder 或 null");
    if (!take_shard(typed.shard, b)) return say("--shard takes K/N, as 1/8 to 8/8", "--shard 应写成 K/N，如 1/8 至 8/8");
    if (const std::string wrong = check_common(typed.diagnostics, typed.lang, out.language); !wrong.empty()) return wrong;
    if (std::string wrong; !check_register(out, wrong)) return wrong;
    if (const std::string wrong = check_merge(b, typed, out.language); !wrong.empty()) return wrong;
    if (b.verify) return "";
    if (!out.register_file.empty() && b.shards > 1)
        return say("a run that takes a number is one run: --register and --shard exclude each other",
                   "取号的批量生成不能分片，--register 与 --shard 不能同用");
    if (!out.register_file.empty() && b.keep_going)
        return say("an issue goes out whole: --register and --keep-going exclude each other",
                   "一期须整体发出，--register 与 --keep-going 不能同用");
    if (!out.register_file.empty() && !b.only.empty() && b.reprints.empty())
        return say("an issue goes out whole; parts of one that is out are made again under its number: add --reprints NUMBER",
                   "一期须整体发出；重印其中一部分请加 --reprints 编号，仍用原编号登记");
    if (!b.reprints.empty() && (out.register_file.empty() || !out.replaces.empty()))
        return say("--reprints goes with --register, and not with --replaces", "--reprints 须与 --register 同用，不能与 --replaces 同用");
    if (b.table.empty()) return say("'batch' needs a table: --editions TABLE", "batch 还需要数据表：--editions 数据表");
    if (typed.sink == "null" && !b.folder.empty())
        return say("--sink null writes no folder: leave out --out", "--sink null 不写文件夹，请去掉 --out");
    if (typed.sink == "null" && b.resume)
        return say("--sink null writes no folder that could be resumed: leave out --resume",
                   "--sink null 不写文件夹，无从续做，请去掉 --resume");
    if (typed.sink == "folder" && b.folder.empty()) return say("'batch' needs a folder: --out DIR", "batch 还需要输出文件夹：--out 文件夹");
    return "";
}

}  // namespace

bool parse_batch(int argc, const char* const* argv, Options& options, std::string& error) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(options.language); };
    Typed typed;
    std::vector<std::string> arguments;
    try {
        po::options_description visible, all;
        describe(visible, options, typed, options.language);
        all.add(visible).add_options()("argument", po::value(&arguments));
        po::positional_options_description positional;
        positional.add("argument", -1);
        po::variables_map map;
        const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(argc - 1, argv + 1).options(all).positional(positional).style(style).run(), map);
        if (map.count("help") > 0) {
            options.topic = "batch";
            options.command = "help";
            return true;
        }
        po::notify(map);
    } catch (const po::error& e) {
        error = explain(e, options.language);
        return false;
    }
    options.batch.verify = !arguments.empty() && arguments.front() == "verify";
    if (options.batch.verify) arguments.erase(arguments.begin());
    if (arguments.size() != 1) {
        error = options.batch.verify ? say("'batch verify' takes one folder", "batch verify 需要一个文件夹")
                                     : say("'batch' takes one brief", "batch 需要一份简报");
        return false;
    }
    (options.batch.verify ? options.batch.folder : options.brief) = arguments.front();
    options.font_cache = !typed.no_cache;
    options.json = typed.diagnostics == "json";
    error = check_values(options, typed);
    return error.empty();
}

std::string batch_help(Language language) {
    Options ignored;
    Typed typed;
    po::options_description options(110);
    describe(options, ignored, typed, language);
    std::ostringstream out;
    out << Text{"banxin batch BRIEF --editions TABLE --out DIR [options]\n"
              "one PDF for each row of a table, all or nothing\n\n"
              "banxin batch verify DIR\n"
              "check that every edition of a run is there as it was made\n\nOptions:\n",
              "banxin batch 简报 --editions 数据表 --out 文件夹 [选项]\n"
              "按数据表批量生成，每行一份 PDF；要么全部生成，要么一份也不发\n\n"
              "banxin batch verify 文件夹\n"
              "核对一次批量生成的每个版本是否齐全、未被改动\n\n选项：\n"}.in(language)
        << options;
    return out.str();
}

}  // namespace banxin::cli
