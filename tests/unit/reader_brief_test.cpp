// The reader on briefs: what is typed, white space, numbers of sections, checks of form and meaning.
#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "model/blocks.hpp"
#include "reader/running_text.hpp"
#include "reader/whitespace.hpp"
#include "unit/reader_support.hpp"

using namespace banxin;
using namespace banxin::test;

namespace {

/// The text of the first paragraph; marked pieces in [ ].
std::string paragraph(std::string_view content) {
    Diagnostics diagnostics;
    const auto brief = article_of(fmt::format("<p>{}</p>", content), diagnostics);
    REQUIRE_MESSAGE(brief, said(diagnostics));
    std::string out;
    for (const InlineSpan& span : brief->brief.articles.front().blocks.at(1).text)
        out += span.marks.empty() ? span.text.str() : "[" + span.text.str() + "]";
    return out;
}

/// What is said of a brief with this identity (line 1) and this after its article.
std::string meaning(std::string_view identity, std::string_view after = {}) {
    Diagnostics diagnostics;
    brief_of(
        fmt::format("<brief version='1'><identity>{}</identity>\n<article><title>题</title><p>文</p></article>{}</brief>", identity, after),
        diagnostics);
    return said(diagnostics);
}

constexpr std::string_view kRest = "<name>简报</name><issuer>办公室</issuer>\n";

std::string numbered(std::string_view attributes, std::string_view date = "2024-03-01", std::string_view more = {}) {
    return meaning(fmt::format("{}<issue-number {}/>\n<date>{}</date>\n{}", kRest, attributes, date, more));
}

}  // namespace

TEST_CASE("white space: a line end beside a hanzi or a mark is nothing, between Latin words a blank") {
    CHECK(paragraph("\n  工作\n  简报\n") == "工作简报");
    CHECK(paragraph("工作，\n简报") == "工作，简报");
    CHECK(paragraph("Work\n   Plan") == "Work Plan");
    CHECK(paragraph("工作\nPlan\n简报") == "工作Plan简报");
    CHECK(paragraph("“甲”\n“乙”") == "“甲”“乙”");
    CHECK(paragraph("完成\r\n98%") == "完成98%");
    CHECK(paragraph("1\n2") == "1 2");
}

TEST_CASE("white space: a blank that was typed on one line stays, as one") {
    CHECK(paragraph("“同行千里 献礼祖国”") == "“同行千里 献礼祖国”");
    CHECK(paragraph("“甲”  \t “乙”") == "“甲” “乙”");
    CHECK(paragraph("<em>甲</em> <em>乙</em>") == "[甲] [乙]");
    CHECK(paragraph("甲 <em>乙</em>") == "甲 [乙]");
    CHECK(paragraph("<em>甲 </em> 乙") == "[甲 ]乙");
    CHECK(paragraph("甲<em>\n乙\n</em>丙") == "甲[乙]丙");
    CHECK(paragraph("Work<em>\nPlan</em>") == "Work[ Plan]");
}

TEST_CASE("white space: indents that were typed go, ideographic blanks inside stay") {
    CHECK(paragraph("　　工作简报　") == "工作简报");
    CHECK(paragraph("张　三") == "张　三");
    CHECK(paragraph("甲<!-- 说明 -->\n<![CDATA[乙 ]]>丙") == "甲乙 丙");
}

TEST_CASE("white space: blanks of pasted text go at the ends of a paragraph, underlined ones are to be written on") {
    for (const std::string_view blank : {"\u00A0", "\u2002", "\u2003", "\u200A", "\u202F", "\u205F", "\u200B", "\uFEFF"}) {
        CAPTURE(blank);
        CHECK(paragraph(fmt::format("{0} {0}甲{0}乙{0}\n{0}", blank)) == fmt::format("甲{}乙", blank));
        CHECK(paragraph(fmt::format("<em>{0}甲</em>{0}", blank)) == "[甲]");
    }
    CHECK(paragraph("甲<underline>乙　\u2003</underline>") == "甲[乙　\u2003]");
}

TEST_CASE("white space: a blank at the edge of what is drawn stands outside") {
    for (const std::string_view name : {"dots", "proper-name", "book-title", "underline", "strike"}) {
        CAPTURE(name);
        CHECK(paragraph(fmt::format("在<{0}> 江北区 </{0}>设", name)) == "在 [江北区] 设");
        CHECK(paragraph(fmt::format("在 <{0}> 江 北 </{0}> 设", name)) == "在 [江 北] 设");
        CHECK(paragraph(fmt::format("在<{0}><em> 江 </em>北</{0}>设", name)) == "在 [江 ][北]设");
    }
    CHECK(paragraph("在<dots><strike> 江 </strike>北</dots>设") == "在 [江][ ][北]设");
    CHECK(paragraph("<dots>甲 </dots><dots>乙</dots>") == "[甲] [乙]");
    CHECK(paragraph("甲<underline>　 　</underline>乙") == "甲[　 　]乙");
}

TEST_CASE("blanks in a row are told of, those of an indent or a line of the file are not") {
    const auto blanks = [](std::string_view content) {
        Diagnostics diagnostics;
        article_of(fmt::format("\n<p>{}</p>", content), diagnostics);
        return said(diagnostics);
    };
    CHECK(blanks("签字（        ）日期（  年  月  日），电话：        。") == "BX1174@2:7 BX1174@2:33");
    CHECK(blanks("电话：   ") == "BX1174@2:7");
    CHECK(blanks("   电话<em>   甲</em>") == "BX1174@2:13");
    CHECK(blanks("甲\n      乙    \n丙    \n") == "");
    CHECK(blanks("甲<underline>   乙</underline>") == "BX1158@2:16");
}

TEST_CASE("a document's number in brackets of two kinds is told of once") {
    const auto text = [](std::string_view content) {
        Diagnostics diagnostics;
        article_of(fmt::format("\n<p>{}</p>", content), diagnostics);
        std::string out;
        for (const Diagnostic& d : diagnostics.all()) out += fmt::format("{} {} ", name_of(d.code), d.args.empty() ? "" : d.args.front());
        return out;
    };
    CHECK(text("见渝民〔2019]13号。") == "BX1145 〔2019〕13号 ");
    CHECK(text("见渝民[2019〕13号。") == "BX1145 〔2019〕13号 ");
    CHECK(text("（见渝民〔2019）13号）。") == "BX1145 〔2019〕13号 ");
    CHECK(text("见渝民〔2019〕15-17号。") == "");
    CHECK(text("见〔2019。") == "BX1138 〔 ");
    CHECK(text("1--5月，1-5月，型号A--5") == "BX1137 -- ");
}

TEST_CASE("forced breaks swallow the white space beside them") {
    Diagnostics diagnostics;
    const auto brief = brief_of(
        fmt::format("<brief version='1'>{}<article><title>上行 <br/>\n  下行</title><p>文</p></article></brief>", kIdentity), diagnostics);
    REQUIRE_MESSAGE(brief, said(diagnostics));
    std::string title;
    for (const InlineSpan& span : brief->brief.articles.front().blocks.front().text) title += span.text.str();
    CHECK(title == "上行" + utf8::encode(kLineSeparator) + "下行");
}

TEST_CASE("positions survive the joining of lines") {
    Diagnostics diagnostics;
    const auto brief = article_of("<p>甲\n   乙&amp;丙</p>", diagnostics);
    REQUIRE(brief);
    const SourceText& text = brief->brief.articles.front().blocks.at(1).text.front().text;
    CHECK(text.str() == "甲乙&丙");
    CHECK(text.at(3).line == 2);
    CHECK(text.at(3).column == 4);
    CHECK(text.at(6).column == 5);
    CHECK(text.at(7).column == 10);
}

TEST_CASE("identity is typed") {
    Diagnostics diagnostics;
    const auto brief = article_of("<p>文</p>", diagnostics);
    REQUIRE(brief);
    const Identity& identity = brief->brief.identity;
    CHECK(identity.name.str() == "简报");
    CHECK(identity.year == 2024);
    CHECK(identity.number == 15);
    CHECK(identity.total == 208);
    CHECK(!identity.supplement);
    CHECK(identity.date == Date{2024, 3, 1});
    CHECK(brief->brief.layout.empty());
    CHECK(brief->brief.lang == "zh-Hans");
}

TEST_CASE("sections give headings of four levels, numbered among their sisters") {
    Diagnostics diagnostics;
    const auto brief = article_of(
        "<section><heading>甲</heading><section><heading>乙</heading><section><heading>丙</heading><section><heading>丁</heading></"
        "section></section></section>"
        "<section><heading>戊</heading></section></section><p>间</p><section><heading>己</heading></section>",
        diagnostics);
    REQUIRE_MESSAGE(brief, said(diagnostics));
    std::string out;
    for (const BriefBlock& block : brief->brief.articles.front().blocks)
        if (block.kind == BlockKind::kHeading) out += fmt::format("{}{}.{} ", block.text.front().text.str(), block.level, block.number);
    CHECK(out == "甲1.1 乙2.1 丙3.1 丁4.1 戊2.2 己1.2 ");
}

TEST_CASE("form: unknown names with what was meant, once, without what follows from it") {
    Diagnostics diagnostics;
    CHECK(!brief_of("<brief verion='1'>\n<identiy/>\n<artcle/>\n<editors-note/></brief>", diagnostics));
    CHECK(said(diagnostics) == "BX1109@1:8 BX1103@2:1 BX1103@3:1 BX1103@4:1");
    CHECK(diagnostics.all()[3].args.back() == "editor-note");
}

TEST_CASE("form: order, number and place of elements") {
    Diagnostics diagnostics;
    CHECK(!article_of("<section><p>文</p><heading>甲</heading></section><contributor>某</contributor><p>文</p>\n<date>x</date>",
                      diagnostics));
    CHECK(said(diagnostics).find("BX1105") != std::string::npos);
    CHECK(said(diagnostics).find("BX1104@2:1") != std::string::npos);
    Diagnostics twice;
    CHECK(!brief_of(fmt::format("<brief version='1'>{0}\n{0}<article><title>题</title><p>文</p></article></brief>", kIdentity), twice));
    CHECK(said(twice) == "BX1106@2:1");
}

TEST_CASE("form: impossible numbers, dates and words") {
    CHECK(numbered("year='2024' number='3'") == "");
    CHECK(numbered("year='2024' number='0'") == "BX1111@2:35");
    CHECK(numbered("year='2024' number='-3'") == "BX1111@2:35");
    CHECK(numbered("year='2024' number='3.0'") == "BX1111@2:35");
    CHECK(numbered("year='2024' number='三'") == "BX1111@2:35");
    CHECK(numbered("year='24' number='3'") == "BX1111@2:21");
    CHECK(numbered("year='2024' number='3'", "2024-02-30") == "BX1112@3:7");
    CHECK(numbered("year='2023' number='3'", "2023-02-29") == "BX1112@3:7");
    CHECK(numbered("year='2024' number='3'", "2024年3月1日") == "BX1112@3:7");
    CHECK(numbered("year='2024' number='3'", "2024-02-29") == "");
}

TEST_CASE("meaning: number or supplement, running total") {
    CHECK(numbered("year='2024'") == "BX1117@2:1");
    CHECK(numbered("year='2024' number='3' supplement='1'") == "BX1121@2:1");
    CHECK(numbered("year='2024' supplement='1'") == "");
    CHECK(numbered("year='2024' supplement='1' total='9'") == "BX1122@2:42");
    CHECK(numbered("year='2024' number='9' total='8'") == "BX1123@2:45");
    CHECK(numbered("year='2024' number='9' total='9'") == "");
}

TEST_CASE("meaning: dates that contradict each other") {
    constexpr std::string_view kNumber = "year='2024' number='3'";
    CHECK(numbered("year='2023' number='3'") == "BX1125@2:21");
    CHECK(numbered(kNumber, "2024-03-01", "<printed by='办' on='2024-02-29'/>") == "BX1126@4:21");
    CHECK(numbered(kNumber, "2024-03-01", "<printed by='办' on='2024-03-01'/>") == "");
    CHECK(numbered("year='1900' number='3'", "1899-12-31") == "BX1125@2:21 BX1124@3:1");
}

TEST_CASE("meaning: security, urgency, copy number") {
    constexpr std::string_view kNumber = "year='2024' number='3'";
    CHECK(numbered(kNumber, "2024-03-01", "<security level='秘密' period='1年'/>") == "BX1128@4:1");
    CHECK(numbered(kNumber, "2024-03-01", "<security level='内部资料'/>") == "");
    for (const std::string_view period : {"10年", "6个月", "长期"})
        CHECK(numbered(kNumber, "2024-03-01", fmt::format("<security level='秘密' period='{}'/><copy-number>1</copy-number>", period)) ==
              "");
    for (const std::string_view period : {"年", "一年", "1", "1天", "-1年", "个月"})
        CHECK(numbered(kNumber, "2024-03-01", fmt::format("<security level='秘密' period='{}'/><copy-number>1</copy-number>", period)) ==
              "BX1127@4:30");
    CHECK(numbered(kNumber, "2024-03-01", "<urgency>急</urgency>") == "BX1130@4:1");
    CHECK(numbered(kNumber, "2024-03-01", "<urgency> 特急 </urgency>") == "");
    CHECK(numbered(kNumber, "2024-03-01", "<copy-number>1234567</copy-number>") == "BX1129@4:1");
    CHECK(numbered(kNumber, "2024-03-01", "<copy-number>12a</copy-number>") == "BX1129@4:1");
    CHECK(numbered(kNumber, "2024-03-01", "<copy-number>００１７</copy-number>") == "BX1115@4:1");
    CHECK(numbered(kNumber, "2024-03-01", "<copy-number>００００００１７</copy-number>") == "BX1129@4:1");
}

TEST_CASE("meaning: recipients and copies") {
    const auto distribution = [](std::string_view text) {
        Diagnostics diagnostics;
        article_of("<p>文</p>", diagnostics, fmt::format("\n{}", text));
        return said(diagnostics);
    };
    CHECK(distribution("<distribution copies='2'><recipients role='send'><to>甲</to><to>乙</to></recipients></distribution>") == "");
    CHECK(distribution("<distribution copies='1'><recipients role='send'><to>甲</to><to>乙</to></recipients></distribution>") ==
          "BX1135@2:23");
    CHECK(distribution("<distribution><recipients role='send'><to>甲</to></recipients>\n<recipients role='report'><to> "
                       "甲\n</to></recipients></distribution>") == "BX1132@3:27");
    CHECK(distribution("<distribution><recipients role='send'><to>甲</to></recipients>\n<recipients "
                       "role='send'><to>乙</to></recipients></distribution>") == "BX1131@3:19");
    CHECK(distribution("<distribution><recipients role='send'><to>各区(县)</to></recipients></distribution>") == "BX1133@2:45 BX1133@2:47");
}

TEST_CASE("half-width marks beside hanzi are noticed, and only there") {
    const auto marks = [](std::string_view text) {
        Diagnostics diagnostics;
        reader::check_running_text({{SourceText(text, {}), {}}}, false, diagnostics);
        std::string out;
        for (const Diagnostic& d : diagnostics.all()) out += d.args.back();
        return out;
    };
    CHECK(marks("完成,通过;合格:好!对?") == "，；：！？");
    CHECK(marks("比例为99.2%;没有") == "；");
    CHECK(marks("通过.") == "。");
    CHECK(marks("(甲)和(2024)年") == "（）");
    CHECK(marks("8:30开会，比分3:2，WQ-300(A)型，1,000份，example.cn/a?b=c") == "");
    CHECK(marks("Work, Plan; FAQ.") == "");
    CHECK(marks("他说\"好\"") == "\"\"");
    CHECK(marks("it's \"fine\"") == "");
}

TEST_CASE("a brief with an error is not given out, one with warnings is") {
    Diagnostics diagnostics;
    CHECK(!article_of("", diagnostics));
    CHECK(said(diagnostics).starts_with("BX1107"));
    Diagnostics warned;
    CHECK(article_of("<p>好,</p>", warned));
    CHECK(said(warned) ==
          fmt::format("BX1133@1:{}", utf8::count(fmt::format("<brief version='1'>{}<article><title>题</title><p>好", kIdentity)) + 1));
}

TEST_CASE("numbers may be left to the register") {
    CHECK(numbered("year='2024' number='auto' total='auto'") == "");
    CHECK(numbered("year='2024' supplement='auto'") == "");
    CHECK(numbered("year='2024' number='3' total='auto'") == "");
    CHECK(numbered("year='auto' number='3'") != "");
    CHECK(numbered("year='2024' number='Auto'") != "");
}
