// Reading well-formed files: the tree, its text, and the place of everything.
#include <doctest/doctest.h>

#include <thread>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "xml/document.hpp"

using namespace banxin;

namespace {

std::shared_ptr<const xml::Document> parse(std::string_view bytes) {
    Diagnostics diagnostics;
    auto document = xml::Document::parse(bytes, "t.xml", {}, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
    REQUIRE(document);
    return document;
}

std::string place(SourcePos pos) { return fmt::format("{}:{}", pos.line, pos.column); }

/// The places of the characters of a text that begin at these bytes.
std::string places(const SourceText& text, std::initializer_list<std::size_t> offsets) {
    std::string list;
    for (const std::size_t offset : offsets) list += fmt::format("{}{}", list.empty() ? "" : " ", place(text.at(offset)));
    return list;
}

}  // namespace

TEST_CASE("the tree is read in file order, with its places") {
    const auto document = parse("<?xml version='1.0'?>\n<brief lang='zh'\n  a=\"1\">\n <p>工</p><p/>作\n</brief>\n");
    const xml::Element root = document->root();
    CHECK(document->file()->name == "t.xml");
    CHECK(root.name() == "brief");
    CHECK(place(root.pos()) == "2:1");
    CHECK(root.pos().file == document->file().get());
    CHECK(!root.parent());

    const std::vector<xml::Attribute> attributes = root.attributes();
    REQUIRE(attributes.size() == 2);
    CHECK(attributes[0].name == "lang");
    CHECK(attributes[0].value == "zh");
    CHECK(place(attributes[0].name_pos) == "2:8");
    CHECK(place(attributes[0].value_pos) == "2:14");
    CHECK(place(attributes[1].name_pos) == "3:3");
    CHECK(place(attributes[1].value_pos) == "3:6");
    CHECK(root.attribute("a")->value == "1");
    CHECK(!root.attribute("b"));

    const std::vector<xml::Element> elements = xml::child_elements(root);
    REQUIRE(elements.size() == 2);
    CHECK(place(elements[0].pos()) == "4:2");
    CHECK(place(elements[1].pos()) == "4:10");
    CHECK(elements[0].parent() == root);
    CHECK(elements[0] != elements[1]);
    CHECK(elements[1].attributes().empty());
    CHECK(xml::children(elements[1]).empty());

    const std::vector<xml::Node> nodes = xml::children(root);
    REQUIRE(nodes.size() == 4);
    CHECK(nodes[0].text.str() == "\n ");
    CHECK(*nodes[1].element == elements[0]);
    CHECK(*nodes[2].element == elements[1]);
    CHECK(nodes[3].text.str() == "作\n");
    CHECK(places(nodes[3].text, {0, 3}) == "4:14 4:15");
    CHECK(xml::string_value(root).str() == "\n 工作\n");
    CHECK(places(xml::string_value(root), {0, 1, 2, 5}) == "3:9 4:1 4:5 4:14");
}

TEST_CASE("a document knows the hash of the bytes that it was read from") {
    for (const std::string_view bytes : {"<a/>", "\xEF\xBB\xBF<a b='1'>\r\n</a>\n"}) CHECK(parse(bytes)->file()->sha256 == sha256(bytes));
    CHECK(parse("<a b='1'/>")->with({})->file()->sha256 == sha256("<a b='1'/>"));
}

TEST_CASE("white space between two inline elements is not lost") {
    const auto document = parse("<p><em>a</em> <em>b</em></p>");
    const std::vector<xml::Node> nodes = xml::children(document->root());
    REQUIRE(nodes.size() == 3);
    CHECK(nodes[1].text.str() == " ");
    CHECK(xml::string_value(document->root()).str() == "a b");
}

TEST_CASE("text keeps its places through references, CDATA, comments and instructions") {
    const auto document = parse("<p>a&lt;字&#x20BB7;b<![CDATA[&<]]>c<!-- 注 -->d<?p?>e</p>");
    const std::vector<xml::Node> nodes = xml::children(document->root());
    REQUIRE(nodes.size() == 1);
    const SourceText& text = nodes[0].text;
    CHECK(text.str() ==
          "a<字\xF0\xA0\xAE\xB7"
          "b&<cde");
    CHECK(places(text, {0, 1, 2, 5, 9, 10, 11, 12, 13, 14}) == "1:4 1:5 1:9 1:10 1:19 1:29 1:30 1:34 1:45 1:51");
}

TEST_CASE("characters beyond the basic plane are one column") {
    const auto document = parse("<p a='𠮷𠮷' b=''>𠮷𠮷<x/></p>");
    CHECK(place(document->root().attribute("b")->name_pos) == "1:11");
    CHECK(place(xml::child_elements(document->root())[0].pos()) == "1:18");
    CHECK(places(xml::string_value(document->root()), {0, 4}) == "1:16 1:17");
}

TEST_CASE("CRLF and CR are line ends, and become LF") {
    const auto document = parse("<p>a\r\nb\rc\n\r\n<x/>\r<![CDATA[\r\n]]></p>");
    const xml::Element root = document->root();
    const SourceText text = xml::string_value(root);
    CHECK(text.str() == "a\nb\nc\n\n\n\n");
    CHECK(places(text, {0, 1, 2, 3, 4, 5, 6, 7, 8}) == "1:4 1:5 2:1 2:2 3:1 3:2 4:1 5:5 6:10");
    CHECK(place(xml::child_elements(root)[0].pos()) == "5:1");
}

TEST_CASE("a byte order mark takes no column") {
    const auto document = parse("\xEF\xBB\xBF<p a='1'>字</p>");
    CHECK(place(document->root().pos()) == "1:1");
    CHECK(place(document->root().attribute("a")->value_pos) == "1:7");
    CHECK(places(xml::string_value(document->root()), {0}) == "1:10");
}

TEST_CASE("values are normalised as XML 1.0 section 3.3.3 says") {
    const auto document = parse("<p a=' x\t\r\ny\r\n&#10;&#13;z\n' b='&amp;&quot;&#x5B57;'/>");
    CHECK(document->root().attribute("a")->value == " x  y \n\rz ");
    CHECK(document->root().attribute("b")->value == "&\"字");
    CHECK(place(document->root().attribute("b")->value_pos) == "4:6");
}

TEST_CASE("places are right far inside a line and across many lines") {
    std::string text = "<r>";
    for (int i = 0; i < 300; ++i) text += "字<e/>";
    text += "\n";
    for (int i = 0; i < 300; ++i) text += "<e/>\n";
    const auto document = parse(text + "</r>");
    const std::vector<xml::Element> elements = xml::child_elements(document->root());
    REQUIRE(elements.size() == 600);
    for (unsigned i = 0; i < 300; ++i) {
        CHECK(place(elements[i].pos()) == fmt::format("1:{}", 5 + 5 * i));
        CHECK(place(elements[300 + i].pos()) == fmt::format("{}:1", 2 + i));
    }
}

TEST_CASE("many threads read one document and evaluate one query") {
    std::string text = "<r>";
    for (int i = 0; i < 200; ++i) text += fmt::format("<e n='{}'>字</e>", i);
    const auto document = parse(text + "</r>");
    Diagnostics diagnostics;
    const xml::QueryPtr query = xml::Query::compile("e[@n mod 2 = 0]", {}, diagnostics);
    REQUIRE(query);
    std::vector<std::size_t> found(4);
    std::vector<std::thread> threads;
    for (std::size_t& count : found)
        threads.emplace_back([&] {
            for (int round = 0; round < 50; ++round) count += query->elements(document->root()).size();
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(found == std::vector<std::size_t>(4, 5'000));
}
