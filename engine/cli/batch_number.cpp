// The number of a run, and what the register keeps of it.
#include "cli/batch_number.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/sha256.hpp"
#include "base/values.hpp"
#include "cli/on_record.hpp"
#include "cli/stamp.hpp"
#include "files/files.hpp"

namespace banxin::cli {
namespace {

bool same(const registry::Numbers& a, const registry::Numbers& b) { return a.number == b.number && a.total == b.total; }

/// The first article's title; what differs from edition to edition stands as {field}.
std::string title_of(const xml::Element& element) {
    std::string out;
    for (const xml::Node& node : xml::children(element)) {
        const auto field = node.element && node.element->name() == "field" ? node.element->attribute("name") : std::nullopt;
        if (field) out += '{' + std::string(field->value) + '}';
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

}  // namespace

std::unique_ptr<BatchNumber> BatchNumber::open(const Options& options, std::shared_ptr<const xml::Document> brief,
                                               Diagnostics& diagnostics) {
    auto out = std::make_unique<BatchNumber>();
    out->folder_ = options.batch.folder.empty() ? "" : absolute(options.batch.folder);
    const std::string manifest = out->folder_.empty() ? "" : out->folder_ + '/' + batch::Manifest{}.file_name();
    out->numbering_ = Numbering::open(options, *brief, manifest, diagnostics);
    if (!out->numbering_) return nullptr;
    out->brief_ = std::move(brief);
    out->stamp_ = stamp_of(options);
    out->resume_ = options.batch.resume && !manifest.empty();
    return out;
}

std::shared_ptr<const xml::Document> BatchNumber::brief(Diagnostics& diagnostics) {
    changed_ = false;
    if (resume_ && !numbering_->take_up(diagnostics)) return nullptr;
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
    if (resume_ && !numbering_->take_up(diagnostics)) return false;
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
    for (const batch::Source& source : manifest.sources) out.files.push_back({source.role, absolute(source.path), source.sha256});
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < run.rows(); ++row) {
        const int copies = copies_of(brief, row);
        const bool in_column = copies > 0 && roles.first_copy;
        const int first = in_column ? parse_number(edition::trimmed(brief.table().row(row).cells[*roles.first_copy].str())).value_or(0) : 0;
        sum += copies;
        out.shares.push_back({in_one_line(brief.key(row)), copies, first});
    }
    out.copies = static_cast<int>(std::min<std::int64_t>(sum, std::numeric_limits<int>::max()));
    for (const batch::Entry& entry : manifest.entries) out.files.push_back({"pdf", folder_ + '/' + entry.file, entry.sha256});
    out.files.push_back({"manifest", numbering_->document(), sha256(batch::print(manifest))});
    return out;
}

bool BatchNumber::written(const batch::Run& run, const batch::Manifest& manifest, Diagnostics& diagnostics) {
    if (numbering_->taken().state() != registry::State::kReserved) return true;  // issued before, and looked after once more
    return numbering_->prepare_again(publication_of(run, manifest), stamp_, diagnostics);
}

/// A run that was stopped is resumed with its number, and so is one of which a part is out.
void BatchNumber::end(bool published, bool stopped, Diagnostics& diagnostics) {
    if (numbering_->taken().state() != registry::State::kReserved) return;
    if (published) return numbering_->issue(stamp_, diagnostics);
    const registry::Event* open = numbering_->taken().open();
    const bool out = open && compare(open->publication.files.back()).is != Compared::Is::kMissing;
    if (!out && !stopped) numbering_->give_up(stamp_);
}

}  // namespace banxin::cli
