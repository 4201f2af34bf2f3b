// A run of many editions, each handed to a callback.
#include <cstdio>
#include <mutex>
#include <thread>

#include "api/engine.hpp"
#include "batch/run.hpp"
#include "edition/template.hpp"
#include "table/table.hpp"

namespace banxin::api {
namespace {

/// The caller's callbacks: one call at a time, and none after one that ended the run.
class Callbacks : public batch::Sink {
  public:
    Callbacks(const banxin_batch_options& options, const edition::Template& brief) : options_(options), brief_(brief) {}

    void advance(const batch::Progress& p) {
        if (!options_.on_progress) return;
        const int stage = p.stage == batch::Progress::Stage::kCheck ? BANXIN_CHECK : BANXIN_MAKE;
        const banxin_progress progress{sizeof progress, stage, p.done, p.all};
        call(BANXIN_CANCELLED, [&] { return options_.on_progress(options_.user, &progress); });
    }
    bool put(std::size_t row, const pdf::Bytes& pdf, std::size_t pages, Diagnostics&) override {
        const std::string bytes = pdf.joined(), key = brief_.key(row);
        const banxin_edition edition{sizeof edition, row, text_of(key), pages, bytes.data(), bytes.size()};
        call(BANXIN_CALLBACK, [&] {
            const int out = options_.on_edition(options_.user, &edition);
            made_ += out == 0;
            return out;
        });
        return true;
    }
    std::size_t made() const { return made_; }

  private:
    template <class Call>
    void call(banxin_status if_not, Call made) {
        const std::lock_guard lock(guard_);
        if (ended_ == BANXIN_OK && made() != 0) ended_ = if_not;
        if (ended_ != BANXIN_OK) throw Stopped{ended_};
    }

    const banxin_batch_options& options_;
    const edition::Template& brief_;
    std::mutex guard_;
    banxin_status ended_ = BANXIN_OK;
    std::size_t made_ = 0;
};

batch::Settings settings_of(const banxin_batch_options& options) {
    constexpr std::uint32_t kMostThreads = 512;
    batch::Settings out;
    out.jobs = options.threads > 0 ? std::min(options.threads, kMostThreads) : std::max(1U, std::thread::hardware_concurrency());
    out.writer.producer = kProducer;
    out.writer.threads = static_cast<int>(out.jobs);
    out.writer.page_compression = 1;  // as the program
    out.aside = {P_tmpdir};
    if (options.shards == 0) return out;
    if (options.shard < 1 || options.shard > options.shards) throw Stopped{BANXIN_WRONG_CALL};
    out.shard = options.shard;
    out.shards = options.shards;
    return out;
}

banxin_status make(Engine& engine, const banxin_source& brief_source, const banxin_source& table_source,
                   const banxin_batch_options& options, banxin_batch_report& report, Diagnostics& found) {
    const batch::Settings settings = settings_of(options);
    const auto brief_bytes = bytes_of(brief_source, found);
    const auto document = brief_bytes ? xml::Document::parse(*brief_bytes, view(brief_source.name), {}, found) : nullptr;
    auto table_bytes = bytes_of(table_source, found);
    const auto table =
        table_bytes ? table::read_table(table::in_memory(std::move(*table_bytes)), view(table_source.name), found) : std::nullopt;
    const auto key = table ? table::key_column(*table, view(options.key), found) : std::nullopt;
    if (!document || !table) return status_of(found);
    const auto brief = edition::Template::read(document, *table, key.value_or(0), found);
    if (!brief || !key) return status_of(found);

    const std::string asked(view(options.layout));
    batch::Layouts layouts([&](const std::string& name, SourcePos where, Diagnostics& diagnostics) {
        return asked.empty() ? engine.layout(name, where, diagnostics) : engine.layout(asked, {}, diagnostics);
    });
    batch::Run run(*brief, layouts, engine.fonts(), settings);
    Callbacks callbacks(options, *brief);
    run.progress = [&](const batch::Progress& p) { callbacks.advance(p); };
    const bool in_order = run.check(options.keep_going != 0, found);
    report.rows = run.rows();
    for (std::size_t row = 0; row < run.rows(); ++row) report.failed += run.failed(row);
    if (!in_order) return status_of(found);
    if (options.on_edition && !run.write(std::vector<bool>(run.rows(), false), callbacks, found)) return status_of(found);
    report.made = callbacks.made();
    return report.failed > 0 ? BANXIN_SOME_FAILED : BANXIN_OK;
}

}  // namespace
}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" banxin_status banxin_batch(const banxin_engine* engine, const banxin_source* brief, const banxin_source* table,
                                      const banxin_batch_options* options, banxin_diagnostics* diagnostics, banxin_batch_report* report) {
    banxin_batch_report counted{};
    const banxin_status status = guarded(diagnostics, [&](Diagnostics& found) {
        if (!engine || !brief || !table) throw Stopped{BANXIN_WRONG_CALL};
        return make(*engine->of, taken(brief), taken(table), taken(options), counted, found);
    });
    if (report && give(counted, report) != BANXIN_OK) return BANXIN_WRONG_CALL;
    return status;
}
