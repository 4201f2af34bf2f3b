// A run's drafts: in memory, aside on the disk, or made again; the same bytes in each case.
#include <doctest/doctest.h>

#include <csignal>
#include <map>

#include <fmt/format.h>
#include <sys/resource.h>

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

Made made(std::string_view xml, const std::string& csv, const batch::Settings& settings) {
    Diagnostics diagnostics;
    const auto table = table::read_table(table::in_memory(csv), "t.csv", diagnostics);
    const auto brief = edition::Template::read(xml::Document::parse(xml, "b.xml", {}, diagnostics), *table, 0, diagnostics);
    REQUIRE(brief);
    batch::Layouts layouts([&](const std::string&, SourcePos, Diagnostics&) { return layout(); });
    batch::Run run(*brief, layouts, free_fonts(), settings);
    Kept sink;
    REQUIRE(run.check(false, diagnostics));
    REQUIRE(run.write(std::vector<bool>(run.rows(), false), sink, diagnostics));
    return {sink.files, run.set_again()};
}

Made made(std::size_t in_memory, std::vector<std::string> aside = {}) {
    batch::Settings settings;
    settings.in_memory = in_memory;
    settings.aside = std::move(aside);
    std::string csv = "单位\n";
    for (int i = 1; i <= 30; ++i) csv += fmt::format("第{}支部\n", i);
    return made(kBrief, csv, settings);
}

Made numbered(std::size_t in_memory) {
    batch::Settings settings;
    settings.in_memory = in_memory;
    settings.copies = settings.numbered = true;
    std::string brief(kBrief);
    brief.insert(brief.find("<identity>"), R"(<editions name="单位" first-copy="起" last-copy="止"/>)");
    brief.insert(brief.find("</identity>"), "<copy-number>auto</copy-number>");
    return made(brief, "单位,起,止\n甲支部,1,3\n乙支部,4,9\n", settings);
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

TEST_CASE("editions whose numbered copies are more than memory is meant for are set twice, and counted") {
    const Made kept = numbered(1 << 20), again = numbered(0);
    CHECK(kept.again == 0);
    CHECK(again.again == 2);
    CHECK(again.files == kept.files);
}

TEST_CASE("pictures that are more than memory is meant for are read again with their edition") {
    struct Grey : reader::PictureSource {
        Found picture(std::string_view name, SourcePos, Watch*, Diagnostics&) override {
            ++asked;
            auto out = std::make_shared<display::Picture>();
            out->columns = out->rows = 800;
            out->components = 1;
            out->data = std::string(1'000, name.front());
            out->sha256 = std::string(64, name.front());
            return {std::move(out), std::string(name), std::string(64, name.front())};
        }
        std::atomic<int> asked{0};
    };
    const auto with = [](std::size_t room) {
        std::string brief(kBrief);
        brief.insert(brief.find("</article>"), "<picture file='{图}' alt='图'/>");
        Grey grey;
        batch::Settings settings;
        settings.pictures = &grey;
        settings.pictures_in_memory = room;
        const Made out = made(brief, "单位,图\n甲支部,a\n乙支部,b\n丙支部,c\n", settings);
        CHECK(static_cast<std::size_t>(grey.asked) == 3 + out.again);
        return out;
    };
    const Made all = with(3'000), two = with(2'999), none = with(0);
    CHECK(all.again == 0);
    CHECK(two.again == 1);
    CHECK(none.again == 3);
    CHECK(two.files == all.files);
    CHECK(none.files == all.files);
}

TEST_CASE("a file for drafts that may not grow beyond its middle keeps what is whole, and the rest is made again") {
    const font::TemporaryFolder folder;
    const Made in_memory = made(1 << 20);
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);  // as a caller of the library does
    const rlimit small{20'000, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const Made halfway = made(0, {folder.str()});
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    CHECK(halfway.again > 0);
    CHECK(halfway.again < 30);
    CHECK(halfway.files == in_memory.files);
}
