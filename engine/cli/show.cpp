// fonts, schema, reference: what the program knows, printed.
#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "files/files.hpp"
#include "font/legacy_text.hpp"
#include "font/report.hpp"
#include "reader/schema.hpp"
#include "text/classes.hpp"
#include "xml/document.hpp"

namespace banxin::cli {
namespace {

/// The characters of a brief's text, sorted, each once.
std::optional<std::u32string> characters_of(const std::string& path, Diagnostics& diagnostics) {
    const auto bytes = read_file(path, diagnostics);
    const auto document = bytes ? xml::Document::parse(*bytes, path, {}, diagnostics) : nullptr;
    if (!document) return std::nullopt;
    std::u32string out = utf8::to_utf32(xml::string_value(document->root()).str());
    std::erase_if(out, [](char32_t c) { return c <= U' '; });
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

void show_fonts(const Options& options, Diagnostics& diagnostics) {
    const auto catalogue = own_catalogue(diagnostics);
    if (!catalogue) return;
    const font::FontIndex index = index_fonts(options);
    const font::Choice choice = font::choose(*catalogue, index, options.free_fonts, diagnostics);
    using Subject = font::FontReport::Subject;
    const bool text = !options.brief.empty();
    const auto characters = text ? characters_of(options.brief, diagnostics) : font::gb2312_characters();
    if (!characters) return;
    const auto report = font::make_report(*catalogue, choice, text ? Subject::kText : Subject::kGb2312, *characters,
                                          [](char32_t c) { return text::kind_of(c) == text::Kind::kWestern; });
    write_file("-", font::print(report, options.language), diagnostics);
}

void show_schema(const Options& options, Diagnostics& diagnostics) {
    write_file("-", reader::relax_ng(options.topic == "brief" ? reader::brief_schema() : reader::layout_schema()), diagnostics);
}

void show_reference(const Options& options, Diagnostics& diagnostics) {
    const reader::Schema& schema = options.topic == "brief" ? reader::brief_schema() : reader::layout_schema();
    const std::string text =
        options.topic == "codes" ? codes_markdown(options.language) : reader::reference_markdown(schema, options.language);
    write_file("-", text, diagnostics);
}

}  // namespace banxin::cli
