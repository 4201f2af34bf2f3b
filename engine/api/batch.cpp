// A run of many editions, handed to a callback or published in a folder.
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>

#include "api/batch.hpp"
#include "base/sha256.hpp"
#include "batch/print_run.hpp"
#include "batch/publish.hpp"
#include "edition/open_number.hpp"
#include "files/files.hpp"
#include "office/figures.hpp"
#include "office/guard.hpp"
#include "office/set_aside.hpp"

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
        if (options_.discard != 0) {
            pages_ += pages;
            bytes_ += pdf.size();
            ++made_;
            return true;
        }
        const std::string bytes = pdf.joined(), key = brief_.key(row);
        const banxin_edition edition{sizeof edition, row, text_of(key), pages, bytes.data(), bytes.size()};
        call(BANXIN_CALLBACK, [&] {
            const int out = options_.on_edition(options_.user, &edition);
            made_ += out == 0;
            return out;
        });
        return true;
    }
    void report(banxin_batch_report& report) const {
        report.made = made_;
        report.pages = pages_;
        report.bytes = bytes_;
    }

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
    std::atomic<std::size_t> made_{0}, pages_{0}, bytes_{0};
};

banxin_document_options while_reading(const banxin_batch_options& options, bool limited) {
    banxin_document_options out = banxin_document_defaults();
    if (limited) out.max_memory = options.max_memory;
    if (limited) out.max_time_ms = options.max_time_ms;
    out.on_progress = options.on_progress;
    out.user = options.user;
    out.stop = options.stop;
    return out;
}

/// What goes together; the rest is for the room itself.
void check(const banxin_batch_options& o) {
    const bool folder = o.folder.size > 0, merged = o.merged.size > 0;
    must_be_right(!folder || !o.on_edition, "options.on_edition", "cannot go with a folder", "不能与 folder 同用");
    must_be_right(o.discard == 0 || (!folder && !o.on_edition), "options.discard", "cannot go with a folder or on_edition",
                  "不能与 folder 或 on_edition 同用");
    must_be_right(!merged || folder, "options.merged", "needs a folder", "须有 folder");
    must_be_right(!merged || batch::is_volume_name(view(o.merged)), "options.merged", "must be a short name that is safe for files",
                  "应为较短的、可作文件名的名称");
    must_be_right(!merged || o.shards <= 1, "options.merged", "makes the whole run and cannot go with shards",
                  "须整批生成，不能与 shards 同用");
    must_be_right(merged || o.separator.size == 0, "options.separator", "goes with merged alone", "只能与 merged 同用");
    must_be_right(o.shards == 0 || (o.shard >= 1 && o.shard <= o.shards), "options.shard", "must be from 1 to shards",
                  "应在 1 至 shards 之间");
    must_be_right(o.shard == 0 || o.shards > 0, "options.shard", "goes with shards alone", "只能与 shards 同用");
    must_be_right(merged || o.volume_pages == 0, "options.volume_pages", "goes with merged alone", "只能与 merged 同用");
    must_be_right(folder || o.resume == 0, "options.resume", "needs a folder", "须有 folder");
    if (!o.numbering) return;
    const banxin_numbering numbering = taken(o.numbering, "options.numbering");
    const bool part = o.only_count > 0 && numbering.reprints.size == 0;
    must_be_there(!folder || numbering.stamp, "options.numbering.stamp");  // what is published goes on record
    must_be_right(!o.on_edition, "options.numbering", "cannot go with on_edition: what takes a number is published in a folder",
                  "不能与 on_edition 同用：取号的须发布到 folder");
    must_be_right(o.keep_going == 0, "options.keep_going", "cannot go with numbering: an issue goes out whole",
                  "不能与 numbering 同用：一期须整体发出");
    must_be_right(o.shards <= 1, "options.shards", "cannot go with numbering: a run that takes a number is one run",
                  "不能与 numbering 同用：取号的批量生成不能分片");
    must_be_right(!part, "options.only", "cannot go with numbering, but with numbering.reprints: an issue goes out whole",
                  "与 numbering 同用时须有 numbering.reprints：一期须整体发出");
}

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

BatchCall::BatchCall(Engine& engine, const banxin_source& brief, const banxin_source& table, const banxin_batch_options& options,
                     Diagnostics& found)
    : engine_(engine),
      library_(engine.library),
      brief_source_(brief),
      table_source_(table),
      options_(options),
      pictures_(engine.pictures),
      lists_(each_of(options.lists, options.list_count, "options.lists", copy)),
      only_(each_of(options.only, options.only_count, "options.only", copy)),
      folder_(path_of(options.folder, "options.folder")),
      merged_(copy(options.merged)),
      temporary_(options.temporary.size > 0 ? path_of(options.temporary, "options.temporary") : P_tmpdir),
      found_(found),
      files_(while_reading(options, false)),
      streams_(while_reading(options, true)) {
    check(options);
    origin_.brief = copy(brief.name);
    origin_.table = copy(table.name);
    origin_.program = kProducer;
    if (options.on_time) last_ = now_ms();
    take_pictures(pictures_, brief, options.pictures, options.picture_count, streams_.reading(), found);
}

void BatchCall::lap(std::string_view stage) {
    if (!options_.on_time) return;
    const double now = now_ms();
    times_.emplace_back(stage, now - last_);
    last_ = now;
}

bool BatchCall::spares_inputs() const {
    if (!options_.figures) return true;
    const banxin_sink sink = *taken_sink(options_.figures, "options.figures");
    if (!is_file(sink)) return true;
    const std::string figures = copy(sink.path);
    if (!office::spares_registers({figures}, found_)) return false;
    for (const std::string& read : {is_in_file(brief_source_) ? origin_.brief : "", is_in_file(table_source_) ? origin_.table : "",
                                    engine_.layout_files ? copy(options_.layout) : ""})
        if (!read.empty() && same_file(figures, read)) return found_.report_in(Code::kOutputIsInput, figures, {figures}), false;
    return true;
}

/// A file has its size; what comes from a pipe or a callback may never end, and is read within the limits of an edition.
Reading BatchCall::reading(const banxin_source& source) {
    std::error_code error;
    const bool file = is_in_file(source) && source.name.size > 0 && std::filesystem::is_regular_file(copy(source.name), error);
    return (file ? files_ : streams_).reading();
}

/// The brief with the number that it will have.
bool BatchCall::read_numbered() {
    const auto brief = number_->brief(found_);
    brief_ = brief ? edition::Template::read(brief, *table_, key_, found_) : nullptr;
    origin_.number = number_->text();
    return brief_ != nullptr;
}

std::shared_ptr<const table::Store> BatchCall::table_bytes() {
    if (is_in_file(table_source_) && table_source_.name.size > 0)
        return office::set_aside(origin_.table, temporary_, origin_.table_sha256, reading(table_source_), found_);
    auto bytes = bytes_of(table_source_, found_, reading(table_source_));
    if (!bytes) return nullptr;
    origin_.table_sha256 = sha256(*bytes);
    return table::in_memory(std::move(*bytes));
}

/// Brief and table are both read, so that one call names the faults of both.
bool BatchCall::read() {
    std::shared_ptr<const xml::Document> brief;
    if (const auto bytes = bytes_of(brief_source_, found_, reading(brief_source_))) {
        brief = xml::Document::parse(*bytes, origin_.brief, {}, found_);
        if (brief) origin_.brief_sha256 = brief->file()->sha256;
    }
    if (const auto bytes = table_bytes()) table_ = table::read_table(bytes, origin_.table, found_);
    const auto key = table_ ? table::key_column(*table_, view(options_.key), found_) : std::nullopt;
    if (!brief || !table_) return false;
    key_ = key.value_or(0);
    if (!options_.numbering) {
        if (edition::is_issue_numbered(*brief, found_)) brief_ = edition::Template::read(brief, *table_, key_, found_);
    } else {
        const office::NumberFrom from = number_from(taken(options_.numbering, "options.numbering"));
        number_ = office::BatchNumber::open(from, folder_, options_.resume != 0, only_, brief, found_);
        if (number_) read_numbered();
    }
    if (!brief_ || !key || !engine_.find_fonts(found_)) return false;
    origin_.catalogue = engine_.catalogue().file;
    return !found_.failed();
}

batch::Settings BatchCall::settings() {
    constexpr std::uint32_t kMostThreads = 512;
    batch::Settings out;
    out.jobs = options_.threads > 0 ? std::min(options_.threads, kMostThreads) : std::max(1U, std::thread::hardware_concurrency());
    out.writer.producer = kProducer;
    out.writer.threads = static_cast<int>(out.jobs);
    out.writer.page_compression = 1;  // half the time of 6, for 50 bytes more a page
    if (options_.shards > 0) {
        out.shard = options_.shard;
        out.shards = options_.shards;
    }
    out.numbered = options_.numbered != 0;
    out.copies = out.numbered || !merged_.empty();
    if (options_.stop) out.stop = &options_.stop->now;
    if (options_.separator.size > 0) out.sheet = engine_.layout(library_, copy(options_.separator), "", {}, found_);
    for (const std::string& text : only_)
        if (const auto part = edition::parse_part(text, *brief_, found_)) {
            out.only.push_back(*part);
            if (part->copies && !out.copies) found_.report_in(Code::kNoCopiesHere, origin_.table, {text});
        }
    out.figures = options_.figures != nullptr;
    if (!folder_.empty()) out.aside = {folder_, std::filesystem::path(absolute(folder_)).parent_path().string()};
    out.aside.push_back(temporary_);
    out.pictures = &pictures_;
    out.limits = {options_.max_pages, options_.max_memory, std::chrono::milliseconds(options_.max_time_ms)};
    return out;
}

bool BatchCall::write_figures(const batch::Run& run) {
    if (!options_.figures) return true;
    Supervisor nobody({});
    return put(office::figures_csv(run, language_of(options_.language)), *taken_sink(options_.figures, "options.figures"), nobody, found_);
}

bool BatchCall::publish(batch::Run& run, const std::vector<batch::List>& lists, banxin_batch_report& report) {
    batch::Result result;
    for (const auto& [path, hash] : pictures_.files()) origin_.pictures.push_back({"picture", path, hash});
    const batch::Steps steps = number_ ? number_->steps(run) : batch::Steps{};
    const bool resume = options_.resume != 0;
    const std::size_t volume_pages = options_.volume_pages > 0 ? options_.volume_pages : batch::PrintRun{}.volume_pages;
    const bool published =
        merged_.empty() ? batch::publish(run, lists, origin_, folder_, resume, steps, result, found_)
                        : batch::publish_volumes(run, {merged_, volume_pages}, lists, origin_, folder_, resume, steps, result, found_);
    report.made = result.made;
    report.there = result.skipped;
    report.failed = result.failed;
    report.editions = result.editions;
    return published;
}

banxin_status BatchCall::make(banxin_batch_report& report) {
    batch::Layouts layouts([&](const std::string& name, SourcePos where, Diagnostics& found) {
        const bool list = std::find(lists_.begin(), lists_.end(), name) != lists_.end();
        return engine_.layout(library_, list ? name : copy(options_.layout), name, where, found);
    });
    const batch::Settings wanted = settings();
    if (found_.failed()) return status_of(found_);
    batch::Run run(*brief_, layouts, engine_.fonts(), wanted);
    Callbacks callbacks(options_, *brief_);
    run.progress = [&](const batch::Progress& p) { callbacks.advance(p); };
    if (options_.on_time) run.clock = now_ms;
    const bool in_order = run.check(options_.keep_going != 0, found_);
    lap("check");
    report.rows = run.rows();
    report.failed = 0;
    for (std::size_t row = 0; row < run.rows(); ++row) report.failed += run.failed(row);
    if (!write_figures(run)) return status_of(found_);
    const bool to_caller = options_.on_edition || options_.discard != 0;
    std::vector<batch::List> lists;
    if (in_order)
        for (const std::string& layout : lists_)
            if (auto list = batch::make_list(run, layout, found_)) lists.push_back(std::move(*list));
    bool made = in_order && lists.size() == lists_.size();
    if (made && !folder_.empty()) made = publish(run, lists, report);
    else if (made && to_caller) made = run.write(std::vector<bool>(run.rows(), false), callbacks, found_);
    lap("write");
    if (to_caller) callbacks.report(report);
    report.set_twice = run.set_again();
    if (!made) return found_.none_made(), run.stop ? BANXIN_CANCELLED : status_of(found_);
    take_times(run);
    return report.failed > 0 ? BANXIN_SOME_FAILED : BANXIN_OK;
}

void BatchCall::take_times(const batch::Run& run) {
    constexpr std::array kNames{"stage bind", "stage read", "stage typeset", "stage pages", "stage file", "stage sink", "stage publish"};
    const auto spent = run.spent();
    for (std::size_t i = 0; i < spent.size(); ++i) times_.emplace_back(kNames[i], spent[i]);
}

banxin_status BatchCall::run(banxin_batch_report& report) {
    if (!spares_inputs() || !read()) return status_of(found_);
    lap("read");
    banxin_status status = make(report);
    // Others were quicker to the number: with the one that was taken, everything is made again.
    if (number_ && number_->changed() && !found_.failed() && read_numbered()) status = make(report);
    if (status != BANXIN_OK && status != BANXIN_SOME_FAILED) return status;
    if (number_ && options_.on_issue && !folder_.empty()) {
        const IssueData data(number_->taken());
        if (options_.on_issue(options_.user, &data.data()) != 0) return BANXIN_CALLBACK;
    }
    for (const auto& [stage, ms] : times_)
        if (options_.on_time) options_.on_time(options_.user, text_of(stage), ms);
    return status;
}

}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_batch(const banxin_engine* engine, const banxin_source* brief, const banxin_source* table,
                           const banxin_batch_options* options, banxin_diagnostics* diagnostics, banxin_batch_report* report) {
    banxin_batch_report counted{};
    const banxin_status status = guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(engine, "engine");
        if (report) must_have_size(report->struct_size, "report");
        const banxin_source from = taken_source(brief, "brief"), rows = taken_source(table, "table");
        const banxin_batch_options wanted = taken(options, "options");
        return BatchCall(*engine->of, from, rows, wanted, found).run(counted);
    });
    if (report) give(counted, report);
    return status;
}

banxin_status banxin_batch_verify(banxin_text folder, banxin_diagnostics* diagnostics, size_t* editions) {
    if (editions) *editions = 0;
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(folder.size > 0, "folder");
        const std::size_t counted = batch::verify(path_of(folder, "folder"), found);
        if (editions) *editions = counted;
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

}  // extern "C"
