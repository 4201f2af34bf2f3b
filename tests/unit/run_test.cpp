// A run's drafts: in memory, aside on the disk, or made again; the same bytes in each case.
#include <doctest/doctest.h>

#include <map>

#include <fmt/format.h>

#include "batch/run.hpp"
#include "unit/copies_support.hpp"
#include "unit/font_support.hpp"

using namespace banxin;

namespace {

constexpr std::string_view kBrief = R"(<brief version="1" layout="work-brief">
  <identity><name>工作简报</name><issue-number year="2026" number="1"/><issuer>办公室</issuer><date>2026-03-02</date></identity>
  <article><title><field name="单位"/>简况</title><p><field name="单位"/>的情况如下。</p></article>
</brief>)";

class Kept : public batch::Sink {
  public:
    bool put(std::size_t row, const pdf::Bytes& pdf, std::size_t, Diagnostics&) override {
        files[row] = pdf.joined();
        return true;
    }
    std::map<std::size_t, std::string> files{};
};

struct Made {
    std::map<std::size_t, std::string> files;
    std::size_t again = 0;
};

Made made(std::size_t in_memory, std::vector<std::string> aside = {}) {
    batch::Settings settings;
    settings.in_memory = in_memory;
    settings.aside = std::move(aside);
    std::string csv = "单位\n";
    for (int i = 1; i <= 30; ++i) csv += fmt::format("第{}支部\n", i);
    Diagnostics diagnostics;
    const auto table = table::read_table(table::in_memory(csv), "t.csv", diagnostics);
    const auto brief = edition::Template::read(xml::Document::parse(kBrief, "b.xml", {}, diagnostics), *table, 0, diagnostics);
    REQUIRE(brief);
    batch::Layouts layouts([&](const std::string&, SourcePos, Diagnostics&) { return layout(); });
    batch::Run run(*brief, layouts, free_fonts(), settings);
    Kept sink;
    REQUIRE(run.check(false, diagnostics));
    REQUIRE(run.write(std::vector<bool>(run.rows(), false), sink, diagnostics));
    return {sink.files, run.set_again()};
}

}  // namespace

TEST_CASE("drafts that memory is not meant for are set aside, and made again only where there is no place") {
    const font::TemporaryFolder folder;
    const Made in_memory = made(1 << 20), aside = made(20'000, {"/nonexistent", folder.str()}), again = made(0);
    CHECK(in_memory.files.size() == 30);
    CHECK(in_memory.again == 0);
    CHECK(aside.again == 0);
    CHECK(again.again == 30);
    CHECK(aside.files == in_memory.files);
    CHECK(again.files == in_memory.files);
    CHECK(std::filesystem::is_empty(folder.str()));
}
