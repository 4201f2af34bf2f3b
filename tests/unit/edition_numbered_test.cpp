// Copy numbers: what is typed, what a part of a run has, what goes with the print run and with <dispatch>.
#include <doctest/doctest.h>

#include "edition/dispatch.hpp"
#include "edition/numbered.hpp"
#include "edition/open_number.hpp"
#include "edition/sheet.hpp"

using namespace banxin;
using edition::CopyRange;
using Ranges = std::vector<CopyRange>;

namespace {

std::shared_ptr<const xml::Document> document(std::string_view bytes) {
    Diagnostics diagnostics;
    auto out = xml::Document::parse(bytes, "b.xml", {}, diagnostics);
    REQUIRE(out);
    return out;
}

/// Two editions with copies 1 to 40 and 41 to 60.
struct Bench {
    Diagnostics diagnostics;
    std::optional<table::Table> table = table::read_table(table::in_memory("k,a,z\n甲,1,40\n乙,41,60\n"), "t.csv", diagnostics);
    std::unique_ptr<edition::Template> brief =
        edition::Template::read(document("<brief><editions first-copy=\"a\" last-copy=\"z\"/><identity/></brief>"), *table, 0, diagnostics);

    std::string codes() const {
        std::string out;
        for (const Diagnostic& d : diagnostics.all()) out += name_of(d.code) + " ";
        return out;
    }
    std::optional<edition::Part> part(std::string_view text) {
        diagnostics = {};
        return edition::parse_part(text, *brief, diagnostics);
    }
};

/// Codes of check_print_run() on a brief with these elements.
std::string checked(std::string_view elements, const Ranges& copies, bool on_record) {
    Diagnostics diagnostics;
    const bool right = edition::check_print_run(*document("<brief>" + std::string(elements) + "</brief>"), copies, on_record, diagnostics);
    CHECK(right == !diagnostics.failed());
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += name_of(d.code) + " ";
    return out;
}

}  // namespace

TEST_CASE("copies as they are typed") {
    CHECK(edition::parse_copies("1-500") == Ranges{{1, 500}});
    CHECK(edition::parse_copies("41-50,77, 80 - 81") == Ranges{{41, 50}, {77, 77}, {80, 81}});
    for (const std::string_view wrong : {"", "0-3", "3-1", "5,5", "5-7,6", "a", "1-", ",", "1-1000000"})
        CHECK_MESSAGE(!edition::parse_copies(wrong), std::string(wrong));
    CHECK(edition::copy_number(41) == "000041");
    CHECK(edition::holds({{1, 3}, {7, 7}}, 7));
    CHECK_FALSE(edition::holds({{1, 3}, {7, 7}}, 4));
}

TEST_CASE("parts of a run") {
    Bench bench;
    REQUIRE(bench.brief);
    CHECK(bench.part("乙")->copies == std::nullopt);
    CHECK(bench.part("乙:41-50")->copies == CopyRange{41, 50});
    CHECK(bench.part("000039-000042")->key.empty());
    for (const std::string_view wrong : {"丙", "乙:40-41", "乙:", "000061", "乙:46-45"}) {
        CHECK_MESSAGE(!bench.part(wrong), std::string(wrong));
        CHECK(bench.codes() == "BX1857 ");
    }
    const std::vector<edition::Part> parts{{"乙", CopyRange{45, 46}}, {"", CopyRange{39, 44}}, {"乙", CopyRange{50, 50}}};
    CHECK(edition::chosen(parts, "甲", {1, 40}) == Ranges{{39, 40}});
    CHECK(edition::chosen(parts, "乙", {41, 60}) == Ranges{{41, 46}, {50, 50}});
    CHECK(edition::chosen({}, "乙", {41, 60}) == Ranges{{41, 60}});
    CHECK(edition::chosen({{"甲", std::nullopt}}, "乙", {41, 60}).empty());
}

TEST_CASE("a sheet speaks of the copies behind it") {
    Bench bench;
    reader::BriefDocument brief;
    brief.tree = document("<brief><identity/><article/></brief>");
    const auto sheet = edition::sheet_of(*bench.brief, 1, {{45, 46}, {50, 50}}, brief);
    const xml::Element about = xml::child_elements(sheet.tree->root()).back();
    CHECK(about.attribute("name")->value == "乙");
    CHECK(about.attribute("copies")->value == "3");
    CHECK(about.attribute("first-copy")->value == "000045");
    CHECK(about.attribute("last-copy")->value == "000050");
    const auto ranges = xml::child_elements(about);
    REQUIRE(ranges.size() == 2);
    CHECK(ranges[0].attribute("last")->value == "000046");
    CHECK(ranges[1].attribute("first")->value == "000050");
}

TEST_CASE("copies against the print run, and on record against who gets them") {
    const std::string run = "<distribution copies=\"40\"/>";
    const std::string given =
        "<dispatch><entry to=\"甲\" copies=\"10\" first-copy=\"31\" last-copy=\"40\"/><entry to=\"乙\" copies=\"3\"/></dispatch>";
    CHECK(checked(run, {{1, 40}}, true).empty());
    CHECK(checked(run, {{22, 23}}, false).empty());
    CHECK(checked(run, {{1, 41}}, false) == "BX1837 ");
    CHECK(checked(run, {{1, 39}}, true) == "BX1837 ");
    CHECK(checked(run, {{41, 41}}, false) == "BX1136 ");
    CHECK(checked("", {{1, 9}}, true).empty());
    CHECK(checked("", {{2, 9}}, true) == "BX1865 ");
    CHECK(checked("", {{1, 3}, {5, 9}}, true) == "BX1865 ");
    CHECK(checked("", {{2, 9}}, false).empty());
    CHECK(checked(given, {{31, 43}}, true).empty());
    CHECK(checked(given, {{31, 40}, {41, 43}}, true).empty());
    CHECK(checked(given, {{31, 45}}, true).empty());       // two for nobody yet, and they come next
    CHECK(checked(given, {{31, 40}}, true) == "BX1864 ");  // 乙 would have 41 to 43
    CHECK(checked(given, {{30, 42}}, true) == "BX1864 ");
    CHECK(checked(given, {{31, 35}, {37, 43}}, true) == "BX1864 ");
    CHECK(checked(given, {{1, 2}, {31, 43}}, true) == "BX1865 ");  // 44 and 45 would go out, which nobody prints
    CHECK(checked(given, {{31, 40}}, false).empty());
}

TEST_CASE("a number of an issue that is left open") {
    const auto open = document("<b><identity><issue-number year=\"2026\" number=\"auto\" total=\"auto\"/></identity></b>");
    Diagnostics diagnostics;
    CHECK(edition::open_numbers(*open).size() == 2);
    CHECK_FALSE(edition::is_issue_numbered(*open, diagnostics));
    CHECK(diagnostics.errors() == 2);
    CHECK(edition::is_issue_numbered(*document("<b><identity><issue-number number=\"3\"/></identity></b>"), diagnostics));
    CHECK(edition::open_numbers(*document("<b number=\"auto\"/>")).empty());
}
