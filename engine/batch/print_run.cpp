// Which copies stand in which volume, and the volumes: each is written by one thread, so its bytes depend on the plan alone.
#include "batch/print_run.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "batch/folder.hpp"
#include "batch/origin.hpp"
#include "batch/pool.hpp"

namespace banxin::batch {
namespace {

/// With the blank back that may follow.
std::size_t in_sheets(std::size_t pages) { return pages + pages % 2; }

class Planner {
  public:
    Planner(const Run& run, const PrintRun& print) : run_(run), print_(print) {}

    /// False: one copy is too large.
    bool add(std::size_t row, Diagnostics& diagnostics) {
        const std::vector<std::uint32_t>& pages = run_.copy_pages(row);
        std::size_t before = in_sheets(run_.sheet_pages(row)), at = 0;
        bool begins = true;
        for (const edition::CopyRange& range : run_.wanted_copies(row))
            for (int number = range.first; number <= range.last; ++number, ++at) {
                const std::size_t size = before + in_sheets(pages[at]);
                if (size > print_.volume_pages) {
                    const table::Cell key = run_.brief().key_cell(row);
                    diagnostics.report(Code::kVolumeTooSmall, key.pos,
                                       {key.str(), fmt::format("{}", size), fmt::format("{}", print_.volume_pages)});
                    return false;
                }
                place(row, number, size, begins);
                before = 0;
                begins = false;
            }
        return true;
    }
    std::vector<Volume> take() { return std::move(volumes_); }

  private:
    void place(std::size_t row, int number, std::size_t size, bool begins) {
        if (volumes_.empty() || volumes_.back().pages + size > print_.volume_pages)
            volumes_.push_back({fmt::format("{}-{}.pdf", print_.name, volumes_.size() + 1), {}, 0});
        Volume& volume = volumes_.back();
        if (volume.shares.empty() || volume.shares.back().row != row) volume.shares.push_back({row, {}, volume.pages, 0, begins});
        Share& share = volume.shares.back();
        if (share.numbers.empty() || share.numbers.back().last + 1 != number) share.numbers.push_back({number, number});
        else share.numbers.back().last = number;
        share.pages += size;
        volume.pages += size;
    }

    const Run& run_;
    const PrintRun& print_;
    std::vector<Volume> volumes_;
};

std::string title_of(const Run& run, const Share& share) {
    std::string out = run.brief().key(share.row);
    if (!run.brief().roles().first_copy) return out;
    for (const edition::CopyRange& range : share.numbers)
        out += fmt::format(" {}–{}", edition::copy_number(range.first), edition::copy_number(range.last));
    return out;
}

/// Editions whose last copies stand in these volumes.
std::size_t editions_in(const Run& run, const Volume& volume) {
    const auto ends = [&](const Share& share) { return share.numbers.back().last == run.wanted_copies(share.row).back().last; };
    return static_cast<std::size_t>(std::count_if(volume.shares.begin(), volume.shares.end(), ends));
}

bool write_volume(Run& run, unsigned thread, const Volume& volume, std::size_t number, Folder& folder, Diagnostics& found) {
    if (!folder.begin(number, found)) return false;
    pdf::CopyFile file([&](std::string_view bytes) { folder.append(number, bytes); }, run.shared(), run.settings().writer);
    std::optional<std::pair<display::Metadata, bool>> about;
    for (const Share& share : volume.shares) {
        if (run.stop) return false;
        file.begin(title_of(run, share));
        if (share.begins && run.settings().sheet) {
            const auto sheet = run.sheet(thread, share.row, found);
            if (!sheet) return false;
            file.add_sheet(*sheet, run.brief().key(share.row));
        }
        const auto add = [&](const pdf::CommonDraft& common, const pdf::CopyDraft& copy) {
            if (!about) about.emplace(common.document.metadata, common.document.bound_right);
            file.add(common, copy);
        };
        if (!run.each_copy(thread, share.row, share.numbers, add, found)) return false;
    }
    about->first.title = volume.file.substr(0, volume.file.rfind('.'));
    file.finish(about->first, about->second);
    return folder.end(number, file.pages(), found);
}

/// What the manifest says of the editions: where their copies are.
std::vector<Entry> shares_of(const Run& run, const std::vector<Volume>& volumes) {
    std::vector<Entry> out;
    for (const Volume& volume : volumes)
        for (const Share& share : volume.shares) {
            Entry& entry = out.emplace_back();
            const table::Cell key = run.brief().key_cell(share.row);
            entry.edition = key.str();
            entry.file = volume.file;
            entry.line = key.pos.line;
            entry.first_page = share.first + 1;
            entry.pages = share.pages;
            entry.copies = text_of(share.numbers);
        }
    for (std::size_t row = 0; row < run.rows(); ++row) {
        if (!run.failed(row) || !run.named(row)) continue;
        Entry& entry = out.emplace_back();
        entry.edition = run.brief().key(row);
        entry.line = run.brief().key_cell(row).pos.line;
    }
    return out;
}

bool write_all(Run& run, const std::vector<Volume>& volumes, const std::vector<bool>& done, Folder& folder, Diagnostics& diagnostics) {
    std::mutex guard;
    std::atomic<bool> broken{false};
    std::size_t all = 0;
    for (std::size_t i = 0; i < volumes.size(); ++i) all += done[i] ? 0 : editions_in(run, volumes[i]);
    run.begin_stage();
    for_each(volumes.size(), run.settings().jobs, run.stop, [&](unsigned thread, std::size_t i) {
        if (broken || done[i]) return;
        Diagnostics found;
        if (write_volume(run, thread, volumes[i], i, folder, found)) {
            for (std::size_t ended = editions_in(run, volumes[i]); ended > 0; --ended) run.advance(Progress::Stage::kWrite, all);
            return;
        }
        const std::lock_guard lock(guard);
        diagnostics.add_all(found);
        broken = true;
    });
    if (run.stop) diagnostics.report_in(Code::kStopped, "");
    return !broken && !run.stop;
}

bool name_volumes(const Run& run, const std::vector<Volume>& volumes, Folder& folder, const std::string& path, Manifest& manifest,
                  const Steps& steps, Diagnostics& diagnostics) {
    manifest.entries = folder.entries();
    for (Entry& entry : shares_of(run, volumes)) manifest.entries.push_back(std::move(entry));
    return (!steps.written || steps.written(manifest, diagnostics)) && name_all(folder, manifest, path, diagnostics);
}

}  // namespace

bool is_volume_name(std::string_view name) {
    constexpr std::size_t kLongest = 200;  // of the 255 bytes that file systems take
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return !name.empty() && name.size() <= kLongest && !name.starts_with('.') && name.find_first_of("/\\:*?\"<>|") == name.npos &&
           std::none_of(name.begin(), name.end(), control) && utf8::find_invalid(name) == name.size();
}

std::vector<Volume> plan(const Run& run, const PrintRun& print, Diagnostics& diagnostics) {
    Planner planner(run, print);
    for (std::size_t row = 0; row < run.rows(); ++row)
        if (run.wanted(row) && !planner.add(row, diagnostics)) return {};
    return planner.take();
}

bool publish_volumes(Run& run, const PrintRun& print, const std::vector<List>& lists, const Origin& origin, const std::string& path,
                     bool resume, const Steps& steps, Result& result, Diagnostics& diagnostics) {
    const std::vector<Volume> volumes = plan(run, print, diagnostics);
    if (volumes.empty()) return false;
    const auto folder = Folder::open(path, Folder::For::kOneRun, diagnostics);
    if (!folder) return false;
    Manifest manifest = manifest_of(run, origin);
    manifest.lists = lists_of(lists);
    manifest.form +=
        fmt::format(", merged {} {} {}", print.name, print.volume_pages, run.settings().sheet ? run.settings().sheet->name : "");
    if (resume) folder->remove_left_over();
    std::vector<Entry> files;
    for (const Volume& volume : volumes) files.emplace_back().file = volume.file;
    for (const List& list : lists) {
        Entry& entry = files.emplace_back();
        entry.list = list.layout;
        entry.file = list.layout + ".pdf";
    }
    folder->expect(std::move(files));
    std::vector<bool> done(volumes.size(), false);
    if (!take_done(*folder, manifest, path, resume, done, diagnostics) || (steps.begin && !steps.begin(diagnostics))) return false;
    const bool published = write_all(run, volumes, done, *folder, diagnostics) && put_lists(*folder, volumes.size(), lists, diagnostics) &&
                           name_volumes(run, volumes, *folder, path, manifest, steps, diagnostics);
    if (steps.end) steps.end(published, diagnostics);
    for (const bool there : done) (there ? result.skipped : result.made) += 1;
    std::set<std::size_t> rows;
    for (const Volume& volume : volumes)
        for (const Share& share : volume.shares) rows.insert(share.row);
    result.editions = rows.size();
    for (std::size_t row = 0; row < run.rows(); ++row) result.failed += run.failed(row) && run.named(row);
    return published;
}

}  // namespace banxin::batch
