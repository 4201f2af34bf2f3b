// Runs of copies: the first pass sets every copy, for each may have glyphs of its own; the second writes those that are wanted.
#include <algorithm>

#include "batch/worker.hpp"
#include "edition/sheet.hpp"

namespace banxin::batch {
namespace {

std::size_t bytes_of(const pdf::CopyDraft& copy) {
    std::size_t out = sizeof(pdf::CopyDraft) + copy.label.size() + (copy.whole ? copy.whole->bytes() : 0);
    for (const std::string& own : copy.own) out += sizeof(std::string) + own.capacity();
    return out;
}

std::size_t bytes_of(const pdf::CommonDraft& common) {
    std::size_t out = sizeof(pdf::CommonDraft) + common.document.pages.size() * sizeof(display::Page);
    for (const auto& pieces : common.pages)
        for (const pdf::CommonDraft::Piece& piece : pieces) out += sizeof(pdf::CommonDraft::Piece) + piece.content.size();
    return out;
}

}  // namespace

std::vector<edition::CopyRange> Run::wanted_copies(std::size_t row) const {
    const auto all = edition::copy_range(brief_, row);
    return all ? edition::chosen(settings_.only, brief_.key(row), *all) : std::vector<edition::CopyRange>{};
}

void Run::check_copies_of(Worker& worker, std::size_t row, Diagnostics& found) {
    auto edition = worker.read(row, true, found);
    const auto all = edition::copy_range(brief_, row);
    const edition::Roles& roles = brief_.roles();
    if (edition && edition->number && !(roles.first_copy && roles.last_copy))
        found.report(Code::kNoCopyRange, brief_.key_cell(row).pos, {brief_.key(row)});
    if (!edition || !all || found.failed()) return;  // a cell that is no number: check_copies() says so

    const std::vector<edition::CopyRange> wanted = edition::chosen(settings_.only, brief_.key(row), *all);
    auto kept = std::make_shared<KeptCopies>();
    std::vector<std::uint32_t> pages;
    std::size_t bytes = 0;
    std::uint32_t first_pages = 0;
    CopyMaker maker(*edition, fonts_, worker.desk(edition->layout), settings_.writer);
    const auto take = [&](int number, pdf::CopyDraft&& copy) {
        if (!edition::holds(wanted, number)) return;
        const auto count = static_cast<std::uint32_t>(copy.whole ? copy.whole->pages.size() : maker.common().pages.size());
        if (first_pages == 0) first_pages = count;
        if (!in_shard(row)) return;
        pages.push_back(count);
        bytes += bytes_of(copy);
        if (bytes <= settings_.in_memory) kept->copies.emplace_back(number, std::move(copy));
        else kept->copies.clear();
    };
    if (settings_.sheet) {
        // That of the whole run too, so that its glyphs are there whatever is wanted.
        std::vector<std::vector<edition::CopyRange>> sheets{{*all}};
        if (!wanted.empty() && wanted != sheets.front()) sheets.push_back(wanted);
        for (const auto& copies : sheets) {
            const auto sheet = set_sheet(worker, row, copies, *edition, found);
            if (!sheet) return;
            worker.fonts.add(sheet->document, fonts_, found);
            const std::lock_guard lock(guard_);
            sheet_pages_[row] = sheet->document.pages.size();
        }
    }
    const bool made =
        !found.failed() && maker.begin(all->first, worker.fonts, &worker.fonts, found) && maker.make({*all}, stop, take, found);
    worker.lap(kTypeset);
    if (!made) return;
    pages_[row] = first_pages;  // lists tell them of all shards
    if (pages.empty()) return;
    bytes += bytes_of(maker.common());
    kept->common = maker.common();
    const std::lock_guard lock(guard_);
    copy_pages_[row] = std::move(pages);
    if (kept_ + bytes > settings_.in_memory || !hold(kept->common.pictures)) return;
    kept_ += bytes;
    copies_.emplace(row, std::move(kept));
}

/// Its layout speaks of the edition's brief, and of <edition>, which stands in it.
std::optional<press::Typeset> Run::set_sheet(Worker& worker, std::size_t row, const std::vector<edition::CopyRange>& copies,
                                             const Edition& edition, Diagnostics& found) {
    const reader::BriefDocument brief = edition::sheet_of(brief_, row, copies, *edition.brief);
    Diagnostics of_sheet;  // that it does not print all of the brief is not worth a word
    auto out = press::typeset(*settings_.sheet, brief, fonts_, worker.desk(settings_.sheet), of_sheet);
    for (const Diagnostic& d : of_sheet.all())
        if (severity_of(d.code) == Severity::kError) found.add(d);
    return out;
}

std::optional<pdf::Draft> Run::sheet(unsigned thread, std::size_t row, Diagnostics& diagnostics) {
    Worker& worker = *workers_[thread];
    const auto edition = worker.read(row, false, diagnostics);
    const auto typeset = edition ? set_sheet(worker, row, wanted_copies(row), *edition, diagnostics) : std::nullopt;
    return typeset ? std::optional(shared_.draft(typeset->document, settings_.writer)) : std::nullopt;
}

bool Run::each_copy(unsigned thread, std::size_t row, const std::vector<edition::CopyRange>& numbers, const TakeCopy& take,
                    Diagnostics& diagnostics) {
    std::shared_ptr<const KeptCopies> kept;
    {
        const std::lock_guard lock(guard_);
        if (const auto found = copies_.find(row); found != copies_.end()) kept = found->second;
    }
    if (kept) {
        for (const auto& [number, copy] : kept->copies)
            if (!stop && edition::holds(numbers, number)) take(kept->common, copy);
        return !stop;
    }
    Worker& worker = *workers_[thread];
    auto edition = worker.read(row, false, diagnostics);
    const auto all = edition::copy_range(brief_, row);
    if (!edition || !all) return false;
    // An edition whose copies stand in several volumes is one.
    if (!numbers.empty() && numbers.front().first == wanted_copies(row).front().first) ++set_again_;
    CopyMaker maker(*edition, fonts_, worker.desk(edition->layout), settings_.writer);
    return maker.begin(all->first, shared_, nullptr, diagnostics) &&
           maker.make(
               numbers, stop, [&](int, pdf::CopyDraft&& copy) { take(maker.common(), copy); }, diagnostics);
}

bool Run::write_copies_of(unsigned thread, std::size_t row, std::size_t& pages, Diagnostics& found) {
    Worker& worker = *workers_[thread];
    worker.begin();
    std::string bytes;
    pdf::CopyFile file([&](std::string_view part) { bytes += part; }, shared_, settings_.writer);
    file.begin({});
    std::optional<std::pair<display::Metadata, bool>> about;
    const auto add = [&](const pdf::CommonDraft& common, const pdf::CopyDraft& copy) {
        if (!about) about.emplace(common.document.metadata, common.document.bound_right);
        file.add(common, copy);
    };
    if (!each_copy(thread, row, wanted_copies(row), add, found) || !about) return false;
    file.finish(about->first, about->second);
    pages = file.pages();
    worker.pdf = {std::make_shared<pdf::Beginning>(), std::move(bytes)};
    return true;
}

}  // namespace banxin::batch
