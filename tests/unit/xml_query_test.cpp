// XPath queries: what they select, where it stands, and how a wrong expression is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "xml/document.hpp"

using namespace banxin;

namespace {

const SourceFile kLayout{"layout.xml"};

std::shared_ptr<const xml::Document> sample() {
    static constexpr std::string_view kText =
        "<brief>\n"
        "  <identity><name>工作<em>简</em>报</name><issue-number number='15' total='208'/></identity>\n"
        "  <to>甲</to><to copies='2'>乙</to>\n"
        "  <blank value=''></blank>\n"
        "</brief>";
    Diagnostics diagnostics;
    auto document = xml::Document::parse(kText, "t.xml", {}, diagnostics);
    REQUIRE(document);
    return document;
}

xml::QueryPtr compile(std::string_view expression) {
    Diagnostics diagnostics;
    auto query = xml::Query::compile(expression, {&kLayout, 3, 10}, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
    REQUIRE(query);
    return query;
}

/// "text@line:column", "text" where there is no place, "-" where nothing is selected.
std::string value(std::string_view expression, const xml::Element& context) {
    const std::optional<xml::QueryValue> found = compile(expression)->value(context);
    if (!found) return "-";
    return found->pos.file ? fmt::format("{}@{}:{}", found->text, found->pos.line, found->pos.column) : found->text;
}

std::string names(std::string_view expression, const xml::Element& context) {
    std::string list;
    for (const xml::Element& element : compile(expression)->elements(context)) list += std::string(element.name()) + " ";
    return list;
}

/// "code@column ..." in the line where the expression stands.
std::string faults(std::string_view expression) {
    Diagnostics diagnostics;
    const auto query = xml::Query::compile(expression, {&kLayout, 3, 10}, diagnostics);
    CHECK((query == nullptr) == diagnostics.failed());
    std::string list;
    for (const Diagnostic& d : diagnostics.all()) {
        CHECK(d.file == "layout.xml");
        CHECK(d.line == 3);
        list += fmt::format("{}{}@{}", list.empty() ? "" : " ", static_cast<int>(d.code), d.column);
    }
    return list;
}

std::string first_message(std::string_view expression, Language language) {
    Diagnostics diagnostics;
    xml::Query::compile(expression, {&kLayout, 3, 10}, diagnostics);
    REQUIRE(diagnostics.failed());
    return message(diagnostics.all().front(), language);
}

}  // namespace

TEST_CASE("a value comes with the place that gave it") {
    const auto document = sample();
    const xml::Element root = document->root();
    CHECK(value("identity/issue-number/@number", root) == "15@2:61");
    CHECK(value("identity/name", root) == "工作简报@2:13");
    CHECK(value("to", root) == "甲@3:3");
    CHECK(value("to[last()]", root) == "乙@3:13");
    CHECK(value("to[1]/following-sibling::*[1]/preceding-sibling::*[1]", root) == "甲@3:3");
    CHECK(value("to/text()", root) == "甲@3:3");
    CHECK(value(".", xml::child_elements(root)[1]) == "甲@3:3");
    CHECK(value("../to[@copies]/@copies", xml::child_elements(root)[1]) == "2@3:25");
    CHECK(value("to | identity", root).ends_with("@2:3"));
    CHECK(value("nothing", root) == "-");
    CHECK(value("to/@nothing", root) == "-");
    CHECK(value("blank", root) == "@4:3");
    CHECK(value("blank/@value", root) == "@4:17");
}

TEST_CASE("what is computed has a text and no place") {
    const auto document = sample();
    const xml::Element root = document->root();
    CHECK(value("count(to)", root) == "2");
    CHECK(value("concat(to[1], '、', to[2])", root) == "甲、乙");
    CHECK(value("identity/issue-number/@total - 200.5", root) == "7.5");
    CHECK(value("to = '乙'", root) == "true");
    CHECK(value("string(nothing)", root) == "");
    CHECK(value("name(*[2])", root) == "to");
    CHECK(value("substring-before('第15期', '期')", root) == "第15");
    CHECK(value("normalize-space('  a   b ')", root) == "a b");
}

TEST_CASE("elements come in document order, each once") {
    const auto document = sample();
    const xml::Element root = document->root();
    CHECK(names("to", root) == "to to ");
    CHECK(names("blank | to | identity", root) == "identity to to blank ");
    CHECK(names("//@*", root) == "issue-number to blank ");
    CHECK(names("identity/name//text()", root) == "name em ");
    CHECK(names("to[2]/preceding-sibling::*", root) == "identity to ");
    CHECK(names("to/..", root) == "brief ");
    CHECK(names("/brief/to[. = '乙']", xml::child_elements(root)[0]) == "to ");
    CHECK(names("count(to)", root) == "");
    CHECK(names("nothing", root) == "");
    CHECK(compile("to")->elements(root)[1] == xml::child_elements(root)[2]);
}

TEST_CASE("tests follow XPath's boolean()") {
    const auto document = sample();
    const xml::Element root = document->root();
    CHECK(compile("to")->test(root));
    CHECK(!compile("nothing")->test(root));
    CHECK(compile("identity/issue-number/@number = 15")->test(root));
    CHECK(!compile("0")->test(root));
    CHECK(compile("'0'")->test(root));
    CHECK(compile("not(nothing) and (to or nothing)")->test(root));
    CHECK(compile("starts-with(identity/name, '工作')")->test(root));
    CHECK(compile("blank")->test(root));
    CHECK(!compile("string(blank)")->test(root));
}

TEST_CASE("a wrong expression is refused at its column") {
    CHECK(faults("") == "1070@10");
    CHECK(faults(" \n") == "1070@10");
    CHECK(faults("to[") == "1072@13");
    CHECK(faults("to]") == "1071@12");
    CHECK(faults("字/") == "1072@12");
    CHECK(faults("字 字") == "1071@12");
    CHECK(faults("a = 'b") != "");
    CHECK(faults("a = = b") == "1071@14");
    CHECK(faults("/../..//") != "");
    CHECK(faults("count(a, b, c)") == "1078@24");
    CHECK(faults("count('字') + 1") == "1078@21");
    CHECK(faults("a | 1") == "1078@15");
    CHECK(faults("to[@copies=2)]") != "");
    CHECK(faults("报告!") != "");
    CHECK(faults("a/child::") != "");
    CHECK(faults("side::a") != "");
    CHECK(faults(std::string(5'000, 'a')) == "1077@10");
    CHECK(faults(std::string(4'000, '(')) != "");
    CHECK(faults("1" + std::string(2'000, '-') + "1") != "");
}

TEST_CASE("functions, variables and prefixes that cannot work are refused by name") {
    CHECK(faults("string-length(name) > 2") == "1073@10");
    CHECK(faults("'字' = substring(name, 1, 2) or translate(a,'b','c')") == "1073@16 1073@41");
    CHECK(faults("counts(to)") == "1074@10");
    CHECK(faults("id('x') | lang('zh')") == "1074@10 1074@20");
    CHECK(faults("to[ends-with (., '会')]") == "1074@13");
    CHECK(faults("to = $区名") == "1075@15");
    CHECK(faults("xs:string(to)") == "1076@10");
    CHECK(faults("x:*") == "1076@10");
    CHECK(faults("'string-length(x) $y a:b' = \"translate()\"") == "");
    CHECK(faults("string-length | substring/translate") == "");
    CHECK(faults("child::text() | self::node() | comment() | processing-instruction('x')") == "");
    CHECK(faults("a and(b) or(c) and not(d mod(2))") == "");
    CHECK(first_message("string-length(a)", Language::kEnglish).starts_with("string-length() counts bytes"));
    CHECK(first_message("string-length(a)", Language::kChinese).starts_with("string-length() 按字节"));
    CHECK(first_message("cuont(a)", Language::kEnglish) == "there is no function cuont(); there is: count()");
    CHECK(first_message("today()", Language::kEnglish).find("normalize-space()") != std::string::npos);
}

TEST_CASE("a document with other values: seen by queries and attributes, every place that of the file") {
    Diagnostics diagnostics;
    using namespace xml;
    const auto before = Document::parse("<a>\n <b n='auto' m='7'/><c n='auto'/>\n</a>", "t.xml", {}, diagnostics);
    REQUIRE(before);
    const Element b = child_elements(before->root())[0];
    const auto after = before->with({{b, "n", "15"}, {b, "gone", "1"}});
    const auto value_in = [&](const Document& document, const char* expression) {
        const auto value = Query::compile(expression, {}, diagnostics)->value(document.root());
        return value ? fmt::format("{}@{}:{}", value->text, value->pos.line, value->pos.column) : "";
    };
    CHECK(value_in(*after, "b/@n") == "15@2:8");
    CHECK(value_in(*after, "b/@m") == "7@2:17");
    CHECK(value_in(*after, "c/@n") == "auto@2:27");
    CHECK(value_in(*after, "b[@n = 15]/@m") == "7@2:17");
    CHECK(value_in(*after, "b/@gone") == "");
    CHECK(value_in(*before, "b/@n") == "auto@2:8");
    CHECK(child_elements(after->root())[0].attribute("n")->value == "15");
    CHECK(after->file() == before->file());
    CHECK(diagnostics.all().empty());
}
