// Pictures from the brief to their place: found, sized, set on whole rows.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>

#include "compose/composition.hpp"
#include "library/pictures.hpp"
#include "page/fragment.hpp"
#include "unit/page_support.hpp"
#include "unit/reader_support.hpp"

using namespace banxin;
using namespace banxin::test;

namespace {

/// Pictures of so many pixels by name: "300x200".
struct Sizes : reader::PictureSource {
    Found picture(std::string_view name, SourcePos, Watch*, Diagnostics&) override {
        const std::string text(name);
        auto out = std::make_shared<display::Picture>();
        out->columns = static_cast<std::uint32_t>(std::stoi(text));
        out->rows = static_cast<std::uint32_t>(std::stoi(text.substr(text.find('x') + 1)));
        return {std::move(out), text, std::string(64, '0')};
    }
};

struct Composed {
    Diagnostics diagnostics;
    compose::Queries queries;
    compose::Budget budget;
    LayoutPtr layout;
    std::unique_ptr<reader::BriefDocument> brief;
    compose::Composition all;

    explicit Composed(std::string_view content, std::string_view rule = kRule, std::string_view page = {}) {
        Sizes sizes;
        layout = layout_with(fmt::format("{}<flow><part of='article'><block for='title' style='body'/><block for='p' style='body'/>"
                                         "{}</part></flow>",
                                         page, rule),
                             diagnostics);
        auto tree =
            parsed(fmt::format("<brief version='1'>{}<article><title>题</title>{}</article></brief>", kIdentity, content), diagnostics);
        if (tree) brief = reader::read_brief(std::move(tree), diagnostics, &sizes);
        if (layout && brief) all = compose::compose(*layout, *brief, {1}, queries, budget, diagnostics);
    }
    const PictureBlock& picture(std::size_t at) const { return std::get<PictureBlock>(all.flow.at(at).content); }
    std::string text(std::size_t at) const {
        std::string out;
        for (const Span& span : std::get<TextBlock>(all.flow.at(at).content).text.spans) out += span.text.str();
        return out;
    }
    std::string said() const { return test::said(diagnostics); }

    static constexpr std::string_view kRule = "<picture style='body' most-width='120mm' most-height='80mm'/>";
};

std::string read_of(std::string_view content) {
    Diagnostics diagnostics;
    article_of(content, diagnostics);
    return test::said(diagnostics);
}

/// A file of its own that goes away.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "banxin-pictures-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& name, const std::string& bytes) const { std::ofstream(path + '/' + name, std::ios::binary) << bytes; }
    std::string path;
};

std::string bytes_of(const std::string& name) {
    std::ifstream file("tests/data/pictures/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a picture has a file and says what it shows") {
    CHECK(read_of("<picture file='a.png' alt='图'/>") != "");  // Code::kPictureNotGiven: nobody gave it
    Diagnostics diagnostics;
    article_of("<picture file='a.png' alt='图'/>", diagnostics);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all().front().code == Code::kPictureNotGiven);
    CHECK(diagnostics.all().front().args.front() == "a.png");

    Diagnostics faults;
    article_of("<picture/><picture file='' alt=' '/>", faults);
    CHECK(faults.errors() == 4);
}

TEST_CASE("a picture fills its room in its own proportions, the other way round in columns") {
    const Composed wide("<picture file='3000x1000' alt='图'>图注</picture><picture file='1000x2000' alt='图'/><p>文</p>");
    REQUIRE(wide.said() == "");
    CHECK(wide.picture(1).along == Length::mm(120));
    CHECK(wide.picture(1).across == Length::mm(40));
    CHECK(wide.picture(1).captioned);
    CHECK(wide.text(2) == "图注");
    CHECK(wide.picture(3).along == Length::mm(40));
    CHECK(wide.picture(3).across == Length::mm(80));
    CHECK_FALSE(wide.picture(3).captioned);
    CHECK(wide.text(4) == "文");

    const Composed columns("<picture file='3000x1000' alt='图'/>", Composed::kRule,
                           "<page paper='210mm 297mm' head='37mm' gutter='28mm' text-block='156mm 225mm' rows='15' cells='40' frame='16pt' "
                           "writing='vertical'/>");
    REQUIRE(columns.said() == "");
    CHECK(columns.picture(1).along == Length::mm(40));
    CHECK(columns.picture(1).across == Length::mm(120));
}

TEST_CASE("a rule from a layout for a larger page leaves room for a line of caption") {
    constexpr std::string_view kPage =
        "<page paper='120mm 100mm' head='10mm' gutter='10mm' text-block='100mm 80mm' rows='8' cells='16' frame='16pt'/>";
    const Composed small("<picture file='3000x3000' alt='图'/><picture file='4000x1000' alt='图'/>", Composed::kRule, kPage);
    REQUIRE(small.said() == "");
    CHECK(small.picture(1).across == Length::mm(80) - small.layout->page.pitch());
    CHECK(small.picture(2).along == Length::mm(100));
}

TEST_CASE("what a picture shows is said by its node, and its caption stands beside it in the structure") {
    const Composed one("<picture file='3000x1000' alt='一条路'>图注</picture>");
    const display::Node& node = one.all.structure.at(one.all.flow.at(1).node);
    CHECK(node.role == display::Role::kPicture);
    CHECK(node.alternative == "一条路");
    const display::Node& caption = one.all.structure.at(one.all.flow.at(2).node);
    CHECK(caption.role == display::Role::kParagraph);
    CHECK(caption.parent == node.parent);
}

TEST_CASE("a picture with too few dots for its size is reported with their number") {
    const Composed enough("<picture file='709x200' alt='图'/>");  // 120 mm at 150 dots an inch: 708.7
    CHECK(enough.said() == "");
    const Composed few("<picture file='708x200' alt='图'/>");
    REQUIRE(few.diagnostics.all().size() == 1);
    CHECK(few.diagnostics.all().front().code == Code::kPictureCoarse);
    CHECK(few.diagnostics.all().front().args == std::vector<std::string>{"708x200", "149", "150"});
    const Composed allowed("<picture file='708x200' alt='图'/>",
                           "<picture style='body' most-width='120mm' most-height='80mm' least-resolution='149'/>");
    CHECK(allowed.said() == "");
}

TEST_CASE("a layout may number pictures, which then have a caption in any case") {
    const Composed numbered("<picture file='3000x1000' alt='图'/><picture file='3000x1000' alt='图'>路</picture>",
                            "<picture style='body' most-width='120mm' most-height='80mm'>图<number/>：<content/></picture>");
    REQUIRE(numbered.said() == "");
    CHECK(numbered.text(2) == "图1：");
    CHECK(numbered.text(4) == "图2：路");
}

TEST_CASE("a layout without a rule for pictures does not set them") {
    const Composed none("<picture file='3000x1000' alt='图'/>", "");
    REQUIRE(none.diagnostics.all().size() == 1);
    CHECK(none.diagnostics.all().front().code == Code::kNoRule);
}

TEST_CASE("a picture takes whole rows and stands in their middle") {
    page::Blocks blocks;
    const PageGeometry& page = blocks.page;
    const auto place = [&](Length height, page::Cursor start, bool on_grid = true) {
        page::SetBlock& set = blocks.text(0);
        blocks.block(set).content = PictureBlock{nullptr, Length::mm(100), height, on_grid, false};
        blocks.style(set).pitch = page.pitch();
        set.size = height;
        set.on_grid = on_grid;
        return page::fragment(set, page, start, page.block_height, 0, 1, page::Keeps::kAll);
    };
    const auto below = [&](int rows) { return page::Cursor{page.row_top(rows - 1) + page.frame, {}, {}, false}; };
    for (int rows = 1; rows <= 22; ++rows) {
        const Length most = page.row_top(rows - 1) + page.frame;
        CHECK(place(most, {}).cursor.bottom == most);
        if (rows == 22) continue;
        const page::Fragment more = place(most + Length::mm(1), {});  // one row more
        CHECK(more.cursor.bottom == page.row_top(rows) + page.frame);
        CHECK(std::abs((more.placed.at(0).top * 2 + most + Length::mm(1) - more.cursor.bottom).units) <= 1);
    }
    const page::Fragment fifth = place(Length::mm(50), below(4));
    CHECK(fifth.placed.at(0).top == page.row_top(4) + scale(page.row_top(9) + page.frame - page.row_top(4) - Length::mm(50), 1, 2));
    CHECK(fifth.cursor.bottom == page.row_top(9) + page.frame);
    CHECK_FALSE(fifth.resume);
    CHECK(place(Length::mm(50), below(16)).placed.size() == 1);
    CHECK(place(Length::mm(50), below(17)).placed.empty());  // five rows are left, and it takes six
    CHECK(place(Length::mm(50), below(17)).resume == 0);

    const Length clear = scale(page.pitch() - page.frame, 1, 2);
    const page::Fragment off = place(Length::mm(50), below(4), false);
    CHECK(off.placed.at(0).top == below(4).bottom + clear);
    CHECK(off.cursor.bottom == off.placed.at(0).top + Length::mm(50) + clear);
}

TEST_CASE("pictures are found beside the brief or among what was given, and decoded once") {
    const std::string bars = bytes_of("bars.png"), tall = bytes_of("tall.png");
    REQUIRE(!bars.empty());
    const Folder folder;
    folder.write("a.png", bars);
    PictureStore store;
    Diagnostics diagnostics;
    Pictures one(store), other(store);
    one.set_folder(folder.path);
    other.add("given", bars);
    const auto found = one.picture("a.png", {}, nullptr, diagnostics), given = other.picture("given", {}, nullptr, diagnostics);
    REQUIRE(found.picture);
    CHECK(found.path == folder.path + "/a.png");
    CHECK(given.picture == found.picture);
    CHECK(given.sha256 == found.sha256);
    CHECK(one.files() == std::vector<Pictures::File>{{found.path, found.sha256}});
    CHECK(diagnostics.all().empty());

    CHECK_FALSE(other.picture("a.png", {}, nullptr, diagnostics).picture);  // a brief in memory has no folder
    CHECK(diagnostics.all().back().code == Code::kPictureNotGiven);
    CHECK_FALSE(one.picture("b.png", {}, nullptr, diagnostics).picture);
    CHECK(diagnostics.all().back().code == Code::kPictureUnread);
}

TEST_CASE("a picture that changes while it is being used is not taken for the same") {
    const Folder folder;
    folder.write("a.png", bytes_of("bars.png"));
    PictureStore small(0);  // keeps nothing
    Pictures pictures(small);
    pictures.set_folder(folder.path);
    Diagnostics diagnostics;
    auto held = pictures.picture("a.png", {}, nullptr, diagnostics).picture;
    folder.write("a.png", bytes_of("tall.png"));
    CHECK(pictures.picture("a.png", {}, nullptr, diagnostics).picture == held);  // somebody has it still
    CHECK(diagnostics.all().empty());
    held = nullptr;
    CHECK_FALSE(pictures.picture("a.png", {}, nullptr, diagnostics).picture);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all().front().code == Code::kPictureChanged);
}

TEST_CASE("threads that want one picture at once have it decoded once, and a watch is asked before") {
    struct Counting : Watch {
        void look(Stage stage, std::size_t, std::size_t, std::size_t held) override {
            if (stage == Stage::kPicture && held > 0) ++times;  // those who wait hold nothing
            if (held > most) throw 7;
        }
        std::atomic<int> times{0};
        std::size_t most = 10'000'000;
    } watch;
    PictureStore store;
    Pictures pictures(store);
    pictures.add("bars", bytes_of("bars.png"));
    std::vector<display::PicturePtr> found(8);
    std::vector<std::thread> threads;
    for (display::PicturePtr& out : found)
        threads.emplace_back([&] {
            Diagnostics diagnostics;
            out = pictures.picture("bars", {}, &watch, diagnostics).picture;
        });
    for (std::thread& thread : threads) thread.join();
    REQUIRE(found.front());
    for (const display::PicturePtr& one : found) CHECK(one == found.front());
    CHECK(watch.times == 2);  // of one decoding: before there are samples, and before they are packed

    watch.most = 1'000'000;  // 600 by 900 pixels take more
    pictures.add("tall", bytes_of("tall.png"));
    Diagnostics diagnostics;
    CHECK_THROWS_AS(pictures.picture("tall", {}, &watch, diagnostics), int);
    watch.most = 10'000'000;
    CHECK(pictures.picture("tall", {}, &watch, diagnostics).picture);  // nobody waits for what was given up
}
