// Fonts, layouts and paragraphs for tests of composition.
#include "property/setting.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "font/choose.hpp"
#include "reader/layout_reader.hpp"
#include "xml/document.hpp"

namespace banxin::property {
namespace {

std::shared_ptr<const xml::Document> parse(const std::string& bytes, const std::string& name, Diagnostics& diagnostics) {
    return xml::Document::parse(bytes, name, {}, diagnostics);
}

std::shared_ptr<const xml::Document> read(const std::string& path, Diagnostics& diagnostics) {
    std::ifstream in(path, std::ios::binary);
    return parse({std::istreambuf_iterator<char>(in), {}}, path, diagnostics);
}

class Layouts : public reader::LayoutSource {
  public:
    std::shared_ptr<const xml::Document> layout(std::string_view name, SourcePos, Diagnostics& diagnostics) override {
        return read(BANXIN_SOURCE_DIR "/layouts/" + std::string(name) + ".xml", diagnostics);
    }
};

std::vector<std::string> folders() {
    std::vector<std::string> out{""};
    for (const char c : std::string_view(BANXIN_FONT_DIRS)) {
        if (c == ':') out.emplace_back();
        else out.back() += c;
    }
    return out;
}

[[noreturn]] void give_up(const Diagnostics& diagnostics) {
    throw std::runtime_error(diagnostics.all().empty() ? "no document" : render(diagnostics.all().front(), Language::kEnglish));
}

}  // namespace

const font::FontSet& free_fonts() {
    static const std::unique_ptr<font::FontSet> fonts = [] {
        Diagnostics diagnostics;
        const auto document = read(BANXIN_SOURCE_DIR "/fonts/fonts.xml", diagnostics);
        const auto catalogue = document ? font::read_catalogue(*document, diagnostics) : std::nullopt;
        if (!catalogue) give_up(diagnostics);
        font::Choice choice = font::choose(*catalogue, font::build_index(folders(), nullptr), true, diagnostics);
        if (!choice.fonts) give_up(diagnostics);
        return std::move(choice.fonts);
    }();
    return *fonts;
}

LayoutPtr layout_with(std::string_view elements) {
    Diagnostics diagnostics;
    Layouts layouts;
    const auto document =
        parse("<layout version=\"1\" name=\"test\" extends=\"work-brief\">" + std::string(elements) + "</layout>", "test", diagnostics);
    LayoutPtr out = document ? reader::read_layout(document, layouts, diagnostics) : nullptr;
    if (!out) give_up(diagnostics);
    return out;
}

Setting::Setting(text::Composer& composer, std::string_view written, const Style& style, Length measure) {
    paragraph.style = &style;
    paragraph.spans.push_back({SourceText(written, {&file, 1, 1}), &style.chars, 0});
    composed = composer.compose(paragraph, measure, {}, diagnostics);
}

bool Setting::reported(Code code, const text::Line& line) const {
    for (const Diagnostic& d : diagnostics.all())
        if (d.code == code && d.column == line.source.column) return true;
    return false;
}

std::string Setting::text_of(std::size_t line) const {
    std::string out;
    for (const display::GlyphRun& run : composed.lines[line].runs) out += run.text;
    return out;
}

}  // namespace banxin::property
