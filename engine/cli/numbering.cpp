// Between a brief and the register.
#include "cli/numbering.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/values.hpp"
#include "cli/on_record.hpp"
#include "files/files.hpp"

namespace banxin::cli {
namespace {

constexpr std::string_view kOpen = "auto";

std::optional<xml::Element> child(const xml::Element& parent, std::string_view name) {
    for (const xml::Element& element : xml::child_elements(parent))
        if (element.name() == name) return element;
    return std::nullopt;
}

std::optional<xml::Element> issue_number(const xml::Document& brief) {
    const auto identity = child(brief.root(), "identity");
    return identity ? child(*identity, "issue-number") : std::nullopt;
}

std::shared_ptr<const xml::Document> with_numbers(const xml::Document& brief, const registry::Series& series,
                                                  const registry::Numbers& numbers) {
    const xml::Element element = *issue_number(brief);  // open() has seen it
    std::vector<xml::Document::NewValue> values{{element, series.supplement ? "supplement" : "number", fmt::format("{}", numbers.number)}};
    if (element.attribute("total")) values.push_back({element, "total", fmt::format("{}", numbers.total.value_or(0))});
    return brief.with(values);
}

bool add_file(std::vector<registry::File>& files, const char* role, const std::string& path, Diagnostics& diagnostics) {
    auto file = record_of(role, path, diagnostics);
    if (file) files.push_back(std::move(*file));
    return file.has_value();
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

void take_distribution(registry::Publication& publication, const reader::BriefDocument& brief) {
    const auto distribution = child(brief.tree->root(), "distribution");
    if (!distribution) return;
    if (const auto copies = distribution->attribute("copies")) publication.copies = parse_number(copies->value).value_or(0);
    for (const xml::Element& group : xml::child_elements(*distribution))
        for (const xml::Element& to : xml::child_elements(group)) publication.shares.push_back({in_one_line(xml::string_value(to).str())});
}

std::set<std::string> used_fonts(const display::Document& document, const font::FontSet& fonts) {
    std::set<std::string> out;
    for (const display::Page& page : document.pages)
        for (const display::Item& item : page.items)
            if (const auto* run = std::get_if<display::GlyphRun>(&item)) out.insert(fonts.source(run->face).path);
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

bool is_numbered(const xml::Document& brief, Diagnostics& diagnostics) {
    bool out = true;
    const auto element = issue_number(brief);
    for (const xml::Attribute& a : element ? element->attributes() : std::vector<xml::Attribute>{}) {
        if (a.value != kOpen) continue;
        diagnostics.report(Code::kNumberOpen, a.value_pos);
        out = false;
    }
    return out;
}

std::unique_ptr<Numbering> Numbering::open(const Options& options, const xml::Document& brief, const std::string& output,
                                           Diagnostics& diagnostics) {
    const auto found = issue_number(brief);
    if (!found) return diagnostics.report(Code::kNumberOfTheRun, brief.root().pos()), nullptr;
    const xml::Element& element = *found;
    for (const xml::Attribute& a : element.attributes())
        if (a.value.find('{') != std::string_view::npos) return diagnostics.report(Code::kNumberOfTheRun, a.value_pos), nullptr;
    auto out = std::make_unique<Numbering>();
    hold(options.register_file, false);  // recovery waits until this program ends
    const auto use = output.empty() ? registry::Register::For::kReading : registry::Register::For::kWriting;
    out->register_ = registry::Register::open(options.register_file, use, diagnostics);
    out->file_ = options.register_file;
    const auto series = out->register_ ? out->register_->series(options.series, diagnostics) : std::nullopt;
    if (!series) return nullptr;
    const auto year = element.attribute("year");
    out->series_ = *series;
    out->request_.series = series->name;
    out->request_.year = year ? parse_number(year->value).value_or(0) : 0;
    out->request_.document = output.empty() ? "" : absolute(output);
    out->request_.replaces = options.replaces;

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
    if (number->value != kOpen) out->request_.number = typed(*number);
    if (total && total->value != kOpen) out->request_.total = typed(*total);
    return out;
}

std::shared_ptr<const xml::Document> Numbering::with_next(const xml::Document& brief, Diagnostics& diagnostics) {
    const auto next = register_->next(request_, diagnostics);
    if (!next) return nullptr;
    next_ = *next;
    return with_numbers(brief, series_, next_);
}

std::unique_ptr<reader::BriefDocument> Numbering::with_next(const reader::BriefDocument& brief, Diagnostics& diagnostics) {
    auto tree = with_next(*brief.tree, diagnostics);
    return tree ? reader::read_brief(std::move(tree), diagnostics) : nullptr;
}

bool Numbering::take_up(Diagnostics& diagnostics) {
    auto found = register_->made_for(series_.name, request_.document, diagnostics);
    if (!found) return !diagnostics.failed();
    // A number that was reserved by hand is the run's only where the brief names it.
    const bool meant = request_.number ? request_.number->value == found->numbers.number : !found->document.empty();
    if (meant) taken_ = std::move(*found);
    return true;
}

bool Numbering::take(const registry::Stamp& stamp, bool& changed, Diagnostics& diagnostics) {
    auto taken = register_->reserve(request_, stamp, diagnostics);
    if (!taken) return false;
    taken_ = std::move(*taken);
    changed = taken_.numbers.number != next_.number || taken_.numbers.total != next_.total;
    return true;
}

std::shared_ptr<const xml::Document> Numbering::with_taken(const xml::Document& brief) const {
    return with_numbers(brief, series_, taken_.numbers);
}

std::unique_ptr<reader::BriefDocument> Numbering::with_taken(const reader::BriefDocument& brief, Diagnostics& diagnostics) {
    return reader::read_brief(with_taken(*brief.tree), diagnostics);
}

bool Numbering::collect(const reader::BriefDocument& brief, const std::string& brief_sha256, const Layout& layout,
                        const font::FontSet& fonts, const press::Typeset& typeset, Diagnostics& diagnostics) {
    publication_ = {};
    publication_.title = title_of(brief.brief);
    take_distribution(publication_, brief);
    publication_.files.push_back({"brief", absolute(brief.tree->file()->name), brief_sha256});
    bool read = true;
    for (const SourceFilePtr& file : layout.files) read = read && add_file(publication_.files, "layout", file->name, diagnostics);
    for (const std::string& path : used_fonts(typeset.document, fonts))
        read = read && add_file(publication_.files, "font", path, diagnostics);
    return read;
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

void Numbering::issue(const registry::Stamp& stamp, Diagnostics& diagnostics) {
    Diagnostics late;
    if (register_->issue(taken_, stamp, late)) return;
    const std::string why = late.all().empty() ? "-" : name_of(late.all().front().code);
    diagnostics.report_in(Code::kPublishedNotIssued, request_.document, {request_.document, taken_.text, series_.name, why, file_});
}

void Numbering::give_up(const registry::Stamp& stamp) {
    Diagnostics ignored;  // what cannot be recorded now, recovery will find
    register_->give_up(taken_, stamp, ignored);
}

}  // namespace banxin::cli
