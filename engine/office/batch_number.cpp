// The number of a run, and what the register keeps of it.
#include "office/batch_number.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/values.hpp"
#include "edition/numbered.hpp"
#include "files/files.hpp"
#include "office/made_again.hpp"
#include "office/on_record.hpp"

namespace banxin::office {
namespace {

bool same(const registry::Numbers& a, const registry::Numbers& b) { return a.number == b.number && a.total == b.total; }

/// The first article's title; what differs from edition to edition stands as 〔column〕.
std::string title_of(const xml::Element& element) {
    std::string out;
    for (const xml::Node& node : xml::children(element)) {
        const auto field = node.element && node.element->name() == "field" ? node.element->attribute("name") : std::nullopt;
        if (field) out += fmt::format("〔{}〕", field->value);
        else out += node.element ? title_of(*node.element) : node.text.str();
    }
    return in_one_line(out);
}

std::string first_title(const xml::Document& brief) {
    for (const xml::Element& article : xml::child_elements(brief.root()))
        if (article.name() == "article")
            for (const xml::Element& title : xml::child_elements(article))
                if (title.name() == "title") return title_of(title);
    return {};
}

/// Of a row: the column that says so, else what its brief says.
int copies_of(const edition::Template& brief, std::size_t row) {
    if (const auto column = brief.roles().copies)
        return parse_number(edition::trimmed(brief.table().row(row).cells[*column].str())).value_or(0);
    Diagnostics known;  // the first pass has bound it without a fault
    const auto bound = brief.bind(row, nullptr, known);
    for (const xml::Element& element : bound ? xml::child_elements(bound->root()) : std::vector<xml::Element>{})
        if (const auto copies = element.name() == "distribution" ? element.attribute("copies") : std::nullopt)
            return parse_number(copies->value).value_or(0);
    return 0;
}

void add_sources(registry::Publication& to, const batch::Manifest& manifest) {
    for (const batch::Source& source : manifest.sources)
        to.files.push_back({role_on_record(source), path_on_record(source.path), source.sha256});
}

bool same_files(const std::vector<registry::File>& a, const std::vector<registry::File>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const registry::File& one, const registry::File& other) {
        return one.path == other.path && one.sha256 == other.sha256;
    });
}

}  // namespace

std::unique_ptr<BatchNumber> BatchNumber::open(const NumberFrom& from, const std::string& folder, bool resume,
                                               const std::vector<std::string>& parts, std::shared_ptr<const xml::Document> brief,
                                               Diagnostics& diagnostics) {
    auto out = std::make_unique<BatchNumber>();
    out->folder_ = folder.empty() ? "" : absolute(folder);
    const std::string manifest = out->folder_.empty() ? "" : out->folder_ + '/' + batch::Manifest{}.file_name();
    out->numbering_ = Numbering::open(from, *brief, manifest, diagnostics);
    if (!out->numbering_) return nullptr;
    out->brief_ = std::move(brief);
    out->stamp_ = from.stamp;
    out->reprints_ = !from.reprints.empty();
    out->resume_ = resume && !manifest.empty();
    for (const std::string& part : parts) out->parts_ += (out->parts_.empty() ? "" : ", ") + part;
    return out;
}

std::shared_ptr<const xml::Document> BatchNumber::brief(Diagnostics& diagnostics) {
    changed_ = false;
    if (resume_ && !reprints_ && (!numbering_->take_up(diagnostics) || !numbering_->can_resume(batch::holds_run(folder_), diagnostics)))
        return nullptr;
    const bool taken = numbering_->taken().id != 0;
    auto out = taken ? numbering_->with_taken(*brief_) : numbering_->with_next(*brief_, diagnostics);
    in_brief_ = taken ? numbering_->taken().numbers : numbering_->next();
    return out;
}

std::string BatchNumber::text() const { return numbering_->written(in_brief_); }

batch::Steps BatchNumber::steps(const batch::Run& run) {
    return {[&](Diagnostics& d) { return begin(d); }, [&](const batch::Manifest& m, Diagnostics& d) { return written(run, m, d); },
            [&](bool published, Diagnostics& d) { end(published, run.stop, d); }};
}

/// The folder is this run's now: what an earlier try took for it cannot be another's any more.
bool BatchNumber::begin(Diagnostics& diagnostics) {
    if (resume_ && !reprints_ && !numbering_->take_up(diagnostics)) return false;
    bool other = false;
    if (numbering_->taken().id == 0 && !numbering_->take(stamp_, other, diagnostics)) return false;
    changed_ = !same(numbering_->taken().numbers, in_brief_);
    return !changed_;
}

registry::Publication BatchNumber::publication_of(const batch::Run& run, const batch::Manifest& manifest) const {
    const edition::Template& brief = run.brief();
    const edition::Roles& roles = brief.roles();
    registry::Publication out;
    out.title = first_title(brief.brief());
    add_sources(out, manifest);
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < run.rows(); ++row) {
        const auto range = roles.first_copy && roles.last_copy ? edition::copy_range(brief, row) : std::nullopt;
        const int copies = range ? range->last - range->first + 1 : copies_of(brief, row);
        sum += copies;
        out.shares.push_back({in_one_line(brief.key(row)), copies, range ? range->first : 0});
    }
    out.copies = static_cast<int>(std::min<std::int64_t>(sum, std::numeric_limits<int>::max()));
    add_documents(out, manifest);
    return out;
}

void BatchNumber::add_documents(registry::Publication& out, const batch::Manifest& manifest) const {
    for (const batch::Entry& entry : manifest.entries)
        if (entry.made) out.files.push_back({"pdf", folder_ + '/' + entry.file, entry.sha256});
    out.files.push_back({"manifest", numbering_->document(), sha256(batch::print(manifest))});
}

/// Looked at before anything has its name; on record when all has. A run that is resumed may have been recorded by its first try.
bool BatchNumber::compare_reprint(const batch::Run& run, const batch::Manifest& manifest, Diagnostics& diagnostics) {
    const registry::Issue& issue = numbering_->taken();
    if (!is_as_recorded(run, manifest, issue, numbering_->file(), diagnostics)) return false;
    again_ = {};
    add_documents(again_, manifest);
    recorded_ = resume_ && std::any_of(issue.events.begin(), issue.events.end(), [&](const registry::Event& e) {
                    return e.kind == registry::Kind::kReprinted && same_files(e.publication.files, again_.files);
                });
    return true;
}

bool BatchNumber::written(const batch::Run& run, const batch::Manifest& manifest, Diagnostics& diagnostics) {
    if (reprints_) return compare_reprint(run, manifest, diagnostics);
    if (numbering_->taken().state() != registry::State::kReserved) return true;  // issued before, and looked after once more
    return numbering_->prepare_again(publication_of(run, manifest), stamp_, diagnostics);
}

/// A run that was stopped is resumed with its number, and so is one of which a part is out.
void BatchNumber::end(bool published, bool stopped, Diagnostics& diagnostics) {
    if (reprints_ && published && !recorded_) numbering_->reprint(again_, parts_, stamp_, diagnostics);
    if (numbering_->taken().state() != registry::State::kReserved) return;
    if (published) return numbering_->issue(stamp_, diagnostics);
    const registry::Event* open = numbering_->taken().open();
    const bool out = open && compare(open->publication.files.back()).is != Compared::Is::kMissing;
    if (!out && !stopped) numbering_->give_up(stamp_, diagnostics);
}

}  // namespace banxin::office
