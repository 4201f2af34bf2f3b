// Two passes: the first finds every fault and every glyph, the second writes. What threads find is put together in the order of the rows.
#include "batch/run.hpp"

#include <algorithm>

#include "batch/pool.hpp"
#include "press/typeset.hpp"
#include "reader/brief_reader.hpp"

namespace banxin::batch {

LayoutPtr Layouts::get(const std::string& name, SourcePos where, Diagnostics& diagnostics) {
    const std::lock_guard lock(guard_);
    if (const auto known = known_.find(name); known != known_.end() && known->second) return known->second;
    return known_[name] = reader_(name, where, diagnostics);
}

std::vector<LayoutPtr> Layouts::all() const {
    std::vector<LayoutPtr> out;
    for (const auto& [name, layout] : known_) out.push_back(layout);
    return out;
}

/// What one thread keeps from one edition to the next.
struct Run::Worker {
    explicit Worker(Run& of) : run(of) {}

    struct Set {
        LayoutPtr layout;
        std::unique_ptr<reader::BriefDocument> brief;
        press::Typeset typeset;
    };

    std::optional<Set> set(std::size_t row, bool first, Diagnostics& diagnostics) {
        begin();
        auto document = run.brief_.bind(row, first && run.settings_.figures ? &figures : nullptr, diagnostics);
        if (!document) return std::nullopt;
        if (first) run.names_.check(row, *document, diagnostics);
        lap(kBind);
        Set out;
        out.brief = reader::read_brief(std::move(document), diagnostics);
        if (!out.brief) return std::nullopt;
        out.layout = run.layouts_.get(out.brief->brief.layout, out.brief->brief.layout_pos, diagnostics);
        if (!out.layout) return std::nullopt;
        lap(kRead);
        auto typeset = press::typeset(*out.layout, *out.brief, run.fonts_, desk(out.layout), diagnostics);
        lap(kTypeset);
        if (!typeset || diagnostics.failed()) return std::nullopt;
        out.typeset = std::move(*typeset);
        return out;
    }

    press::Desk& desk(const LayoutPtr& layout) {
        auto& known = desks[layout.get()];
        if (!known) known = std::make_unique<press::Desk>(run.fonts_, *layout);
        return *known;
    }

    void begin() {
        if (run.clock) last = run.clock();
    }
    void lap(Stage stage) {
        if (!run.clock) return;
        const double now = run.clock();
        spent[stage] += now - last;
        last = now;
    }

    Run& run;
    double last = 0;
    std::array<double, kStages> spent{};
    std::map<const Layout*, std::unique_ptr<press::Desk>> desks;
    pdf::SharedFonts fonts;
    std::vector<edition::Figure> figures;
    pdf::Bytes pdf;
};

Run::Run(const edition::Template& brief, Layouts& layouts, const font::FontSet& fonts, Settings settings)
    : brief_(brief), layouts_(layouts), fonts_(fonts), settings_(std::move(settings)), names_(brief) {
    for (unsigned i = 0; i < settings_.jobs; ++i) workers_.push_back(std::make_unique<Worker>(*this));
}

Run::~Run() = default;

std::array<double, Run::kStages> Run::spent() const {
    std::array<double, kStages> out{};
    for (const auto& worker : workers_)
        for (std::size_t i = 0; i < out.size(); ++i) out[i] += worker->spent[i];
    out[kPublish] = publishing;
    return out;
}

void Run::advance(Progress::Stage stage, std::size_t all) {
    const std::lock_guard lock(guard_);
    ++advanced_;
    if (progress) progress({stage, advanced_, all});
}

void Run::keep(std::size_t row, pdf::Draft draft) {
    const std::size_t bytes = draft.bytes();
    const std::lock_guard lock(guard_);
    if (kept_ + bytes > kMostKept) return;
    kept_ += bytes;
    drafts_.emplace(row, std::move(draft));
}

std::optional<pdf::Draft> Run::kept(std::size_t row) {
    const std::lock_guard lock(guard_);
    auto found = drafts_.extract(row);
    return found ? std::optional(std::move(found.mapped())) : std::nullopt;
}

/// Faults in the order of the rows, whichever thread is done first; each row that has one is named.
class Run::Ordered {
  public:
    Ordered(Run& run, bool keep_going, Diagnostics& diagnostics) : run_(run), keep_going_(keep_going), diagnostics_(diagnostics) {}

    void add(std::size_t row, Diagnostics found) {
        const std::lock_guard lock(guard_);
        waiting_.emplace(row, std::move(found));
        for (; !waiting_.empty() && waiting_.begin()->first == next_; ++next_) {
            take(waiting_.begin()->second);
            waiting_.erase(waiting_.begin());
        }
    }
    bool all_well() const { return all_well_; }

  private:
    void take(const Diagnostics& found) {
        diagnostics_.add_all(found);
        if (!found.failed()) return;
        run_.failed_[next_] = 1;
        all_well_ = false;
        const table::Cell key = run_.brief_.key_cell(next_);
        diagnostics_.report(keep_going_ ? Code::kEditionFailed : Code::kEditionFaulty, key.pos, {key.str()});
    }

    Run& run_;
    bool keep_going_;
    Diagnostics& diagnostics_;
    std::mutex guard_;
    std::map<std::size_t, Diagnostics> waiting_;  // for a row before them
    std::size_t next_ = 0;
    bool all_well_ = true;
};

bool Run::check(bool keep_going, Diagnostics& diagnostics) {
    check_copies(brief_, diagnostics);
    const bool copies_right = !diagnostics.failed();
    failed_.assign(rows(), 0);
    pages_.assign(rows(), 0);
    advanced_ = 0;
    Ordered faults(*this, keep_going, diagnostics);
    for_each(rows(), settings_.jobs, stop, [&](unsigned thread, std::size_t row) {
        Worker& worker = *workers_[thread];
        Diagnostics found;
        if (const auto set = worker.set(row, true, found)) {
            pages_[row] = static_cast<std::uint32_t>(set->typeset.document.pages.size());
            auto draft = worker.fonts.add_draft(set->typeset.document, fonts_, settings_.writer, found);
            if (draft && in_shard(row)) keep(row, std::move(*draft));
            worker.lap(kPages);
        }
        faults.add(row, std::move(found));
        advance(Progress::Stage::kCheck, rows());
    });
    if (stop) return diagnostics.report_in(Code::kStopped, ""), false;
    for (const auto& worker : workers_) {
        shared_.add(worker->fonts);
        figures_.insert(figures_.end(), worker->figures.begin(), worker->figures.end());
    }
    std::stable_sort(figures_.begin(), figures_.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    if (!shared_.consistent()) drafts_.clear();
    return copies_right && (faults.all_well() || keep_going) && shared_.cut(settings_.writer, diagnostics);
}

bool Run::write(const std::vector<bool>& done, Sink& sink, Diagnostics& diagnostics) {
    const auto wanted = [&](std::size_t row) { return in_shard(row) && !failed(row) && !done[row]; };
    std::size_t all = 0;
    for (std::size_t row = 0; row < rows(); ++row) all += wanted(row);
    std::mutex guard;
    advanced_ = 0;
    std::atomic<bool> broken{false};
    for_each(rows(), settings_.jobs, stop, [&](unsigned thread, std::size_t row) {
        if (broken || !wanted(row)) return;
        Diagnostics found;
        Worker& worker = *workers_[thread];
        std::optional<pdf::Draft> draft = kept(row);
        if (!draft)
            if (const auto set = worker.set(row, false, found)) {
                draft = shared_.draft(set->typeset.document, settings_.writer);
                worker.lap(kPages);
            }
        worker.begin();
        const bool made = draft && pdf::write(*draft, shared_, settings_.writer, worker.pdf, found);
        worker.lap(kFile);
        const bool written = made && sink.put(row, worker.pdf, draft->pages.size(), found);
        worker.lap(kSink);
        if (!written) {
            const std::lock_guard lock(guard);
            diagnostics.add_all(found);
            broken = true;
        }
        advance(Progress::Stage::kWrite, all);
    });
    if (stop && !broken) diagnostics.report_in(Code::kStopped, "");
    return !broken && !stop;
}

}  // namespace banxin::batch
