// Tables: every form of CSV, places of cells, keys.
#include <doctest/doctest.h>

#include "table/table.hpp"

using namespace banxin;

namespace {

table::Table read(std::string_view text) {
    Diagnostics diagnostics;
    auto out = table::read_table(text, "t.csv", diagnostics);
    for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
    REQUIRE(out);
    return *out;
}

}  // namespace

TEST_CASE("quotes, commas, line ends and blanks inside cells stay as they are") {
    const table::Table t = read("a,b,c\r\n\"x,\r\ny\",\"say \"\"no\"\"\", z \r\n,,\r\n1,,\n");
    REQUIRE(t.rows.size() == 2);
    CHECK(t.rows[0].cells[0].str() == "x,\ny");
    CHECK(t.rows[0].cells[1].str() == "say \"no\"");
    CHECK(t.rows[0].cells[2].str() == " z ");
    CHECK(t.rows[1].cells[1].str().empty());
    CHECK(t.rows[1].cells[1].pos == SourcePos{t.file.get(), 5, 3});
}

TEST_CASE("each character of a cell knows its place") {
    const table::Table t = read("名,值\n\"甲\"\"乙\n丙\",丁\n");
    const SourceText& text = t.rows[0].cells[0].text;
    const auto place = [&](std::string_view c) {
        const SourcePos pos = text.at(text.str().find(c));
        return std::pair(pos.line, pos.column);
    };
    CHECK(place("甲") == std::pair(2u, 2u));
    CHECK(place("\"") == std::pair(2u, 3u));
    CHECK(place("乙") == std::pair(2u, 5u));
    CHECK(place("丙") == std::pair(3u, 1u));
    CHECK(t.rows[0].cells[1].pos.column == 4);
}

TEST_CASE("keys are names that are safe everywhere, each once") {
    for (const std::string_view key : {"a/b", "a\\b", ".a", "a.", " a", "a ", "", "a:b", "a?", "\"a\"\"b\"", "A"}) {
        Diagnostics diagnostics;
        const auto t = table::read_table("k,v\na,1\n" + std::string(key) + ",2\n", "t.csv", diagnostics);
        REQUIRE(t);
        CHECK_MESSAGE(!table::key_column(*t, "k", diagnostics), key);
        CHECK(diagnostics.all().front().line == 3);
    }
    Diagnostics diagnostics;
    const auto t = table::read_table("k,v\n沙坪坝区,1\n江北区 一,2\n", "t.csv", diagnostics);
    CHECK(table::key_column(*t, "k", diagnostics) == 0u);
}
