// A run: every edition checked and typeset, then written with fonts that all of them share.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostics.hpp"
#include "batch/aside.hpp"
#include "batch/copies.hpp"
#include "batch/limits.hpp"
#include "edition/checks.hpp"
#include "edition/numbered.hpp"
#include "edition/template.hpp"
#include "font/font_set.hpp"
#include "model/layout.hpp"
#include "pdf/copies.hpp"
#include "pdf/writer.hpp"

namespace banxin::batch {

/// Layouts by name, each read once. "" is the layout of a brief that names none.
class Layouts {
  public:
    using Reader = std::function<LayoutPtr(const std::string& name, SourcePos where, Diagnostics& diagnostics)>;
    explicit Layouts(Reader reader) : reader_(std::move(reader)) {}

    LayoutPtr get(const std::string& name, SourcePos where, Diagnostics& diagnostics);
    std::vector<LayoutPtr> all() const;

  private:
    Reader reader_;
    std::mutex guard_;
    std::map<std::string, LayoutPtr> known_;
};

/// Where finished editions go. put() is called from any thread.
class Sink {
  public:
    virtual ~Sink() = default;
    virtual bool put(std::size_t row, const pdf::Bytes& pdf, std::size_t pages, Diagnostics& diagnostics) = 0;
};

struct Settings {
    unsigned jobs = 1;
    pdf::WriterOptions writer;
    std::size_t shard = 1, shards = 1;  // only the rows whose number leaves shard - 1 when divided by shards
    bool figures = false;               // collect them
    bool copies = false;                // of each edition all copies, numbered where its number is open
    bool numbered = false;              // each must have one open
    std::vector<edition::Part> only;    // what is wanted; empty: everything
    std::vector<std::string> aside;  // folders for a file without a name, the first that takes one: for drafts that memory is not meant for
    std::size_t in_memory = std::size_t{8} << 20;             // bytes of drafts
    std::size_t pictures_in_memory = std::size_t{256} << 20;  // bytes of pictures that drafts are kept for, each once
    std::atomic<bool>* stop = nullptr;                        // of the caller, to end the run with
    Limits limits;                                            // of each edition
    reader::PictureSource* pictures = nullptr;                // of the briefs, for all threads; null: none
    LayoutPtr sheet;                                          // of what stands before the copies of an edition; null: nothing
};

struct Progress {
    enum class Stage : std::uint8_t { kCheck, kWrite };
    Stage stage = Stage::kCheck;
    std::size_t done = 0, all = 0;
};

class Run {
  public:
    Run(const edition::Template& brief, Layouts& layouts, const font::FontSet& fonts, Settings settings);
    ~Run();

    /// Binds, checks and typesets every row, and cuts the fonts to what all of them use. Faults go to `diagnostics` in the order of
    /// the rows. True: all are in order, or all but those of failed() with `keep_going`.
    bool check(bool keep_going, Diagnostics& diagnostics);
    /// Writes the rows of this shard that are in order, wanted and not `done`.
    bool write(const std::vector<bool>& done, Sink& sink, Diagnostics& diagnostics);

    const edition::Template& brief() const { return brief_; }
    const font::FontSet& fonts() const { return fonts_; }
    const Settings& settings() const { return settings_; }
    Layouts& layouts() { return layouts_; }
    const Layouts& layouts() const { return layouts_; }
    const pdf::SharedFonts& shared() const { return shared_; }
    bool failed(std::size_t row) const { return failed_[row] != 0; }
    /// Some part of the run that was asked for has copies of it.
    bool named(std::size_t row) const { return settings_.only.empty() || !wanted_copies(row).empty(); }
    /// Whether it is to be written; after check().
    bool wanted(std::size_t row) const { return in_shard(row) && !failed(row) && named(row); }
    /// In a run of copies: which, and how many pages each has.
    std::vector<edition::CopyRange> wanted_copies(std::size_t row) const;
    const std::vector<std::uint32_t>& copy_pages(std::size_t row) const { return copy_pages_.at(row); }
    /// The wanted copies of these numbers in order; any number of threads, each with a number of its own below jobs.
    using TakeCopy = std::function<void(const pdf::CommonDraft& common, const pdf::CopyDraft& copy)>;
    bool each_copy(unsigned thread, std::size_t row, const std::vector<edition::CopyRange>& numbers, const TakeCopy& take,
                   Diagnostics& diagnostics);
    /// The sheet before an edition, and its pages; no sheet, no pages.
    std::optional<pdf::Draft> sheet(unsigned thread, std::size_t row, Diagnostics& diagnostics);
    std::size_t sheet_pages(std::size_t row) const { return settings_.sheet ? sheet_pages_.at(row) : 0; }
    bool in_shard(std::size_t row) const { return row % settings_.shards == settings_.shard - 1; }
    /// Of a copy of the edition; after check().
    std::size_t pages(std::size_t row) const { return pages_[row]; }
    std::size_t rows() const { return brief_.table().size(); }
    /// Editions that the second pass had to typeset, for their drafts were not kept; of copies, those that were more than memory is meant for.
    std::size_t set_again() const { return set_again_; }
    const std::vector<edition::Figure>& figures() const { return figures_; }
    /// `progress` is told of another of `all` editions; from the first of a stage on.
    void begin_stage() { advanced_ = 0; }
    void advance(Progress::Stage stage, std::size_t all);

    std::atomic<bool>& stop;                        // set: threads end after the copy that they are at
    std::function<void(const Progress&)> progress;  // one call at a time

    enum Stage : std::uint8_t { kBind, kRead, kTypeset, kPages, kFile, kSink, kPublish, kStages };
    std::function<double()> clock;              // set: what threads spend in each stage is counted
    std::array<double, kStages> spent() const;  // sums of all threads
    double publishing = 0;                      // what publication took: the caller's to count

  private:
    struct Worker;
    class Ordered;
    /// Drafts of the first pass are kept in memory as far as it is meant for them, then on the disk; where that fails they are made again.
    void keep(std::size_t row, pdf::Draft draft);
    std::optional<pdf::Draft> kept(std::size_t row);
    /// False: they are too many to be held until they are written. The guard is the caller's.
    bool hold(const std::vector<display::PicturePtr>& pictures);
    struct KeptCopies {
        pdf::CommonDraft common;
        std::vector<std::pair<int, pdf::CopyDraft>> copies;  // by number
    };
    std::optional<press::Typeset> set_sheet(Worker& worker, std::size_t row, const std::vector<edition::CopyRange>& copies,
                                            const Edition& edition, Diagnostics& found);
    /// Does work on a row; where that is over a limit, it is reported.
    template <class Work>
    void within_limits(Worker& worker, std::size_t row, Diagnostics& found, Work work);
    void check_one(Worker& worker, std::size_t row, Diagnostics& found);
    void check_copies_of(Worker& worker, std::size_t row, Diagnostics& found);
    bool write_one(Worker& worker, std::size_t row, std::size_t& pages, Diagnostics& found);
    bool write_copies_of(unsigned thread, std::size_t row, std::size_t& pages, Diagnostics& found);

    const edition::Template& brief_;
    Layouts& layouts_;
    const font::FontSet& fonts_;
    Settings settings_;
    edition::Names names_;
    std::vector<std::unique_ptr<Worker>> workers_;  // one a thread
    pdf::SharedFonts shared_;
    std::unordered_map<std::size_t, pdf::Draft> drafts_;                         // by row
    std::unordered_map<std::size_t, std::shared_ptr<const KeptCopies>> copies_;  // by row
    std::unordered_map<std::size_t, std::vector<std::uint32_t>> copy_pages_;     // of each wanted copy, by row
    std::unordered_map<std::size_t, std::size_t> sheet_pages_;                   // by row
    std::size_t kept_ = 0;                                                       // bytes in memory
    std::unordered_set<const display::Picture*> pictures_;                       // of what is kept
    std::size_t picture_bytes_ = 0;
    Aside aside_;
    std::atomic<std::size_t> set_again_{0};
    std::vector<char> failed_;          // by row
    std::vector<std::uint32_t> pages_;  // by row
    std::vector<edition::Figure> figures_;
    std::mutex guard_;
    std::size_t advanced_ = 0;
    std::atomic<bool> never_{false};  // `stop` where the caller has none
};

}  // namespace banxin::batch
