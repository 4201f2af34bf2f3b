// Binding: what stands in the bound tree, and that each of its characters knows where it came from.
#include <doctest/doctest.h>

#include "edition/checks.hpp"
#include "edition/template.hpp"

using namespace banxin;

namespace {

struct Bench {
    Diagnostics diagnostics;
    std::optional<table::Table> table;
    std::unique_ptr<edition::Template> brief;

    Bench(std::string_view xml, std::string_view csv) {
        table = table::read_table(table::in_memory(std::string(csv)), "t.csv", diagnostics);
        REQUIRE(table);
        brief = edition::Template::read(xml::Document::parse(xml, "b.xml", {}, diagnostics), *table, 0, diagnostics);
        for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
        REQUIRE(brief);
    }
    std::shared_ptr<const xml::Document> bind(std::size_t row) { return brief->bind(row, nullptr, diagnostics); }
};

std::string place(const SourceText& text, std::string_view of) {
    const SourcePos pos = text.at(text.str().find(of));
    return pos.file->name + ":" + std::to_string(pos.line) + ":" + std::to_string(pos.column);
}

}  // namespace

TEST_CASE("a bound tree is as if it were typed, and keeps every place") {
    Bench bench("<b>\n <p a=\"x{n}y\" c=\"{n}\">一<field name=\"n\"/>二&lt;三</p><q/></b>", "k,n\nK,甲 & <乙>\n");
    const auto bound = bench.bind(0);
    REQUIRE(bound);
    const xml::Element p = xml::child_elements(bound->root()).front();
    CHECK(p.attribute("a")->value == "x甲 & <乙>y");
    CHECK(p.attribute("c")->value_pos == SourcePos{bench.table->file.get(), 2, 3});
    const SourceText text = xml::string_value(p);
    CHECK(text.str() == "一甲 & <乙>二<三");
    CHECK(place(text, "一") == "b.xml:2:23");
    CHECK(place(text, "甲") == "t.csv:2:3");
    CHECK(place(text, "&") == "t.csv:2:5");
    CHECK(place(text, "乙") == "t.csv:2:8");
    CHECK(place(text, "二") == "b.xml:2:41");
    CHECK(place(text, "三") == "b.xml:2:46");
    CHECK(xml::child_elements(bound->root()).back().pos().column == 51);
    // XPath reads the same tree.
    Diagnostics none;
    CHECK(xml::Query::compile("p/@a", {}, none)->value(bound->root())->text == "x甲 & <乙>y");
    CHECK(xml::Query::compile("string(p)", {}, none)->value(bound->root())->text == "一甲 & <乙>二<三");
    CHECK(xml::Query::compile("q", {}, none)->elements(bound->root()).size() == 1);
}

TEST_CASE("passages and repetitions") {
    Bench bench(
        R"(<b><when field="n">有</when><unless field="n">无</unless><when field="n" is="x|y">xy</when><each field="n" separator="+">[<item/>]</each></b>)",
        "k,n\nA,x\nB,\nC,p+q + r\n");
    const auto text = [&](std::size_t row) { return xml::string_value(bench.bind(row)->root()).str(); };
    CHECK(text(0) == "有xy[x]");
    CHECK(text(1) == "无");
    CHECK(text(2) == "有[p][q][r]");
}

TEST_CASE("names are found longest first, whatever white space is in them") {
    Bench bench(R"(<brief><editions name="k" shared="s"/><article><p><field name="t"/></p></article></brief>)",
                "k,s,t\n江北区,,\"江\n北区和渝北区域\"\n渝北区,江北区,渝北区与江北区公所\n江北区公所,,江北区公所\n");
    const edition::Names names(*bench.brief);
    const auto said = [&](std::size_t row) {
        Diagnostics found;
        names.check(row, *bench.bind(row), found);
        std::string out;
        for (const Diagnostic& d : found.all())
            out += name_of(d.code) + " " + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.args[1] + ";";
        return out;
    };
    CHECK(said(0) == "BX1830 3:4 渝北区;");
    CHECK(said(1) == "BX1830 4:13 江北区公所;");
    CHECK(said(2) == "");
}
