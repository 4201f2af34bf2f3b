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
        auto document = run.brief_.bind(row, first ? &figures : nullptr, diagnostics);
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
    return out;
}

void Run::advance(Progress::Stage stage, std::size_t all) {
    const std::lock_guard lock(guard_);
    ++advanced_;
    if (progress) progress({stage, advanced_, all});
}

void Run::keep(std::size_t row, pdf::Draft draft) {
    const std::size_t bytes = draft.bytes();
    if (kept_.fetch_add(bytes) + bytes <= kMostKept) drafts_[row] = std::move(draft);
}

/// Faults in the order of the rows; each row that has one is named.
bool Run::settle(std::vector<Diagnostics>& found, bool keep_going, Diagnostics& diagnostics) {
    bool all_well = true;
    for (std::size_t row = 0; row < rows(); ++row) {
        diagnostics.add_all(found[row]);
        failed_[row] = found[row].failed();
        if (!failed_[row]) continue;
        all_well = false;
        diagnostics.report(keep_going ? Code::kEditionFailed : Code::kEditionFaulty, brief_.key_pos(row), {brief_.key(row)});
    }
    return all_well;
}

bool Run::check(bool keep_going, Diagnostics& diagnostics) {
    check_copies(brief_, diagnostics);
    std::vector<std::size_t> all(rows());
    for (std::size_t row = 0; row < all.size(); ++row) all[row] = row;
    std::vector<Diagnostics> found(rows());
    drafts_.assign(rows(), std::nullopt);
    advanced_ = 0;
    for_each(all, settings_.jobs, stop, [&](unsigned thread, std::size_t row) {
        Worker& worker = *workers_[thread];
        if (const auto set = worker.set(row, true, found[row])) {
            auto draft = worker.fonts.add_draft(set->typeset.document, fonts_, settings_.writer, found[row]);
            if (draft && in_shard(row)) keep(row, std::move(*draft));
            worker.lap(kPages);
        }
        advance(Progress::Stage::kCheck, all.size());
    });
    if (stop) return diagnostics.report_in(Code::kStopped, ""), false;
    failed_.assign(rows(), 0);
    const bool copies_right = !diagnostics.failed();
    const bool all_well = settle(found, keep_going, diagnostics);
    for (const auto& worker : workers_) {
        shared_.add(worker->fonts);
        figures_.insert(figures_.end(), worker->figures.begin(), worker->figures.end());
    }
    std::stable_sort(figures_.begin(), figures_.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    if (!shared_.consistent()) drafts_.assign(rows(), std::nullopt);
    return copies_right && (all_well || keep_going) && shared_.cut(settings_.writer, diagnostics);
}

bool Run::write(const std::vector<bool>& done, Sink& sink, Diagnostics& diagnostics) {
    std::vector<std::size_t> rows_to_write;
    for (std::size_t row = 0; row < rows(); ++row)
        if (in_shard(row) && !failed(row) && !done[row]) rows_to_write.push_back(row);
    std::mutex guard;
    advanced_ = 0;
    std::atomic<bool> broken{false};
    for_each(rows_to_write, settings_.jobs, stop, [&](unsigned thread, std::size_t row) {
        if (broken) return;
        Diagnostics found;
        Worker& worker = *workers_[thread];
        std::optional<pdf::Draft> draft = std::move(drafts_[row]);
        drafts_[row].reset();
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
        advance(Progress::Stage::kWrite, rows_to_write.size());
    });
    if (stop && !broken) diagnostics.report_in(Code::kStopped, "");
    return !broken && !stop;
}

}  // namespace banxin::batch
