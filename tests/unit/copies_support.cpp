// Read from the project's own files.
#include "unit/copies_support.hpp"

#include <doctest/doctest.h>

#include "font/choose.hpp"
#include "library/library.hpp"
#include "unit/font_support.hpp"

namespace banxin {

const font::FontSet& free_fonts() {
    static const font::Choice choice = [] {
        Diagnostics diagnostics;
        const font::Catalogue catalogue = font::real_catalogue();
        return font::choose(catalogue, font::installed(), true, diagnostics);
    }();
    REQUIRE(choice.fonts);
    return *choice.fonts;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

LayoutPtr layout(const std::function<std::string(std::string)>& change) {
    const std::string folder = BANXIN_SOURCE_DIR "/layouts";
    Library library;
    library.add_folder(folder);
    std::string source = font::read_file(folder + "/work-brief.xml");
    if (change) source = change(std::move(source));
    library.add_layout("work-brief", {"work-brief.xml", source});
    Diagnostics diagnostics;
    LayoutPtr out = library.layout(std::string("work-brief"), {}, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
    REQUIRE(out);
    return out;
}

std::string classified() { return replaced(font::read_file(BANXIN_SOURCE_DIR "/samples/classified-brief.xml"), "000017", "auto"); }

batch::Edition edition_of(const std::string& brief, const LayoutPtr& layout) {
    Diagnostics diagnostics;
    batch::Edition out = batch::Edition::read(xml::Document::parse(brief, "b.xml", {}, diagnostics), diagnostics);
    for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
    REQUIRE(out.brief);
    out.layout = layout;
    return out;
}

}  // namespace banxin
