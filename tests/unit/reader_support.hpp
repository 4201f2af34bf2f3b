// Briefs and layouts from strings, with what the reader said of them: "BX1103@2:5 ...".
#pragma once

#include <map>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "reader/brief_reader.hpp"
#include "reader/layout_reader.hpp"
#include "xml/document.hpp"

namespace banxin::test {

inline std::string said(const Diagnostics& diagnostics) {
    Diagnostics sorted = diagnostics;
    sorted.sort();
    std::string out;
    for (const Diagnostic& d : sorted.all()) out += fmt::format("{}{}@{}:{}", out.empty() ? "" : " ", name_of(d.code), d.line, d.column);
    return out;
}

inline std::shared_ptr<const xml::Document> parsed(std::string_view text, Diagnostics& diagnostics, std::string_view name = "test.xml") {
    return xml::Document::parse(text, name, {}, diagnostics);
}

/// Layouts that exist for `extends`.
class Layouts : public reader::LayoutSource {
  public:
    std::map<std::string, std::string, std::less<>> texts;
    std::shared_ptr<const xml::Document> layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) override {
        const auto found = texts.find(name);
        if (found != texts.end()) return parsed(found->second, diagnostics, found->first);
        diagnostics.report(Code::kNoLayout, where, {name, "the test"});
        return nullptr;
    }
};

inline constexpr std::string_view kBase =
    "<layout version='1' name='base'>"
    "<size name='3号' points='16pt'/><size name='小初' points='36pt'/>"
    "<page paper='210mm 297mm' head='37mm' gutter='28mm' text-block='156mm 225mm' rows='22' cells='28' frame='16pt'/>"
    "<ink name='black' cmyk='0 0 0 100'/><ink name='red' cmyk='0 80 80 0'/>"
    "<kinsoku name='gb' not-at-start='，。' not-at-end='（'/>"
    "<format name='date' kind='date' pattern='{year}年{month}月{day}日'/><format name='chinese' kind='chinese-number'/>"
    "<format name='three' kind='number' digits='3'/><format name='plain' kind='number'/>"
    "<style name='body' face='fangsong' latin='latin' size='3号' cell='grid' ink='black' kinsoku='gb' indent='2字'/>"
    "<style name='kai' based-on='body' face='kaiti' ink='red'/>"
    "<inline for='em' style='kai'/><flow><part of='article'><block for='title' style='body'/><block for='p' style='body'/></part></flow>"
    "</layout>";

/// A layout that extends kBase by `more`; null after an error.
inline LayoutPtr layout_with(std::string_view more, Diagnostics& diagnostics) {
    Layouts source;
    source.texts.emplace("base", kBase);
    auto document = parsed(fmt::format("<layout version='1' name='test' extends='base'>\n{}</layout>", more), diagnostics);
    return document ? reader::read_layout(std::move(document), source, diagnostics) : nullptr;
}

inline constexpr std::string_view kIdentity =
    "<identity><name>简报</name><issue-number year='2024' number='15' "
    "total='208'/><issuer>办公室</issuer><date>2024-03-01</date></identity>";

inline std::unique_ptr<reader::BriefDocument> brief_of(std::string_view whole, Diagnostics& diagnostics) {
    auto document = parsed(whole, diagnostics);
    return document ? reader::read_brief(std::move(document), diagnostics) : nullptr;
}

/// A brief whose only article has a title and this content.
inline std::unique_ptr<reader::BriefDocument> article_of(std::string_view content, Diagnostics& diagnostics, std::string_view after = {}) {
    return brief_of(fmt::format("<brief version='1'>{}<article><title>题</title>{}</article>{}</brief>", kIdentity, content, after),
                    diagnostics);
}

}  // namespace banxin::test
