// batch: one brief and a table to one PDF an edition.
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "batch/print_run.hpp"
#include "batch/publish.hpp"
#include "cli/batch_number.hpp"
#include "cli/batch_progress.hpp"
#include "cli/commands.hpp"
#include "cli/csv.hpp"
#include "cli/data.hpp"
#include "cli/guard.hpp"
#include "cli/set_aside.hpp"
#include "cli/stopwatch.hpp"
#include "edition/open_number.hpp"
#include "files/files.hpp"
#include "table/table.hpp"

namespace banxin::cli {
namespace {

/// The run that a signal is to end; a signal has no other way to it.
std::atomic<batch::Run*> running{nullptr};
extern "C" void stop_running(int) {
    if (batch::Run* run = running) run->stop = true;
}
/// While a run is at work, signals stop it.
struct Running {
    explicit Running(batch::Run& run) {
        running = &run;
        for (const int signal : {SIGTERM, SIGINT}) std::signal(signal, stop_running);
    }
    ~Running() { running = nullptr; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
};

struct Inputs {
    Library library = own_library();
    batch::Origin origin;
    std::optional<table::Table> table;
    std::size_t key = 0;
    std::unique_ptr<BatchNumber> number;  // of a register; null: the brief has its own
    std::unique_ptr<edition::Template> brief;
    std::optional<font::Catalogue> catalogue;
    font::Choice choice;
};

/// The brief with the number that it will have.
bool read_numbered(Inputs& inputs, Diagnostics& diagnostics) {
    const auto brief = inputs.number->brief(diagnostics);
    inputs.brief = brief ? edition::Template::read(brief, *inputs.table, inputs.key, diagnostics) : nullptr;
    inputs.origin.number = inputs.number->text();
    return inputs.brief != nullptr;
}

/// Brief and table are both read, so that one run names the faults of both.
bool read(Inputs& inputs, const Options& options, Diagnostics& diagnostics) {
    inputs.origin.brief = options.brief;
    inputs.origin.table = options.batch.table;
    inputs.origin.program = "Banxin " BANXIN_VERSION;
    std::shared_ptr<const xml::Document> brief;
    if (const auto bytes = read_file(options.brief, diagnostics)) {
        brief = xml::Document::parse(*bytes, options.brief, {}, diagnostics);
        if (brief) inputs.origin.brief_sha256 = brief->file()->sha256;
    }
    if (const auto bytes = set_aside(options.batch.table, inputs.origin.table_sha256, diagnostics))
        inputs.table = table::read_table(bytes, options.batch.table, diagnostics);
    const auto key = inputs.table ? table::key_column(*inputs.table, options.batch.key, diagnostics) : std::nullopt;
    if (!brief || !inputs.table) return false;
    inputs.key = key.value_or(0);
    if (options.register_file.empty()) {
        if (edition::is_issue_numbered(*brief, diagnostics))
            inputs.brief = edition::Template::read(brief, *inputs.table, inputs.key, diagnostics);
    } else {
        inputs.number = BatchNumber::open(options, brief, diagnostics);
        if (inputs.number) read_numbered(inputs, diagnostics);
    }
    inputs.catalogue = own_catalogue(diagnostics);
    if (!inputs.brief || !key || !inputs.catalogue) return false;
    inputs.origin.catalogue = inputs.catalogue->file;
    const font::FontIndex index = index_fonts(options);
    inputs.choice = font::choose(*inputs.catalogue, index, options.free_fonts, diagnostics);
    return !diagnostics.failed();
}

/// CSV with a byte order mark, for spreadsheets and proof-readers.
bool write_figures(const batch::Run& run, const std::string& path, Language language, Diagnostics& diagnostics) {
    std::string out = "\xEF\xBB\xBF";
    out += language == Language::kChinese ? "版本,字段,文中,数据表,简报行,简报列,数据表行,数据表列\r\n"
                                          : "edition,field,text,table,brief line,brief column,table line,table column\r\n";
    const table::Table& table = run.brief().table();
    for (const edition::Figure& figure : run.figures()) {
        const table::Row row = table.row(figure.row);
        const table::Cell& cell = row.cells[figure.column];
        out +=
            fmt::format("{},{},{},{},{},{},{},{}\r\n", csv_cell(run.brief().key(figure.row)), csv_cell(table.columns[figure.column].str()),
                        csv_cell(figure.text), csv_cell(cell.str()), figure.pos.line, figure.pos.column, cell.pos.line, cell.pos.column);
    }
    return write_file(path, out, diagnostics);
}

class NullSink : public batch::Sink {
  public:
    bool put(std::size_t, const pdf::Bytes& pdf, std::size_t pages, Diagnostics&) override {
        bytes += pdf.size();
        pages_ += pages;
        ++editions;
        return true;
    }
    std::atomic<std::size_t> bytes{0}, pages_{0}, editions{0};
};

void summary(const Options& options, const batch::Result& result, const BatchNumber* number) {
    if (options.json || options.batch.progress_json)
        return say(fmt::format("{{\"report\":{{\"made\":{},\"there\":{},\"failed\":{}{}}}}}\n", result.made, result.skipped, result.failed,
                               number ? fmt::format(",\"series\":{},\"number\":{},\"written\":{}", batch::json(options.series),
                                                    batch::json(number->key()), batch::json(number->text()))
                                      : ""));
    const std::string& folder = options.batch.folder;
    const bool chinese = options.language == Language::kChinese;
    if (number) say(fmt::format("{}{}{}\n", folder, chinese ? "：" : ": ", number->text()));
    if (!options.batch.merged.empty())
        return say(fmt::format(fmt::runtime(chinese            ? "{}：{} 个版本，生成 {} 册，已有 {} 册\n"
                                            : result.made == 1 ? "{}: {} editions, {} volume made, {} there already\n"
                                                               : "{}: {} editions, {} volumes made, {} there already\n"),
                               folder, result.editions, result.made, result.skipped));
    if (options.language == Language::kChinese)
        say(fmt::format("{}：生成 {} 个版本，已有 {} 个，失败 {} 个\n", folder, result.made, result.skipped, result.failed));
    else say(fmt::format("{}: {} editions made, {} there already, {} failed\n", folder, result.made, result.skipped, result.failed));
}

void verify(const Options& options, Diagnostics& diagnostics) {
    const std::size_t editions = batch::verify(options.batch.folder, diagnostics);
    if (diagnostics.failed()) return;
    const bool chinese = options.language == Language::kChinese;
    say(fmt::format(fmt::runtime(chinese ? "{}：{} 个版本齐全\n" : "{}: {} editions, all as they were made\n"), options.batch.folder,
                    editions));
}

/// In the file system of what is made, or where nothing is, and where that has no files without a name, among temporary files.
std::vector<std::string> folders_for_drafts(const std::string& folder) {
    std::vector<std::string> out;
    if (!folder.empty()) out = {folder, std::filesystem::path(absolute(folder)).parent_path().string()};
    out.push_back(temporary_folder());
    return out;
}

/// What comes after every edition was found in order, or left out.
bool make(batch::Run& run, Inputs& inputs, const Options& options, Stopwatch& watch, Diagnostics& diagnostics) {
    std::vector<batch::List> lists;
    for (const std::string& layout : options.batch.lists)
        if (auto list = batch::make_list(run, layout, diagnostics)) lists.push_back(std::move(*list));
    if (lists.size() < options.batch.lists.size()) return false;
    if (options.batch.folder.empty()) {
        NullSink sink;
        if (!run.write(std::vector<bool>(run.rows(), false), sink, diagnostics)) return false;
        watch.lap("write");
        const char* said = options.language == Language::kChinese ? "{} 个版本，{} 页，{} 字节\n" : "{} editions, {} pages, {} bytes\n";
        say(fmt::format(fmt::runtime(said), sink.editions.load(), sink.pages_.load(), sink.bytes.load()));
        return true;
    }
    batch::Result result;
    const batch::Steps steps = inputs.number ? inputs.number->steps(run) : batch::Steps{};
    const BatchOptions& b = options.batch;
    const bool published = b.merged.empty() ? batch::publish(run, lists, inputs.origin, b.folder, b.resume, steps, result, diagnostics)
                                            : batch::publish_volumes(run, {b.merged, b.volume_pages}, lists, inputs.origin, b.folder,
                                                                     b.resume, steps, result, diagnostics);
    watch.lap("write");
    if (published) summary(options, result, inputs.number.get());
    return published;
}

void make_editions(Inputs& inputs, const Options& options, Stopwatch& watch, Diagnostics& diagnostics) {
    batch::Layouts layouts([&](const std::string& name, SourcePos where, Diagnostics& found) {
        const auto& lists = options.batch.lists;
        const bool list = std::find(lists.begin(), lists.end(), name) != lists.end();
        return inputs.library.layout(list ? name : options.layout, name, where, found);
    });
    batch::Settings settings;
    settings.jobs = options.batch.jobs > 0 ? options.batch.jobs : std::max(1u, std::thread::hardware_concurrency());
    settings.writer.producer = inputs.origin.program;
    settings.writer.threads = static_cast<int>(settings.jobs);
    settings.writer.page_compression = 1;  // half the time of 6, for 50 bytes more a page
    settings.shard = options.batch.shard;
    settings.shards = options.batch.shards;
    settings.numbered = options.batch.numbered;
    settings.copies = settings.numbered || !options.batch.merged.empty();
    if (!options.batch.sheet.empty()) settings.sheet = inputs.library.layout(options.batch.sheet, {}, diagnostics);
    for (const std::string& text : options.batch.only)
        if (const auto part = edition::parse_part(text, *inputs.brief, diagnostics)) {
            settings.only.push_back(*part);
            if (part->copies && !settings.copies) diagnostics.report_in(Code::kNoCopiesHere, options.batch.table, {text});
        }
    if (diagnostics.failed()) return;
    settings.figures = !options.batch.figures.empty();
    settings.aside = folders_for_drafts(options.batch.folder);
    batch::Run run(*inputs.brief, layouts, *inputs.choice.fonts, settings);
    BatchProgress progress(options);
    run.progress = [&](const batch::Progress& p) { progress.show(p); };
    if (options.timings)
        run.clock = [] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); };
    const Running stoppable(run);
    const bool in_order = run.check(options.batch.keep_going, diagnostics);
    watch.lap("check");
    if (!options.batch.figures.empty() && !write_figures(run, options.batch.figures, options.language, diagnostics)) return;
    if (!in_order) return diagnostics.none_made();
    if (!make(run, inputs, options, watch, diagnostics)) return diagnostics.none_made();
    if (!options.timings) return;
    watch.print();
    constexpr std::array kNames{"bind", "read", "typeset", "pages", "file", "sink", "publish"};
    const auto spent = run.spent();
    for (std::size_t i = 0; i < spent.size(); ++i) fmt::print(stderr, "time stage {} {:.3f} ms\n", kNames[i], spent[i]);
    fmt::print(stderr, "editions set twice {}\n", run.set_again());
}

}  // namespace

void run_batch(const Options& options, Diagnostics& diagnostics) {
    if (options.batch.verify) return verify(options, diagnostics);
    const std::string& figures = options.batch.figures;
    if (!spares_registers({figures}, diagnostics)) return;
    for (const std::string& read : {options.brief, options.batch.table, options.layout})
        if (!figures.empty() && !read.empty() && same_file(figures, read))
            return diagnostics.report_in(Code::kOutputIsInput, figures, {figures});
    Stopwatch watch;
    Inputs inputs;
    if (!read(inputs, options, diagnostics)) return;
    watch.lap("read");
    make_editions(inputs, options, watch, diagnostics);
    // Others were quicker to the number: with the one that was taken, everything is made again.
    if (inputs.number && inputs.number->changed() && !diagnostics.failed() && read_numbered(inputs, diagnostics))
        make_editions(inputs, options, watch, diagnostics);
}

}  // namespace banxin::cli
