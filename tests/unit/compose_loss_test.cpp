// What a layout passes over, prints in part, or prints twice: said, and nothing else is.
#include <doctest/doctest.h>

#include "compose/composition.hpp"
#include "compose/typed_twice.hpp"
#include "unit/reader_support.hpp"

using namespace banxin;
using namespace banxin::test;

namespace {

constexpr std::string_view kOptional =
    "<security level='内部资料'/>\n<urgency>特急</urgency>\n<copy-number>1</copy-number>\n<printed by='办' on='2024-03-01'/>";

/// What composing says of a brief with kOptional (lines 2 to 5), one recipient (line 7), two recipients (line 8), under this layout.
std::string composed(std::string_view layout_text) {
    Diagnostics diagnostics;
    const auto layout = layout_with(layout_text, diagnostics);
    const auto brief = brief_of(
        fmt::format("<brief version='1'><identity><name>简报</name><issue-number year='2024' number='15'/><issuer>办公室</issuer>"
                    "<date>2024-03-01</date>\n{}\n</identity><article><title>题</title><p>文</p></article><distribution>\n"
                    "<recipients role='send'><to>甲</to></recipients>\n<recipients role='report'><to>乙</to><to>丙</to></recipients>"
                    "</distribution></brief>",
                    kOptional),
        diagnostics);
    REQUIRE_MESSAGE((layout && brief), said(diagnostics));
    compose::Queries queries;
    compose::Budget budget;
    compose::compose(*layout, *brief, {}, queries, budget, diagnostics);
    return said(diagnostics);
}

std::string masthead(std::string_view content) { return composed(fmt::format("<masthead><row style='body'>{}</row></masthead>", content)); }

constexpr std::string_view kSecurity = "<value of='identity/security/@level'/>", kUrgency = "<value of='identity/urgency'/>",
                           kCopyNumber = "<value of='identity/copy-number' as='three'/>",
                           kPrinted = "<value of='identity/printed/@on' as='date'/>",
                           kRecipients = "<each of='distribution/recipients/to'><value of='.'/></each>";

std::string all_but(std::string_view one, std::string_view instead = {}) {
    std::string out;
    for (const std::string_view part : {kSecurity, kUrgency, kCopyNumber, kPrinted, kRecipients}) out += part == one ? instead : part;
    return masthead(out);
}

/// What is said of an article's contributor that the layout prints in this way.
std::string contributed(std::string_view rule, std::string_view content) {
    Diagnostics diagnostics;
    const auto layout = layout_with(fmt::format("<flow><part of='article'><block for='title' style='body'/><block for='p' style='body'/>"
                                                "<block for='contributor' style='body'>{}</block></part></flow>",
                                                rule),
                                    diagnostics);
    const auto brief = article_of(fmt::format("<p>文</p>\n<contributor>{}</contributor>", content), diagnostics);
    REQUIRE_MESSAGE((layout && brief), said(diagnostics));
    compose::Queries queries;
    compose::Budget budget;
    compose::compose(*layout, *brief, {}, queries, budget, diagnostics);
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += fmt::format("{}@{}:{} ", d.args.front(), d.line, d.column);
    return out;
}

}  // namespace

TEST_CASE("what the layout prints nothing of is said at its place, once for a list of recipients") {
    CHECK(masthead("甲") == "BX1507@2:1 BX1507@3:1 BX1507@4:1 BX1507@5:1 BX1507@7:25 BX1507@8:1");
    CHECK(all_but("") == "");
    CHECK(all_but(kSecurity) == "BX1507@2:1");
    CHECK(all_but(kUrgency) == "BX1507@3:1");
    CHECK(all_but(kRecipients, "<value of='distribution/recipients/to[.=\"乙\"]'/>") == "BX1507@7:25 BX1507@8:37");
    CHECK(all_but(kUrgency, "<when test='identity/urgency'>急</when>") == "BX1507@3:1");  // a condition prints nothing
}

TEST_CASE("computed values and the text of what stands around count as printed; metadata does not, a folio does") {
    CHECK(all_but(kUrgency, "<value of='concat(identity/urgency, \"！\")'/>") == "");
    CHECK(all_but(kUrgency, "<value of='concat(identity/non-urgency, \"！\")'/>") == "BX1507@3:1");
    CHECK(all_but(kRecipients, "<each of='distribution/recipients/to'><value of='string(.)'/></each>") == "");
    CHECK(all_but(kRecipients, "<each of='distribution/recipients'><value of='.'/></each>") == "");
    const std::string rest =
        fmt::format("<masthead><row style='body'>{}{}{}{}</row></masthead>", kSecurity, kCopyNumber, kPrinted, kRecipients);
    CHECK(composed(rest + "<metadata><subject><value of='identity/urgency'/></subject></metadata>") == "BX1507@3:1");
    CHECK(composed(rest + "<folio style='body' below='7mm'><value of='identity/urgency'/></folio>") == "");
}

TEST_CASE("a value that selects several nodes prints the first and says so, at the layout's place") {
    CHECK(all_but(kRecipients, "\n<value of='distribution/recipients/to'/>").starts_with("BX1508@3:1 "));
    CHECK(all_but(kRecipients, "<value of='(distribution/recipients/to)[1]'/>") == "BX1507@8:1");
    CHECK(all_but("", "").empty());
}

TEST_CASE("text that the layout adds and the writer typed is said at the brief's place") {
    CHECK(contributed("（<content/>供稿）", "教委") == "");
    CHECK(contributed("（<content/>供稿）", "（教委供稿）") == "（@2:14 供稿）@2:17 ");
    CHECK(contributed("（<content/>供稿）", "教委供稿") == "供稿@2:16 ");
    CHECK(contributed("（<content/>供稿）", "（区）教委") == "");
    CHECK(contributed("供稿：<content/>", "供稿：教委") == "供稿：@2:14 ");
    CHECK(contributed("供稿：<content/>", "供稿，教委") == "供稿，@2:14 ");
    CHECK(contributed("<run style='kai'>供稿：</run><value of='.'/>", "供稿：教委") == "供稿：@2:1 ");
    CHECK(contributed("<content/>。", "教委。") == "。@2:16 ");
    CHECK(contributed("致<content/>", "致远中学") == "");
    CHECK(contributed("<content/>、<content/>", "、教委") == "、@2:14 ");
}

TEST_CASE("what repeats a literal is all of it, or all but its closing marks") {
    using compose::repeated_at_end, compose::repeated_at_start;
    CHECK(repeated_at_start("编者按：甲", "编者按：") == std::string_view("编者按：").size());
    CHECK(repeated_at_start("编者按语", "编者按：") == 0);
    CHECK(repeated_at_start("", "编者按：") == 0);
    CHECK(repeated_at_start("编者按", "") == 0);
    CHECK(repeated_at_end("甲供稿", "供稿）") == std::string_view("供稿").size());
    CHECK(repeated_at_end("甲", "供稿）") == 0);
    CHECK(repeated_at_end("第一期", "期") == 0);
}
