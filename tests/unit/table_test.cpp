// Tables: every form of CSV, places of cells, keys.
#include <doctest/doctest.h>

#include "table/table.hpp"

using namespace banxin;

namespace {

table::Table read(std::string_view text) {
    Diagnostics diagnostics;
    auto out = table::read_table(table::in_memory(std::string(text)), "t.csv", diagnostics);
    for (const Diagnostic& d : diagnostics.all()) MESSAGE(render(d, Language::kEnglish));
    REQUIRE(out);
    return *out;
}

}  // namespace

TEST_CASE("quotes, commas, line ends and blanks inside cells stay as they are") {
    const table::Table t = read("a,b,c\r\n\"x,\r\ny\",\"say \"\"no\"\"\", z \r\n,,\r\n1,,\n");
    REQUIRE(t.size() == 2);
    CHECK(t.row(0).cells[0].str() == "x,\ny");
    CHECK(t.row(0).cells[1].str() == "say \"no\"");
    CHECK(t.row(0).cells[2].str() == " z ");
    CHECK(t.row(1).cells[1].str().empty());
    CHECK(t.row(1).cells[1].pos == SourcePos{t.file.get(), 5, 3});
}

TEST_CASE("each character of a cell knows its place") {
    const table::Table t = read("名,值\n\"甲\"\"乙\n丙\",丁\n");
    const SourceText text = t.row(0).cells[0].text;
    const auto place = [&](std::string_view c) {
        const SourcePos pos = text.at(text.str().find(c));
        return std::pair(pos.line, pos.column);
    };
    CHECK(place("甲") == std::pair(2u, 2u));
    CHECK(place("\"") == std::pair(2u, 3u));
    CHECK(place("乙") == std::pair(2u, 5u));
    CHECK(place("丙") == std::pair(3u, 1u));
    CHECK(t.row(0).cells[1].pos.column == 4);
}

TEST_CASE("keys are names that are safe everywhere, each once") {
    for (const std::string_view key :
         {"a/b", "a\\b", ".a", "a.", " a", "a ", "", "a:b", "a?", "\"a\"\"b\"", "A", "b\u3000", "b\u200B", "\uFEFFb", "b\u00AD"}) {
        Diagnostics diagnostics;
        const auto t = table::read_table(table::in_memory("k,v\na,1\n" + std::string(key) + ",2\n"), "t.csv", diagnostics);
        REQUIRE(t);
        CHECK_MESSAGE(!table::key_column(*t, "k", diagnostics), key);
        CHECK(diagnostics.all().front().line == 3);
    }
    Diagnostics diagnostics;
    const auto t = table::read_table(table::in_memory("k,v\n沙坪坝区,1\n江北区 一,2\n"), "t.csv", diagnostics);
    CHECK(table::key_column(*t, "k", diagnostics) == 0u);
}

TEST_CASE("a row, a character and a line end may lie across two readings of a long table") {
    std::string csv = "k,v\r\n";
    const std::size_t count = 3'000;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = std::to_string(i) + "区", filling((i * 7) % 61, 'x');
        csv += key + ",\"" + filling + "\"\"汉\r\n字" + (i == 1'500 ? std::string(200'000, 'y') : "") + "\"\r\n";
    }
    REQUIRE(csv.size() > 4 * 65'536);
    Diagnostics diagnostics;
    const auto t = table::read_table(table::in_memory(csv), "t.csv", diagnostics);
    REQUIRE(t);
    CHECK(diagnostics.all().empty());
    REQUIRE(t->size() == count);
    for (std::size_t i = 0; i < count; ++i) {
        const table::Row row = t->row(i);
        REQUIRE(row.cells.size() == 2);
        CHECK(row.cells[0].str() == std::to_string(i) + "区");
        CHECK(row.cells[1].str().find("\"汉\n字") == (i * 7) % 61);
        CHECK(row.pos.line == 2 + 2 * i);
    }
    CHECK(t->row(1'500).cells[1].str().size() > 200'000);
}
