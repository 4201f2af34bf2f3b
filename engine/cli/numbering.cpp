// Between a brief and the register.
#include "cli/numbering.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/values.hpp"
#include "files/files.hpp"

namespace banxin::cli {
namespace {

constexpr std::string_view kOpen = "auto";

std::optional<xml::Element> child(const xml::Element& parent, std::string_view name) {
    for (const xml::Element& element : xml::child_elements(parent))
        if (element.name() == name) return element;
    return std::nullopt;
}

/// The brief has one: the reader has seen to it.
xml::Element issue_number(const reader::BriefDocument& brief) { return *child(*child(brief.tree->root(), "identity"), "issue-number"); }

std::unique_ptr<reader::BriefDocument> with_numbers(const reader::BriefDocument& brief, const registry::Series& series,
                                                    const registry::Numbers& numbers, Diagnostics& diagnostics) {
    const xml::Element element = issue_number(brief);
    std::vector<xml::Document::NewValue> values{{element, series.supplement ? "supplement" : "number", fmt::format("{}", numbers.number)}};
    if (element.attribute("total")) values.push_back({element, "total", fmt::format("{}", numbers.total.value_or(0))});
    return reader::read_brief(brief.tree->with(values), diagnostics);
}

/// Reads the file again: what is recorded is what lies on the disk.
bool add_file(std::vector<registry::File>& files, std::string role, const std::string& path, Diagnostics& diagnostics) {
    const auto bytes = read_file(path, diagnostics);
    if (bytes) files.push_back({std::move(role), absolute(path), sha256(*bytes)});
    return bytes.has_value();
}

/// The first article's title, without line breaks.
std::string title_of(const Brief& brief) {
    std::string out;
    for (const BriefBlock& block : brief.articles.front().blocks)
        if (block.kind == BlockKind::kTitle)
            for (const InlineSpan& span : block.text) out += span.text.str();
    constexpr std::string_view kLineSeparator = "\u2028";
    for (std::size_t at; (at = out.find(kLineSeparator)) != std::string::npos;) out.erase(at, kLineSeparator.size());
    return out;
}

void take_distribution(registry::Publication& publication, const reader::BriefDocument& brief) {
    const auto distribution = child(brief.tree->root(), "distribution");
    if (!distribution) return;
    if (const auto copies = distribution->attribute("copies")) publication.copies = parse_number(copies->value).value_or(0);
    for (const xml::Element& group : xml::child_elements(*distribution))
        for (const xml::Element& to : xml::child_elements(group)) {
            const std::string name = xml::string_value(to).str();
            const std::size_t first = name.find_first_not_of(" \t\n");
            publication.shares.push_back({name.substr(first, name.find_last_not_of(" \t\n") + 1 - first)});
        }
}

std::set<std::string> used_fonts(const display::Document& document, const font::FontSet& fonts) {
    std::set<std::string> out;
    for (const display::Page& page : document.pages)
        for (const display::Item& item : page.items)
            if (const auto* run = std::get_if<display::GlyphRun>(&item)) out.insert(fonts.source(run->face).path);
    return out;
}

}  // namespace

bool is_numbered(const reader::BriefDocument& brief, Diagnostics& diagnostics) {
    bool out = true;
    for (const xml::Attribute& a : issue_number(brief).attributes()) {
        if (a.value != kOpen) continue;
        diagnostics.report(Code::kNumberOpen, a.value_pos);
        out = false;
    }
    return out;
}

std::unique_ptr<Numbering> Numbering::open(const Options& options, const reader::BriefDocument& brief, const std::string& output,
                                           Diagnostics& diagnostics) {
    auto out = std::make_unique<Numbering>();
    hold(options.register_file, false);  // recovery waits until this program ends
    out->register_ = registry::Register::open(options.register_file, diagnostics);
    const auto series = out->register_ ? out->register_->series(options.series, diagnostics) : std::nullopt;
    if (!series) return nullptr;
    out->series_ = *series;
    out->request_.series = series->name;
    out->request_.year = brief.brief.identity.year;
    out->request_.document = output.empty() ? "" : absolute(output);
    out->request_.replaces = options.replaces;

    const xml::Element element = issue_number(brief);
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

std::unique_ptr<reader::BriefDocument> Numbering::with_next(const reader::BriefDocument& brief, Diagnostics& diagnostics) {
    const auto next = register_->next(request_, diagnostics);
    if (!next) return nullptr;
    next_ = *next;
    return with_numbers(brief, series_, next_, diagnostics);
}

bool Numbering::take(const registry::Stamp& stamp, bool& changed, Diagnostics& diagnostics) {
    auto taken = register_->reserve(request_, stamp, diagnostics);
    if (!taken) return false;
    taken_ = std::move(*taken);
    changed = taken_.numbers.number != next_.number || taken_.numbers.total != next_.total;
    return true;
}

std::unique_ptr<reader::BriefDocument> Numbering::with_taken(const reader::BriefDocument& brief, Diagnostics& diagnostics) {
    return with_numbers(brief, series_, taken_.numbers, diagnostics);
}

bool Numbering::prepare(const reader::BriefDocument& brief, const Layout& layout, const font::FontSet& fonts, const press::Typeset& typeset,
                        const std::string& pdf, const registry::Stamp& stamp, Diagnostics& diagnostics) {
    registry::Publication publication;
    publication.title = title_of(brief.brief);
    take_distribution(publication, brief);
    bool read = add_file(publication.files, "brief", brief.tree->file()->name, diagnostics);
    for (const SourceFilePtr& file : layout.files) read = read && add_file(publication.files, "layout", file->name, diagnostics);
    for (const std::string& path : used_fonts(typeset.document, fonts))
        read = read && add_file(publication.files, "font", path, diagnostics);
    publication.files.push_back({"pdf", request_.document, sha256(pdf)});
    return read && register_->prepare(taken_, publication, stamp, diagnostics);
}

bool Numbering::issue(const registry::Stamp& stamp, Diagnostics& diagnostics) { return register_->issue(taken_, stamp, diagnostics); }

void Numbering::give_up(const registry::Stamp& stamp) {
    Diagnostics ignored;  // what cannot be recorded now, recovery will find
    register_->give_up(taken_, stamp, ignored);
}

}  // namespace banxin::cli
