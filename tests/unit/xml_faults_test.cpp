// What is wrong with a file is told once, by its own code, at its place; and no more than that.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "unit/xml_cases.hpp"
#include "xml/document.hpp"

using namespace banxin;

namespace {

Diagnostics read(std::string_view bytes, bool& accepted, const xml::Limits& limits = {}) {
    Diagnostics diagnostics;
    accepted = xml::Document::parse(bytes, "t.xml", limits, diagnostics) != nullptr;
    return diagnostics;
}

std::string faults_of(std::string_view bytes, const xml::Limits& limits = {}) {
    bool accepted = false;
    const Diagnostics diagnostics = read(bytes, accepted, limits);
    std::string list;
    for (const Diagnostic& d : diagnostics.all())
        list += fmt::format("{}{}@{}:{}", list.empty() ? "" : " ", static_cast<int>(d.code), d.line, d.column);
    CHECK(accepted == list.empty());
    return list;
}

std::string first_message(std::string_view bytes, Language language, const xml::Limits& limits = {}) {
    bool accepted = false;
    const Diagnostics diagnostics = read(bytes, accepted, limits);
    return diagnostics.all().empty() ? "" : message(diagnostics.all().front(), language);
}

}  // namespace

TEST_CASE("each fault has its code and its place") {
    for (const test::XmlCase& c : test::xml_cases()) {
        CAPTURE(c.bytes);
        CHECK(faults_of(c.bytes) == c.faults);
    }
}

TEST_CASE("the limits are kept, to the element and the byte") {
    const auto nested = [](int n) {
        std::string text;
        for (int i = 0; i < n; ++i) text += "<a>";
        for (int i = 0; i < n; ++i) text += "</a>";
        return text;
    };
    CHECK(faults_of(nested(256)) == "");
    CHECK(faults_of(nested(257)) == "1014@1:769");
    CHECK(faults_of("<a b='" + std::string(65'536, 'x') + "'/>") == "");
    CHECK(faults_of("<a b='" + std::string(65'537, 'x') + "'/>") == "1056@1:7");

    xml::Limits limits;
    limits.attributes = 2;
    CHECK(faults_of("<a b='' c=''/>", limits) == "");
    CHECK(faults_of("<a b='' c='' d='' e=''/>", limits) == "1057@1:14");
    limits.elements = 3;
    CHECK(faults_of("<a><b/><b/></a>", limits) == "");
    CHECK(faults_of("<a><b/><b/><b/><b/></a>", limits) == "1021@1:12");
    limits.bytes = 4;
    CHECK(faults_of("<a/>", limits) == "");
    CHECK(faults_of("<a/>\n", limits) == "1001@0:0");
}

TEST_CASE("a hundred faults are enough, and the report says that it stops there") {
    std::string text = "<a>";
    for (int i = 0; i < 1'000; ++i) text += "&\n";
    bool accepted = true;
    const Diagnostics diagnostics = read(text + "</a>", accepted);
    CHECK(!accepted);
    CHECK(diagnostics.errors() == 100);
    REQUIRE(diagnostics.all().size() == 101);
    CHECK(diagnostics.all().back().code == Code::kTooManyFaults);
    CHECK(diagnostics.all().back().line == 100);
}

TEST_CASE("messages name what is wrong, and a long name does not flood them") {
    CHECK(first_message("<a>\n <b>\n</a>", Language::kEnglish).find("<b> (2:2)") != std::string::npos);
    CHECK(first_message("<a>\n <b>\n</a>", Language::kChinese).find("<b> (2:2)") != std::string::npos);
    CHECK(first_message("<a><标题></标体></a>", Language::kEnglish) == "</标体> does not fit <标题> (1:4), which is open here");
    CHECK(first_message("<a>&nbsp;</a>", Language::kChinese).starts_with("无法识别 &nbsp;；"));
    CHECK(first_message("<a>\x02</a>", Language::kEnglish).find("U+0002") != std::string::npos);
    CHECK(first_message("<a>\xB9\xA4\xD7\xF7</a>", Language::kChinese).find("另存为 UTF-8") != std::string::npos);
    CHECK(first_message("<a“b/>", Language::kEnglish).find("“ (U+201C)") != std::string::npos);
    CHECK(first_message("<a>&" + std::string(1'000'000, 'x') + ";</a>", Language::kEnglish).size() < 200);
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += "<b>";
    CHECK(first_message(deep, Language::kEnglish)
              .ends_with("<b> (1:598), <b> (1:595), <b> (1:592), <b> (1:589), <b> (1:586), …; add </b></b></b></b></b> where each ends"));
}

TEST_CASE("UTF-8 with a damaged place is not taken for GB18030, and GB18030 is known by a sentence") {
    const std::string damaged = "<a>把学习教育做实，夯实共同思想政治基础。\xC4请进来讲，坐下来学。</a>";
    CHECK(faults_of(damaged) == "1004@1:23");
    // 请进来讲，坐下来学。𠮷 in GB18030, the last in four bytes.
    const std::string chinese = "<a>\xC7\xEB\xBD\xF8\xC0\xB4\xBD\xB2\xA3\xAC\xD7\xF8\xCF\xC2\xC0\xB4\xD1\xA7\xA1\xA3\x95\x32\x88\x30</a>";
    CHECK(faults_of(chinese).starts_with("1003@1:"));
    CHECK(faults_of(chinese).find(' ') == std::string::npos);
}

TEST_CASE("hostile files are refused or read in little time") {
    const auto repeat = [](std::string_view unit, int n) {
        std::string text;
        text.reserve(unit.size() * n);
        for (int i = 0; i < n; ++i) text += unit;
        return text;
    };
    CHECK(faults_of("<a>" + repeat("<b/>", 1'000'000) + "</a>") == "");
    CHECK(faults_of("<a>" + repeat("<b/>x\r\n", 500'000) + "</a>") == "");
    CHECK(faults_of("<a>" + repeat("<a>", 100'000)) == "1014@1:769");
    CHECK(faults_of("<a b='" + repeat("&lt;", 2'500'000) + "'/>") == "1056@1:7");
    CHECK(faults_of("<a b='" + repeat("x", 10'000'000)) == "1052@1:6");
    CHECK(faults_of("<!DOCTYPE a [<!ENTITY b 'b'>" + repeat("<!ENTITY c '&b;&b;&b;'>", 10'000) + "]><a>&c;</a>") == "1010@1:1");
    CHECK(faults_of("<!DOCTYPE " + repeat("\"", 1'000'001)) == "1010@1:1");
    CHECK(faults_of("<a>" + repeat("<!--", 1'000'000)) == "1015@1:4");
    CHECK(faults_of("<a>" + repeat(std::string_view("\0", 1), 5'000'000) + "</a>") == "1005@1:4");
    CHECK(faults_of("<a>" + repeat("\xFF", 5'000'000) + "</a>") == "1004@1:4");
    for (const std::string_view unit :
         {"<", "&", "]]>", "</b>", "<b c='", "<b c", "<b", "<![CDATA[]]></c>", "<b c=d ", "</", "<b><c></b>"}) {
        CAPTURE(unit);
        CHECK(faults_of("<a>" + repeat(unit, 500'000)) != "");
    }
}
