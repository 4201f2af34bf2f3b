// Languages of rows against that of the brief.
#include "compose/forms.hpp"

namespace banxin::compose {
namespace {

enum class Forms { kOther, kSimplified, kTraditional };

Forms forms_of(std::string_view lang) {
    const auto is = [&](std::string_view tag) { return lang == tag || (lang.starts_with(tag) && lang[tag.size()] == '-'); };
    for (const std::string_view tag : {"zh-Hant", "zh-TW", "zh-HK", "zh-MO"})
        if (is(tag)) return Forms::kTraditional;
    return is("zh") ? Forms::kSimplified : Forms::kOther;
}

/// The language of a row's first words; empty: none.
std::string_view lang_of(const Block& block) {
    const auto* row = std::get_if<RowBlock>(&block.content);
    if (!row) return {};
    for (const Paragraph* part : {&row->left, &row->centre, &row->right})
        if (!part->empty()) return part->spans.front().chars->lang;
    return {};
}

}  // namespace

void check_forms(const Composition& composition, const reader::BriefDocument& brief, const std::string& layout, Diagnostics& diagnostics) {
    const Forms wanted = forms_of(brief.brief.lang);
    if (!brief.brief.lang_told || wanted == Forms::kOther) return;
    for (const std::vector<Block>* blocks : {&composition.masthead, &composition.colophon})
        for (const Block& block : *blocks) {
            const std::string_view lang = lang_of(block);
            if (forms_of(lang) == Forms::kOther || forms_of(lang) == wanted) continue;
            diagnostics.report(Code::kOtherForms, brief.tree->root().attribute("lang")->value_pos, {brief.brief.lang, layout, lang});
            return;
        }
}

}  // namespace banxin::compose
