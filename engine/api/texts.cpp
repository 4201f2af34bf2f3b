// Texts for people: references, the report of fonts, the register as lists.
#include <algorithm>

#include "api/engine.hpp"
#include "base/utf8.hpp"
#include "font/legacy_text.hpp"
#include "font/report.hpp"
#include "reader/schema.hpp"
#include "text/classes.hpp"

namespace banxin::api {
namespace {

std::string reference(banxin_topic topic, Language language) {
    switch (topic) {
        case BANXIN_BRIEF_REFERENCE: return reader::reference_markdown(reader::brief_schema(), language);
        case BANXIN_LAYOUT_REFERENCE: return reader::reference_markdown(reader::layout_schema(), language);
        case BANXIN_CODES_REFERENCE: return codes_markdown(language);
        case BANXIN_BRIEF_SCHEMA: return reader::relax_ng(reader::brief_schema());
        case BANXIN_LAYOUT_SCHEMA: return reader::relax_ng(reader::layout_schema());
    }
    wrong_call("topic", "must be a banxin_topic", "应为 banxin_topic 之一");
}

/// The characters of a brief's text, sorted, each once.
std::optional<std::u32string> characters_of(const banxin_source& brief, Diagnostics& diagnostics) {
    const auto bytes = bytes_of(brief, diagnostics);
    const auto document = bytes ? xml::Document::parse(*bytes, view(brief.name), {}, diagnostics) : nullptr;
    if (!document) return std::nullopt;
    std::u32string out = utf8::to_utf32(xml::string_value(document->root()).str());
    std::erase_if(out, [](char32_t c) { return c <= U' '; });
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

bool report_fonts(Engine& engine, const banxin_source* brief, Language language, std::string& out, Diagnostics& diagnostics) {
    using Subject = font::FontReport::Subject;
    engine.find_fonts(diagnostics);
    if (!engine.has_catalogue() || !engine.choice().fonts) return false;
    const auto characters = brief ? characters_of(taken_source(brief, "brief"), diagnostics) : font::gb2312_characters();
    if (!characters) return false;
    const auto report = font::make_report(engine.catalogue(), engine.choice(), brief ? Subject::kText : Subject::kGb2312, *characters,
                                          [](char32_t c) { return text::kind_of(c) == text::Kind::kWestern; });
    out = font::print(report, language);
    return true;
}

}  // namespace
}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_reference(banxin_topic topic, banxin_language language, banxin_bytes** out) {
    return guarded(nullptr, out, [&](Diagnostics&) {
        auto made = std::make_unique<banxin_bytes>();
        made->bytes = reference(topic, language_of(language));
        return made;
    });
}

banxin_status banxin_fonts_report(const banxin_engine* engine, const banxin_source* brief, banxin_language language,
                                  banxin_diagnostics* diagnostics, banxin_bytes** out) {
    if (out) *out = nullptr;
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(out, "out");
        must_be_there(engine, "engine");
        auto made = std::make_unique<banxin_bytes>();
        if (report_fonts(*engine->of, brief, language_of(language), made->bytes, found)) *out = made.release();
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

}  // extern "C"
