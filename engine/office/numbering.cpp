// Between a brief and the register.
#include "office/numbering.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/values.hpp"
#include "edition/dispatch.hpp"
#include "edition/open_number.hpp"
#include "files/files.hpp"
#include "office/on_record.hpp"

namespace banxin::office {
namespace {

std::shared_ptr<const xml::Document> with_numbers(const xml::Document& brief, const registry::Series& series,
                                                  const registry::Numbers& numbers) {
    const xml::Element element = *edition::issue_number(brief);  // open() has seen it
    std::vector<xml::Document::NewValue> values{{element, series.supplement ? "supplement" : "number", fmt::format("{}", numbers.number)}};
    if (element.attribute("total")) values.push_back({element, "total", fmt::format("{}", numbers.total.value_or(0))});
    return brief.with(values);
}

/// The first article's title, without line breaks.
std::string title_of(const Brief& brief) {
    std::string out;
    for (const BriefBlock& block : brief.articles.front().blocks)
        if (block.kind == BlockKind::kTitle)
            for (const InlineSpan& span : block.text) out += span.text.str();
    constexpr std::string_view kLineSeparator = "\u2028";
    for (std::size_t at; (at = out.find(kLineSeparator)) != std::string::npos;) out.erase(at, kLineSeparator.size());
    return in_one_line(out);
}

int number_of(const xml::Element& element, std::string_view name) {
    const auto attribute = element.attribute(name);
    return attribute ? parse_number(attribute->value).value_or(0) : 0;
}

/// Units with the numbers that <dispatch> gives them, then the other recipients by name.
void take_recipients(registry::Publication& publication, const xml::Document& document) {
    const xml::Element brief = document.root();
    std::set<std::string> known;
    std::int64_t sum = 0;
    for (const edition::Dispatched& unit : edition::dispatched(document)) {
        publication.shares.push_back({in_one_line(unit.to), static_cast<int>(unit.copies), static_cast<int>(unit.first)});
        known.insert(publication.shares.back().recipient);
        sum += unit.copies;
    }
    const auto distribution = xml::child_element(brief, "distribution");
    publication.copies = distribution ? number_of(*distribution, "copies") : 0;
    if (publication.copies == 0) publication.copies = static_cast<int>(std::min<std::int64_t>(sum, registry::kMostCopies));
    for (const xml::Element& group : distribution ? xml::child_elements(*distribution) : std::vector<xml::Element>{})
        for (const xml::Element& to : xml::child_elements(group))
            if (std::string name = in_one_line(xml::string_value(to).str()); known.insert(name).second)
                publication.shares.push_back({std::move(name)});
}

/// Their files, by path.
std::set<std::pair<std::string, std::string>> pictures_of(const Brief& brief) {
    std::set<std::pair<std::string, std::string>> out;
    for (const BriefPart& article : brief.articles)
        for (const BriefBlock& block : article.blocks)
            if (block.picture) out.emplace(block.picture->path, block.picture->sha256);
    return out;
}

/// Faces that the pages draw from, by path.
std::set<std::pair<std::string, std::string>> used_fonts(const display::Document& document, const font::FontSet& fonts) {
    std::set<std::uint16_t> faces;
    for (const display::Page& page : document.pages)
        for (const display::Item& item : page.items)
            if (const auto* run = std::get_if<display::GlyphRun>(&item)) faces.insert(run->face);
    std::set<std::pair<std::string, std::string>> out;
    for (const std::uint16_t id : faces)
        if (const font::Face* face = fonts.face(id)) out.emplace(face->path(), face->sha256());
    return out;
}

}  // namespace

std::string in_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool white = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
        if (!white) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::unique_ptr<Numbering> Numbering::open(const NumberFrom& from, const xml::Document& brief, const std::string& output,
                                           Diagnostics& diagnostics) {
    const auto found = edition::issue_number(brief);
    if (!found) return diagnostics.report(Code::kNumberOfTheRun, brief.root().pos()), nullptr;
    const xml::Element& element = *found;
    for (const xml::Attribute& a : element.attributes())
        if (a.value.find('{') != std::string_view::npos) return diagnostics.report(Code::kNumberOfTheRun, a.value_pos), nullptr;
    auto out = std::make_unique<Numbering>();
    out->hold_ = Hold::shared(from.file);
    if (!output.empty()) out->output_ = Hold::of_name(from.file, absolute(output));
    if (!output.empty() && !out->output_) return diagnostics.report_in(Code::kOutputTaken, output, {output}), nullptr;
    const auto use = output.empty() ? registry::Register::For::kReading : registry::Register::For::kWriting;
    out->register_ = registry::Register::open(from.file, use, diagnostics);
    out->file_ = from.file;
    const auto series = out->register_ ? out->register_->series(from.series, diagnostics) : std::nullopt;
    if (!series) return nullptr;
    const auto year = element.attribute("year");
    out->series_ = *series;
    out->request_.series = series->name;
    out->request_.year = year ? parse_number(year->value).value_or(0) : 0;
    out->request_.document = output.empty() ? "" : absolute(output);
    out->request_.replaces = from.replaces;

    const auto number = element.attribute(series->supplement ? "supplement" : "number"), total = element.attribute("total");
    if (!number) {
        diagnostics.report(series->supplement ? Code::kWantsSupplement : Code::kWantsNumber, element.pos(), {series->name});
        return nullptr;
    }
    if (total && !series->has_total()) {
        diagnostics.report(Code::kSeriesWithoutTotal, total->name_pos, {series->name});
        return nullptr;
    }
    const auto typed = [](const xml::Attribute& a) { return registry::Request::Typed{parse_number(a.value).value_or(0), a.value_pos}; };
    if (number->value != edition::kOpen) out->request_.number = typed(*number);
    if (total && total->value != edition::kOpen) out->request_.total = typed(*total);
    if (!from.reprints.empty() && !out->find_issued(from.reprints, diagnostics)) return nullptr;
    return out;
}

/// The issue that is made again; a number that the brief has is its.
bool Numbering::find_issued(const std::string& key, Diagnostics& diagnostics) {
    auto found = register_->find(series_.name, key, diagnostics);
    if (!found || !register_->is_out(*found, diagnostics)) return false;
    if (request_.number && (request_.number->value != found->numbers.number || request_.year != found->numbers.year)) {
        const std::string typed = registry::key_of(series_, {request_.year, request_.number->value, {}});
        return diagnostics.report(Code::kReprintsAnother, request_.number->where, {typed, series_.name, found->text}), false;
    }
    taken_ = std::move(*found);
    return true;
}

std::shared_ptr<const xml::Document> Numbering::with_next(const xml::Document& brief, Diagnostics& diagnostics) {
    const auto next = register_->next(request_, diagnostics);
    if (!next) return nullptr;
    next_ = *next;
    return with_numbers(brief, series_, next_);
}

std::unique_ptr<reader::BriefDocument> Numbering::with_next(const reader::BriefDocument& brief, reader::PictureSource& pictures,
                                                            Diagnostics& diagnostics) {
    auto tree = with_next(*brief.tree, diagnostics);
    return tree ? reader::read_brief(std::move(tree), diagnostics, &pictures) : nullptr;
}

bool Numbering::take_up(Diagnostics& diagnostics) {
    auto found = register_->made_for(series_.name, request_.document, diagnostics);
    if (!found) return !diagnostics.failed();
    // A number that was reserved by hand is the run's only where the brief names it.
    const bool meant = request_.number ? request_.number->value == found->numbers.number : !found->document.empty();
    if (meant) taken_ = std::move(*found);
    return true;
}

bool Numbering::can_resume(bool run_there, Diagnostics& diagnostics) {
    if (taken_.id != 0 || request_.number) return true;  // a number that is typed is no new one
    const auto folder_of = [](const std::string& manifest) { return std::filesystem::path(manifest).parent_path().string(); };
    const std::string& here = request_.document;
    Diagnostics unreadable;
    const auto manifest = exists(here) ? read_file(here, unreadable) : std::nullopt;
    const std::string before = manifest ? register_->manifest_place(sha256(*manifest), diagnostics) : std::string();
    if (!before.empty() && before != here) diagnostics.report_in(Code::kRunMoved, folder_of(here), {folder_of(here), folder_of(before)});
    else if (!run_there) diagnostics.report_in(Code::kNoRunToResume, folder_of(here), {folder_of(here), series_.name});
    return !diagnostics.failed();
}

/// SQLite may have written a change that it reports as failed for want of room.
void Numbering::tell_if_full(Diagnostics& diagnostics) const {
    const auto all = diagnostics.all();
    if (std::any_of(all.begin(), all.end(), [](const Diagnostic& d) { return d.code == Code::kRegisterUnwritable; }))
        diagnostics.report_in(Code::kMayBeTaken, file_, {series_.name});
}

bool Numbering::take(const registry::Stamp& stamp, bool& changed, Diagnostics& diagnostics) {
    auto taken = register_->reserve(request_, stamp, diagnostics);
    if (!taken) return tell_if_full(diagnostics), false;
    taken_ = std::move(*taken);
    changed = taken_.numbers.number != next_.number || taken_.numbers.total != next_.total;
    return true;
}

std::shared_ptr<const xml::Document> Numbering::with_taken(const xml::Document& brief) const {
    return with_numbers(brief, series_, taken_.numbers);
}

std::unique_ptr<reader::BriefDocument> Numbering::with_taken(const reader::BriefDocument& brief, reader::PictureSource& pictures,
                                                             Diagnostics& diagnostics) {
    return reader::read_brief(with_taken(*brief.tree), diagnostics, &pictures);
}

bool Numbering::collect(const reader::BriefDocument& brief, const std::vector<edition::CopyRange>& copies, const Layout& layout,
                        const SourceFile& catalogue, const font::FontSet& fonts, const press::Typeset& typeset, Diagnostics& diagnostics) {
    publication_ = {};
    publication_.title = title_of(brief.brief);
    take_recipients(publication_, *brief.tree);
    if (!copies.empty()) publication_.copies = 0;
    for (const edition::CopyRange& range : copies) publication_.copies += range.last - range.first + 1;
    const SourceFile& source = *brief.tree->file();
    publication_.files.push_back({"brief", path_on_record(source.name), source.sha256});
    for (const auto& [path, hash] : pictures_of(brief.brief)) {
        if (!can_be_read_again(path, diagnostics)) return false;
        publication_.files.push_back({kRoleOfPictures, path_on_record(path), hash});
    }
    for (const SourceFilePtr& file : layout.files) {
        if (!can_be_read_again(file->name, diagnostics)) return false;
        publication_.files.push_back({"layout", path_on_record(file->name), file->sha256});
    }
    publication_.files.push_back({"font", path_on_record(catalogue.name), catalogue.sha256});
    for (const auto& [path, hash] : used_fonts(typeset.document, fonts)) publication_.files.push_back({"font", path_on_record(path), hash});
    return true;
}

bool Numbering::prepare(const std::string& pdf, const registry::Stamp& stamp, Diagnostics& diagnostics) {
    publication_.files.push_back({"pdf", request_.document, sha256(pdf)});
    return register_->prepare(taken_, publication_, stamp, diagnostics);
}

bool Numbering::prepare_again(const registry::Publication& publication, const registry::Stamp& stamp, Diagnostics& diagnostics) {
    const auto same = [](const registry::File& a, const registry::File& b) { return a.path == b.path && a.sha256 == b.sha256; };
    if (const registry::Event* open = taken_.open()) {
        const auto& before = open->publication.files;
        if (std::equal(before.begin(), before.end(), publication.files.begin(), publication.files.end(), same)) return true;
        if (!register_->release(taken_, stamp, diagnostics)) return false;
    }
    return register_->prepare(taken_, publication, stamp, diagnostics);
}

void Numbering::reprint(const registry::Publication& publication, const std::string& note, const registry::Stamp& stamp,
                        Diagnostics& diagnostics) {
    Diagnostics late;
    if (register_->reprint(taken_, publication, note, stamp, late)) return;
    const std::string why = late.all().empty() ? "-" : name_of(late.all().front().code);
    diagnostics.report_in(Code::kReprintNotRecorded, request_.document, {request_.document, taken_.text, series_.name, why, file_});
}

void Numbering::issue(const registry::Stamp& stamp, Diagnostics& diagnostics) {
    Diagnostics late;
    if (register_->issue(taken_, stamp, late)) return;
    const std::string why = late.all().empty() ? "-" : name_of(late.all().front().code);
    diagnostics.report_in(Code::kPublishedNotIssued, request_.document, {request_.document, taken_.text, series_.name, why, file_});
}

void Numbering::give_up(const registry::Stamp& stamp, Diagnostics& diagnostics) {
    Diagnostics late;
    const bool recorded = register_->give_up(taken_, stamp, late);
    const auto now = recorded ? register_->find(series_.name, taken_.key, late) : std::nullopt;
    const bool anothers = !late.all().empty() && late.all().front().code == Code::kUnderWay;
    if (now && now->kept()) diagnostics.report_in(Code::kNumberKept, file_, {series_.name, now->text, place_of(now->document), now->key});
    else if (!recorded && !anothers) diagnostics.report_in(Code::kNumberPending, file_, {series_.name, taken_.text});
}

}  // namespace banxin::office
