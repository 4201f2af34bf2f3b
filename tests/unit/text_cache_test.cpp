// A paragraph that was set before is given as if it were set anew: glyphs, places, nodes, sources.
#include <chrono>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "property/setting.hpp"
#include "text/paragraph_cache.hpp"

namespace banxin {
namespace {

constexpr std::string_view kText = "全区42所中小学3月2日开学，更换老化的线路；“第一课”讲的是交通安全——由民警来上。";

struct Fixture {
    LayoutPtr layout = property::layout_with("");
    const Style& style = layout->styles.find("body")->second;
    CharStyle bold = style.chars;
    SourceFile brief{"b.xml"}, table{"t.csv"};

    /// In two spans, the middle of the first taken from elsewhere.
    Paragraph paragraph(std::uint32_t line, NodeId node) {
        bold.face = "heiti";
        Paragraph out{&style, {}, node, {&brief, line, 1}};
        const std::size_t a = kText.find("3月"), b = kText.find("更换"), c = kText.find("讲的");
        SourceText first(kText.substr(0, a), {&brief, line, 9});
        first.append(kText.substr(a, b - a), {&table, line + 7, 3});
        first.append(kText.substr(b, c - b), {&brief, line, 50});
        out.spans.push_back({first, &style.chars, node});
        out.spans.push_back({SourceText(kText.substr(c), {&brief, line + 1, 2}), &bold, node + 1});
        return out;
    }
};

std::string described(const text::ComposedParagraph& set) {
    std::string out;
    const auto place = [](SourcePos p) { return fmt::format("{}:{}:{}", p.file->name, p.line, p.column); };
    for (const text::Line& line : set.lines) {
        out += fmt::format("line {} {} {}\n", place(line.source), line.left.units, line.right.units);
        for (const display::GlyphRun& run : line.runs) {
            out += fmt::format("{} {} {} {}", place(run.source), run.text, run.node, run.origin.x.units);
            for (const display::Glyph& g : run.glyphs) out += fmt::format(" {}@{}", g.id, g.x.units);
            out += '\n';
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a paragraph of many pages is set in the time that it takes without memory of others") {
    Fixture f;
    text::Composer composer(property::free_fonts(), {});
    Diagnostics none;
    std::string text;
    for (int i = 0; i < 1'000; ++i) text += fmt::format("第{}校，{}", i, kText);
    const Paragraph paragraph{&f.style, {{SourceText(text, {&f.brief, 1, 1}), &f.style.chars, 3}}, 3, {&f.brief, 1, 1}};
    const auto seconds = [](auto work) {
        const auto began = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    const Length measure = f.layout->page.block_width;
    composer.compose(paragraph, measure, {}, none);  // opens the faces
    const double anew = seconds([&] { composer.compose(paragraph, measure, {}, none); });
    text::ParagraphCache cache;
    CHECK(seconds([&] { cache.compose(composer, paragraph, measure, {}, none); }) < 4 * anew);
}

TEST_CASE("what was set before is as if set anew") {
    Fixture f;
    text::Composer composer(property::free_fonts(), {});
    text::ParagraphCache cache;
    Diagnostics none;
    for (const auto& [line, node] : {std::pair(3u, 5u), std::pair(3u, 5u), std::pair(40u, 2u), std::pair(7u, 90u)}) {
        const Paragraph paragraph = f.paragraph(line, node);
        const Length measure = f.layout->page.block_width;
        const std::string anew = described(composer.compose(paragraph, measure, {}, none));
        CHECK(described(cache.compose(composer, paragraph, measure, {}, none)) == anew);
        CHECK(anew.find("t.csv") != anew.npos);
    }
}

TEST_CASE("another look, measure or text is set for itself") {
    Fixture f;
    text::Composer composer(property::free_fonts(), {});
    text::ParagraphCache cache;
    Diagnostics none;
    const Length measure = f.layout->page.block_width;
    cache.compose(composer, f.paragraph(3, 5), measure, {}, none);
    Paragraph other = f.paragraph(3, 5);
    other.spans[1].chars = &f.style.chars;
    CHECK(described(cache.compose(composer, other, measure, {}, none)) == described(composer.compose(other, measure, {}, none)));
    const Paragraph same = f.paragraph(3, 5);
    const Length narrow = scale(measure, 1, 2);
    CHECK(described(cache.compose(composer, same, narrow, {}, none)) == described(composer.compose(same, narrow, {}, none)));
    CHECK(described(cache.compose(composer, same, measure, scale(measure, 1, 9), none)) ==
          described(composer.compose(same, measure, scale(measure, 1, 9), none)));
}

TEST_CASE("what is reported is reported each time") {
    Fixture f;
    text::Composer composer(property::free_fonts(), {});
    text::ParagraphCache cache;
    const Paragraph paragraph{&f.style, {{SourceText("\U000F0000", {&f.brief, 1, 1}), &f.style.chars, 1}}, 1, {&f.brief, 1, 1}};
    for (int i = 0; i < 2; ++i) {
        Diagnostics found;
        cache.compose(composer, paragraph, f.layout->page.block_width, {}, found);
        CHECK(found.failed());
    }
}

}  // namespace banxin
