// batch: one brief and a table to one PDF an edition.
#include <atomic>
#include <csignal>

#include <fmt/format.h>

#include "cli/batch_progress.hpp"
#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/json.hpp"
#include "cli/stamp.hpp"
#include "cli/stopwatch.hpp"

namespace banxin::cli {
namespace {

/// What a signal is to end; a signal has no other way to it.
std::atomic<const Stop*> running{nullptr};
extern "C" void stop_running(int) {
    if (const Stop* stop = running) stop->now();
}
/// While a run is at work, signals stop it.
struct Running {
    explicit Running(const Stop& stop) {
        running = &stop;
        for (const int signal : {SIGTERM, SIGINT}) std::signal(signal, stop_running);
    }
    ~Running() { running = nullptr; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
};

void summary(const Options& options, const Batch& batch) {
    const bool numbered = !batch.number.empty();
    const bool merged = !options.batch.merged.empty();
    if (options.json || options.batch.progress_json)
        return say(fmt::format(
            "{{\"report\":{{\"editions\":{},\"files-made\":{},\"files-there\":{},\"failed\":{}{}}}}}\n",
            merged ? batch.editions : batch.made + batch.there, batch.made, batch.there, batch.failed,
            numbered ? fmt::format(",\"series\":{},\"number\":{},\"written\":{}", json(options.series), json(batch.key), json(batch.number))
                     : ""));
    const std::string& folder = options.batch.folder;
    const bool chinese = options.language == Language::kChinese;
    if (numbered) say(fmt::format("{}{}{}\n", folder, chinese ? "：" : ": ", batch.number));
    if (merged)
        return say(fmt::format(fmt::runtime(chinese           ? "{}：{} 个版本，生成 {} 册，已有 {} 册\n"
                                            : batch.made == 1 ? "{}: {} editions, {} volume made, {} there already\n"
                                                              : "{}: {} editions, {} volumes made, {} there already\n"),
                               folder, batch.editions, batch.made, batch.there));
    if (chinese) say(fmt::format("{}：生成 {} 个版本，已有 {} 个，失败 {} 个\n", folder, batch.made, batch.there, batch.failed));
    else say(fmt::format("{}: {} editions made, {} there already, {} failed\n", folder, batch.made, batch.there, batch.failed));
}

void verify(const Options& options, Outcome& outcome) {
    const Verified verified = verify_batch(options.batch.folder, in_c(options.language));
    outcome.add(verified.found);
    const bool chinese = options.language == Language::kChinese;
    say(fmt::format(fmt::runtime(chinese ? "{}：{} 个版本齐全\n" : "{}: {} editions, all as they were made\n"), options.batch.folder,
                    verified.count));
}

Engine::BatchOptions wishes_of(const Options& options) {
    const BatchOptions& b = options.batch;
    Engine::BatchOptions out;
    out.key = b.key;
    out.layout = options.layout;
    out.threads = b.jobs;
    out.keep_going = b.keep_going;
    out.shard = static_cast<std::uint32_t>(b.shard);
    out.shards = static_cast<std::uint32_t>(b.shards);
    out.folder = b.folder;
    out.resume = b.resume;
    out.lists = b.lists;
    out.numbered = b.numbered;
    out.only = b.only;
    out.merged = b.merged;
    out.separator = b.sheet;
    if (!b.merged.empty()) out.volume_pages = static_cast<std::uint32_t>(b.volume_pages);
    if (!b.figures.empty()) out.figures = sink_of(b.figures);
    if (!options.register_file.empty())
        out.numbering = {options.register_file, options.series, options.replaces, b.reprints, stamp_of(options)};
    out.discard = b.folder.empty();
    out.temporary = temporary_folder();
    return out;
}

}  // namespace

void run_batch(const Options& options, Outcome& outcome) {
    if (options.batch.verify) return verify(options, outcome);
    Stopwatch watch;
    const Stop stop;
    Engine::BatchOptions wishes = wishes_of(options);
    wishes.stop = &stop;
    if (options.timings) wishes.on_time = watch.on_time();
    Batch made;
    {
        BatchProgress progress(options);
        wishes.progress = [&](banxin_stage stage, std::uint64_t done, std::uint64_t all) { return progress.show(stage, done, all), true; };
        const Engine engine = engine_of(options);
        const Running stoppable(stop);
        made = engine.batch(Source::file(options.brief), Source::file(options.batch.table), wishes);
    }
    outcome.add(made.diagnostics, made.summary);
    const char* said = options.language == Language::kChinese ? "{} 个版本，{} 页，{} 字节\n" : "{} editions, {} pages, {} bytes\n";
    if (wishes.discard) say(fmt::format(fmt::runtime(said), made.made, made.pages, made.bytes));
    else summary(options, made);
    if (!options.timings) return;
    watch.print();
    say(fmt::format("editions set twice {}\n", made.set_twice));
}

}  // namespace banxin::cli
