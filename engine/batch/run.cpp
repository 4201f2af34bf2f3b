// Two passes: the first finds every fault and every glyph, the second writes. What threads find is put together in the order of the rows.
#include "batch/run.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "batch/pool.hpp"
#include "batch/worker.hpp"

namespace banxin::batch {

LayoutPtr Layouts::get(const std::string& name, SourcePos where, Diagnostics& diagnostics) {
    const std::lock_guard lock(guard_);
    if (const auto known = known_.find(name); known != known_.end() && known->second) return known->second;
    return known_[name] = reader_(name, where, diagnostics);
}

std::vector<LayoutPtr> Layouts::all() const {
    std::vector<LayoutPtr> out;
    for (const auto& [name, layout] : known_)
        if (layout) out.push_back(layout);
    return out;
}

Run::Run(const edition::Template& brief, Layouts& layouts, const font::FontSet& fonts, Settings settings)
    : stop(settings.stop ? *settings.stop : never_),
      brief_(brief),
      layouts_(layouts),
      fonts_(fonts),
      settings_(std::move(settings)),
      names_(brief),
      aside_(settings_.aside) {
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

bool Run::hold(const std::vector<display::PicturePtr>& pictures) {
    std::size_t more = 0;
    for (const display::PicturePtr& picture : pictures)
        if (!pictures_.contains(picture.get())) more += picture->data.size();
    if (picture_bytes_ + more > settings_.pictures_in_memory) return false;
    picture_bytes_ += more;
    for (const display::PicturePtr& picture : pictures) pictures_.insert(picture.get());
    return true;
}

void Run::keep(std::size_t row, pdf::Draft draft) {
    const std::size_t bytes = draft.bytes();
    {
        const std::lock_guard lock(guard_);
        if (!hold(draft.pictures)) return;
        if (kept_ + bytes <= settings_.in_memory) {
            kept_ += bytes;
            drafts_.emplace(row, std::move(draft));
            return;
        }
    }
    aside_.keep(row, draft);
}

std::optional<pdf::Draft> Run::kept(std::size_t row) {
    {
        const std::lock_guard lock(guard_);
        if (auto found = drafts_.extract(row)) return std::move(found.mapped());
    }
    return aside_.take(row);
}

/// Faults in the order of the rows, whichever thread is done first. Rows that have one are named: where the run goes on each, else all at the end.
class Run::Ordered {
  public:
    Ordered(Run& run, bool keep_going, Diagnostics& diagnostics) : run_(run), keep_going_(keep_going), diagnostics_(diagnostics) {
        for (const Diagnostic& d : diagnostics.all())
            if (severity_of(d.code) == Severity::kError) told_.insert({d.file, d.line, d.column});
    }

    void add(std::size_t row, Diagnostics found) {
        const std::lock_guard lock(guard_);
        waiting_.emplace(row, std::move(found));
        for (; !waiting_.empty() && waiting_.begin()->first == next_; ++next_) {
            take(waiting_.begin()->second);
            waiting_.erase(waiting_.begin());
        }
    }
    bool all_well() const { return all_well_; }
    void name_faulty() {
        if (faulty_ == 0) return;
        if (faulty_ > kMostNamed) names_.emplace_back("…");
        diagnostics_.report_in(Code::kEditionsFaulty, "", {fmt::format("{}", faulty_), fmt::format("{}", run_.rows()), listed(names_)});
    }

  private:
    void take(const Diagnostics& found) {
        add_new(found);
        if (!found.failed()) return;
        run_.failed_[next_] = 1;
        all_well_ = false;
        const table::Cell key = run_.brief_.key_cell(next_);
        if (keep_going_) return diagnostics_.report(Code::kEditionFailed, key.pos, {key.str()});
        if (++faulty_ <= kMostNamed) names_.push_back(key.str());
    }

    /// A cell that was told of before has one fault, whatever else cannot be done with it.
    void add_new(const Diagnostics& found) {
        const auto is_told = [&](const Diagnostic& d) { return told_.contains({d.file, d.line, d.column}); };
        if (std::none_of(found.all().begin(), found.all().end(), is_told)) return diagnostics_.add_all(found);
        for (const Diagnostic& d : found.all())
            if (!is_told(d)) diagnostics_.add(d);
    }

    static constexpr std::size_t kMostNamed = 10;

    Run& run_;
    bool keep_going_;
    Diagnostics& diagnostics_;
    std::mutex guard_;
    std::map<std::size_t, Diagnostics> waiting_;  // for a row before them
    std::size_t next_ = 0;
    bool all_well_ = true;
    std::size_t faulty_ = 0;
    std::vector<std::string> names_;                                        // of the first
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> told_;  // places with a fault that the rows' own are not to repeat
};

template <class Work>
void Run::within_limits(Worker& worker, std::size_t row, Diagnostics& found, Work work) {
    worker.watch.begin();
    try {
        work();
    } catch (const LimitWatch::Over& over) {
        const table::Cell key = brief_.key_cell(row);
        found.report(over.code, key.pos, {key.str()});
        worker.desks.clear();  // work was left in the middle
    }
}

void Run::check_one(Worker& worker, std::size_t row, Diagnostics& found) {
    const auto set = worker.set(row, true, found);
    if (!set) return;
    pages_[row] = static_cast<std::uint32_t>(set->typeset.document.pages.size());
    auto draft = worker.fonts.add_draft(set->typeset.document, fonts_, settings_.writer, found);
    if (draft && in_shard(row)) keep(row, std::move(*draft));
    worker.lap(kPages);
}

bool Run::check(bool keep_going, Diagnostics& diagnostics) {
    edition::check_sense(brief_, diagnostics);
    check_copies(brief_, diagnostics);
    const bool copies_right = !diagnostics.failed();
    failed_.assign(rows(), 0);
    pages_.assign(rows(), 0);
    aside_.expect(rows());
    advanced_ = 0;
    Ordered faults(*this, keep_going, diagnostics);
    for_each(rows(), settings_.jobs, stop, [&](unsigned thread, std::size_t row) {
        Worker& worker = *workers_[thread];
        Diagnostics found;
        within_limits(worker, row, found, [&] { settings_.copies ? check_copies_of(worker, row, found) : check_one(worker, row, found); });
        faults.add(row, std::move(found));
        advance(Progress::Stage::kCheck, rows());
    });
    if (stop) return diagnostics.report_in(Code::kStopped, ""), false;
    faults.name_faulty();
    for (const auto& worker : workers_) {
        shared_.add(worker->fonts);
        figures_.insert(figures_.end(), worker->figures.begin(), worker->figures.end());
    }
    std::stable_sort(figures_.begin(), figures_.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    if (!shared_.consistent()) {
        drafts_.clear();
        aside_.clear();
        copies_.clear();
    }
    return copies_right && (faults.all_well() || keep_going) && shared_.cut(settings_.writer, diagnostics);
}

bool Run::write_one(Worker& worker, std::size_t row, std::size_t& pages, Diagnostics& found) {
    std::optional<pdf::Draft> draft = kept(row);
    if (!draft)
        if (const auto set = worker.set(row, false, found)) {
            ++set_again_;
            draft = shared_.draft(set->typeset.document, settings_.writer);
            worker.lap(kPages);
        }
    worker.begin();
    if (draft) pages = draft->pages.size();
    return draft && pdf::write(*draft, shared_, settings_.writer, worker.pdf, found);
}

bool Run::write(const std::vector<bool>& done, Sink& sink, Diagnostics& diagnostics) {
    const auto is_to_do = [&](std::size_t row) { return !done[row] && wanted(row); };
    std::size_t all = 0;
    for (std::size_t row = 0; row < rows(); ++row) all += is_to_do(row);
    std::mutex guard;
    advanced_ = 0;
    const std::size_t before = diagnostics.errors();
    std::atomic<bool> broken{false};
    for_each(rows(), settings_.jobs, stop, [&](unsigned thread, std::size_t row) {
        if (broken || !is_to_do(row)) return;
        Diagnostics found;
        Worker& worker = *workers_[thread];
        std::size_t pages = 0;
        bool made = false;
        within_limits(worker, row, found,
                      [&] { made = settings_.copies ? write_copies_of(thread, row, pages, found) : write_one(worker, row, pages, found); });
        worker.lap(kFile);
        const bool written = made && sink.put(row, worker.pdf, pages, found);
        worker.lap(kSink);
        if (!written) {
            const std::lock_guard lock(guard);
            diagnostics.add_all(found);
            broken = true;
        }
        advance(Progress::Stage::kWrite, all);
    });
    if (stop && diagnostics.errors() == before) diagnostics.report_in(Code::kStopped, "");
    return !broken && !stop;
}

}  // namespace banxin::batch
