// Layout x brief -> blocks: values, conditions, repetition, numbers and dates, headings, marks, metadata.
#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "compose/composition.hpp"
#include "compose/numerals.hpp"
#include "compose/typed_number.hpp"
#include "unit/reader_support.hpp"

using namespace banxin;
using namespace banxin::test;

namespace {

/// A layout and a brief that must read, composed.
struct Composed {
    Diagnostics diagnostics;
    compose::Queries queries;
    compose::Budget budget;
    LayoutPtr layout;
    std::unique_ptr<reader::BriefDocument> brief;
    compose::Composition blocks;

    Composed(std::string_view layout_text, std::string_view content, std::string_view after = {}) {
        layout = layout_with(layout_text, diagnostics);
        brief = article_of(content, diagnostics, after);
        REQUIRE_MESSAGE((layout && brief), test::said(diagnostics));
        blocks = compose::compose(*layout, *brief, {7}, queries, budget, diagnostics);
    }
    std::string said() const { return test::said(diagnostics); }
};

std::string text_of(const Paragraph& paragraph) {
    std::string out;
    for (const Span& span : paragraph.spans) out += span.text.str();
    return out;
}

std::string text_of(const Block& block) {
    if (const auto* text = std::get_if<TextBlock>(&block.content)) return fmt::format("{}{}", text_of(text->label), text_of(text->text));
    if (const auto* row = std::get_if<RowBlock>(&block.content))
        return fmt::format("{}|{}|{}", text_of(row->left), text_of(row->centre), text_of(row->right));
    return std::holds_alternative<RuleBlock>(block.content) ? "--" : "";
}

/// The texts of the blocks, with / between.
std::string texts(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks) out += fmt::format("{}{}", out.empty() ? "" : "/", text_of(block));
    return out;
}

/// What one row of a masthead with this content prints, or what is said of it.
std::string row(std::string_view content, std::string_view after = {}) {
    const Composed composed(fmt::format("<masthead><row style='body'>{}</row></masthead>", content), "<p>文</p>", after);
    return composed.said().empty() ? texts(composed.blocks.masthead) : composed.said();
}

/// The flow of an article under these block rules.
std::string flow(std::string_view rules, std::string_view content) {
    const Composed composed(
        fmt::format("<style name='h' based-on='body' run-in='if-stopped'/><style name='always' based-on='body' run-in='always'/>"
                    "<inline for='em' style='kai'/><flow><part of='article'><block for='title' style='body'/>{}</part></flow>",
                    rules),
        content);
    return texts(composed.blocks.flow).substr(std::string("题/").size()) +
           (composed.said().empty() ? "" : fmt::format(" {}", composed.said()));
}

constexpr std::string_view kHeadings =
    "<block for='heading' level='1' style='h'><number as='chinese'/>、<content/></block><block for='heading' style='h'>（<number "
    "as='chinese'/>）<content/></block>"
    "<block for='p' style='body'/>";

}  // namespace

TEST_CASE("Chinese numerals") {
    using compose::chinese_number;
    CHECK(chinese_number(0) == "零");
    CHECK(chinese_number(10) == "十");
    CHECK(chinese_number(15) == "十五");
    CHECK(chinese_number(20) == "二十");
    CHECK(chinese_number(110) == "一百一十");
    CHECK(chinese_number(208) == "二百零八");
    CHECK(chinese_number(1'010) == "一千零一十");
    CHECK(chinese_number(10'000) == "一万");
    CHECK(chinese_number(10'010) == "一万零一十");
    CHECK(chinese_number(120'305) == "十二万零三百零五");
    CHECK(chinese_number(100'000'000) == "一亿");
    CHECK(chinese_number(100'000'001) == "一亿零一");
    CHECK(chinese_number(1'000'010'000) == "十亿零一万");
    CHECK(chinese_number(100'001'000) == "一亿零一千");
    CHECK(chinese_number(2'147'483'647) == "二十一亿四千七百四十八万三千六百四十七");
    CHECK(compose::chinese_digits(2'019) == "二〇一九");
    CHECK(compose::chinese_digits(2'000) == "二〇〇〇");
}

TEST_CASE("dates and numbers by format") {
    const Date day{2024, 3, 9};
    const auto date = [&](std::string_view pattern) {
        return compose::print_date(day, {"", ValueFormat::Kind::kDate, std::string(pattern), 0});
    };
    CHECK(date("{year}年{month}月{day}日") == "2024年3月9日");
    CHECK(date("{year}-{month2}-{day2}") == "2024-03-09");
    CHECK(date("{chinese-year}年{chinese-month}月{chinese-day}日") == "二〇二四年三月九日");
    CHECK(date("日") == "日");
    CHECK(compose::print_number(37, {"", ValueFormat::Kind::kNumber, "", 6}) == "000037");
    CHECK(compose::print_number(1'234'567, {"", ValueFormat::Kind::kNumber, "", 6}) == "1234567");
}

TEST_CASE("typed heading numbers are known from figures and words") {
    const auto typed = [](std::string_view heading) { return heading.substr(0, compose::typed_number_length(heading)); };
    for (const std::string_view number : {"一、", "十二、", "（一）", "(一)", "（12）", "1.", "12．", "3、", "1. ", "（1） ", "２．"})
        CHECK(typed(std::string(number) + "标题") == number);
    for (const std::string_view heading :
         {"一是抓落实", "3.5万人", "2024年工作", "十项措施", "（试行）办法", "1:2的比例", "标题一、", "", "一", "(", "（一"})
        CHECK(typed(heading) == "");
}

TEST_CASE("values: texts, attributes, formats, defaults, what is missing") {
    CHECK(row("第<value of='identity/issue-number/@number'/>期") == "第15期");
    CHECK(row("<value of='identity/issue-number/@number' as='chinese'/>") == "十五");
    CHECK(row("<value of='identity/issue-number/@number' as='three'/>") == "015");
    CHECK(row("<value of='identity/date' as='date'/>") == "2024年3月1日");
    CHECK(row("<value of='count(article)'/>") == "1");
    CHECK(row("<value of='identity/urgency' default='平件'/>") == "平件");
    CHECK(row("甲<value of='identity/urgency' default=''/>乙") == "甲乙");
    CHECK(row("<value of='identity/urgency'/>") == fmt::format("BX1501@1:{}", std::string("<brief version='1'>").size() + 1));
    CHECK(row("<value of='identity/name' as='date'/>").starts_with("BX1502"));
    CHECK(row("<value of='identity/name' as='plain'/>").starts_with("BX1503"));
    CHECK(row("<page-count/>/<page-count as='chinese'/>") == "7/七");
}

TEST_CASE("values lose line ends as running text does") {
    constexpr std::string_view kTwoLines =
        "<distribution><recipients role='send'><to>市委\n   办公室</to><to>Work\nPlan</to></recipients></distribution>";
    CHECK(row("<each of='distribution/recipients/to' separator='，'><value of='.'/></each>", kTwoLines) == "市委办公室，Work Plan");
}

TEST_CASE("when, choose, each") {
    CHECK(row("甲<when test='identity/urgency'>急</when>乙<when test='identity/name'>名</when>") == "甲乙名");
    constexpr std::string_view kChoose =
        "<choose><when test='identity/issue-number/@supplement'>增刊</when><when test='identity/issue-number/@number &gt; 9'>多</when>"
        "<when test='true()'>少</when><otherwise>无</otherwise></choose>";
    CHECK(row(kChoose) == "多");
    CHECK(row("<choose><when test='false()'>甲</when></choose>乙") == "乙");
    CHECK(row("<choose><when test='false()'>甲</when><otherwise>乙</otherwise></choose>") == "乙");
    constexpr std::string_view kTwo =
        "<distribution><recipients role='send'><to>甲</to><to>乙</to></recipients><recipients "
        "role='report'><to>丙</to></recipients></distribution>";
    CHECK(row("<each of='distribution/recipients' separator='；'><value of='@role'/>：<each of='to' separator='、'><value "
              "of='.'/></each></each>",
              kTwo) == "send：甲、乙；report：丙");
    CHECK(row("<each of='distribution/nobody' separator='；'>x</each>无") == "无");
}

TEST_CASE("rows: parts, labels, rules, blanks; an empty row is no row") {
    const Composed composed(
        "<masthead><row style='body'><left>左</left><right style='kai'><value of='identity/date' as='date'/></right></row><blank rows='2'/>"
        "<rule ink='red' thickness='1mm'/><row style='body'><label>报：</label>甲</row>"
        "<row style='body'><left><when test='false()'>无</when></left></row><row style='body'><when test='false()'>无</when></row>"
        "<each of='article/p'><row style='body'><value of='.'/></row></each>"
        "<choose><when test='false()'><row style='body'>甲</row></when><otherwise><row "
        "style='body'>乙</row></otherwise></choose></masthead>",
        "<p>一</p><p>二</p>");
    CHECK(composed.said() == "");
    CHECK(texts(composed.blocks.masthead) == "左||2024年3月1日//--/报：甲/一/二/乙");
    const auto& parts = std::get<RowBlock>(composed.blocks.masthead[0].content);
    CHECK(parts.right.spans.front().chars->face == "kaiti");
    CHECK(parts.left.spans.front().chars->face == "fangsong");
}

TEST_CASE("headings are numbered by the layout; what was typed goes and is reported") {
    CHECK(flow(kHeadings,
               "<section><heading>甲</heading><p>文</p><section><heading>乙</heading></section></section><section><heading>丙</heading></"
               "section>") == "一、甲/文/（一）乙/二、丙");
    CHECK(flow(kHeadings, "<section>\n<heading>一、甲</heading></section>") == "一、甲 BX1506@2:10");
    CHECK(flow(kHeadings, "<section>\n<heading>（三） 甲</heading></section>") == "一、甲 BX1506@2:10");
    CHECK(flow("<block for='heading' style='h'/>", "<section><heading>一、甲</heading></section>") ==
          "一、甲");  // this layout does not number
}

TEST_CASE("a heading that ends a sentence runs into its paragraph; the paragraph's style sets the lines") {
    CHECK(flow(kHeadings, "<section><heading>甲。</heading><p>文</p><p>又</p></section>") == "一、甲。文/又");
    CHECK(flow(kHeadings, "<section><heading>甲</heading><p>文</p></section>") == "一、甲/文");
    CHECK(flow(kHeadings, "<section><heading>甲？</heading><section><heading>乙！</heading><p>文</p></section></section>") ==
          "一、甲？/（一）乙！文");
    CHECK(flow("<block for='heading' style='always'/><block for='p' style='body'/>", "<section><heading>甲</heading><p>文</p></section>") ==
          "甲文");
    const Composed composed(
        "<style name='h' based-on='kai' run-in='if-stopped'/><flow><part of='article'><block for='title' style='body'/>"
        "<block for='heading' style='h' bookmark='2'/><block for='p' style='body'/></part></flow>",
        "<section><heading>甲。</heading><p>文</p></section>");
    const Block& block = composed.blocks.flow.at(1);
    const auto& text = std::get<TextBlock>(block.content);
    CHECK(block.style->name == "body");
    CHECK(text.text.spans.at(0).chars->face == "kaiti");
    CHECK(text.text.spans.at(1).chars->face == "fangsong");
    CHECK(text.outline_title == "甲。");
    CHECK(text.outline_level == 2);
    CHECK(text.text.spans.at(0).node != text.text.spans.at(1).node);
}

TEST_CASE("the first rule that fits is taken: level, first of its kind, test") {
    CHECK(flow("<block for='p' at='first' style='body'>按：<content/></block><block for='p' test='contains(., \"急\")' "
               "style='body'>！<content/></block>"
               "<block for='p' style='body'/>",
               "<p>甲急</p><p>乙急</p><p>丙</p>") == "按：甲急/！乙急/丙");
    CHECK(flow("<block for='p' style='body'/>", "<p>甲</p>\n<contributor>某</contributor>") == "甲 BX1504@2:1");
}

TEST_CASE("marked text takes the mark's face and ink, and stays in the size and cell around it") {
    const Composed composed(
        "<size name='大' points='20pt'/><style name='big' based-on='body' size='20pt' cell='own' grid='no' pitch='30pt'/>"
        "<inline for='em' style='kai'/><flow><part of='article'><block for='title' style='big'/><block for='p' style='big'/></part></flow>",
        "<p>甲<em>乙</em>丙<em>丁</em></p>");
    const auto& spans = std::get<TextBlock>(composed.blocks.flow.at(1).content).text.spans;
    REQUIRE(spans.size() == 4);
    CHECK(spans[1].chars->face == "kaiti");
    CHECK(spans[1].chars->size == Length::pt(20));
    CHECK(spans[1].chars->cell == Length::pt(20));
    CHECK(composed.layout->inks.at(spans[1].chars->ink).name == "red");
    CHECK(spans[3].chars == spans[1].chars);
    CHECK(spans[0].chars->face == "fangsong");
    CHECK(flow("<block for='p' style='body'/>", "<p>甲<em>乙</em></p>") == "甲乙");
}

TEST_CASE("several articles: blanks before and between, pages of their own") {
    const auto compose = [](std::string_view attributes) {
        Diagnostics diagnostics;
        const auto layout = layout_with(
            fmt::format("<flow><part of='article' {}><block for='title' style='body'/><block for='p' style='body'/></part></flow>",
                        attributes),
            diagnostics);
        const auto brief = brief_of(
            fmt::format(
                "<brief version='1'>{}<article><title>甲</title><p>文</p></article><article><title>乙</title><p>文</p></article></brief>",
                kIdentity),
            diagnostics);
        REQUIRE_MESSAGE((layout && brief), said(diagnostics));
        std::string out;
        compose::Queries queries;
        compose::Budget budget;
        for (const Block& block : compose::compose(*layout, *brief, {}, queries, budget, diagnostics).flow)
            out +=
                fmt::format("{}{}{} ", text_of(block), block.before == layout->page.pitch() * 2 ? "+2行" : "", block.new_page ? "+页" : "");
        return out;
    };
    CHECK(compose("") == "甲 文 乙 文 ");
    CHECK(compose("before='2行'") == "甲+2行 文 乙 文 ");
    CHECK(compose("between='2行'") == "甲 文 乙+2行 文 ");
    CHECK(compose("new-page='yes'") == "甲 文 乙+页 文 ");
}

TEST_CASE("metadata is plain text from the brief; the structure tree follows the reading order") {
    const Composed composed(
        "<metadata><title><value of='identity/name'/>第<value of='identity/issue-number/@number'/>期：<value of='article/title'/></title>"
        "<author><value of='identity/issuer'/></author><keywords><each of='//to' separator='；'><value "
        "of='.'/></each></keywords></metadata>",
        "<p>文</p>", "<distribution><recipients role='send'><to>甲</to><to>乙</to></recipients></distribution>");
    CHECK(composed.blocks.metadata.title == "简报第15期：题");
    CHECK(composed.blocks.metadata.author == "办公室");
    CHECK(composed.blocks.metadata.subject == "");
    CHECK(composed.blocks.metadata.keywords == "甲；乙");
    CHECK(composed.blocks.metadata.date == "2024-03-01");
    CHECK(composed.blocks.metadata.language == "zh-Hans");
    std::vector<display::Role> roles;
    for (const display::Node& node : composed.blocks.structure) roles.push_back(node.role);
    CHECK(roles == std::vector{display::Role::kDocument, display::Role::kMasthead, display::Role::kArticle, display::Role::kTitle,
                               display::Role::kParagraph});
}

TEST_CASE("only text that prints the number of pages depends on it") {
    CHECK(!Composed("<masthead><row style='body'>甲</row></masthead>", "<p>文</p>").blocks.uses_facts);
    CHECK(Composed("<masthead><row style='body'><page-count/></row></masthead>", "<p>文</p>").blocks.uses_facts);
}

TEST_CASE("folios print the page's number by their format") {
    Composed composed("<folio style='body' below='7mm'>— <page-number/> —（<page-number as='chinese'/>）</folio>", "<p>文</p>");
    CHECK(text_of(compose::compose_folio(*composed.layout, *composed.brief, 12, {}, composed.queries, composed.budget,
                                         composed.diagnostics)) == "— 12 —（十二）");
}

TEST_CASE("a layout that goes through the brief again and again is stopped, with one error at its place") {
    std::string paragraphs;
    for (int i = 0; i < 1'000; ++i) paragraphs += "<p>文</p>";
    const auto said = [&](std::string_view content) {
        const Composed composed(fmt::format("<masthead><row style='body'>{}</row></masthead>", content), paragraphs);
        CHECK(composed.diagnostics.errors() <= 1);
        CHECK(composed.blocks.flow.empty() == composed.diagnostics.failed());
        return composed.diagnostics.failed();
    };
    CHECK(said("<each of='//*'><each of='//*'><value of='.' default=''/></each></each>"));
    CHECK(said("<each of='//*'><each of='//*'></each></each>"));
    CHECK(said("<when test='//*[//*[//*]]'>x</when>"));
    CHECK(said("<each of='//p'><value of='/'/><value of='/'/></each>"));
    CHECK_FALSE(said("<each of='//p'>一</each>"));
    CHECK_FALSE(said("<when test='//p[following::title]'>一</when>"));
}

TEST_CASE("a long brief takes a small part of what a layout may ask") {
    std::string paragraphs;
    for (int i = 0; i < 2'000; ++i) paragraphs += "<p>一段普通的文字。</p>";
    const Composed composed(
        "<masthead><row style='body'><value of='identity/name'/></row></masthead><flow><part of='article'><block for='title' style='body'/>"
        "<block for='p' style='body' test='@x'/><block for='p' style='body'/></part></flow>",
        paragraphs);
    CHECK_MESSAGE(composed.said().empty(), composed.said());
    CHECK(composed.budget.left() > compose::Budget::kAll / 100 * 98);
}
