// Who plays which role.
#include <doctest/doctest.h>

#include <algorithm>

#include "font/choose.hpp"
#include "unit/font_support.hpp"

using namespace banxin;
using namespace banxin::font;
using Why = Verdict::Why;

namespace {

/// One font file with one face, as an index has it.
IndexedFile file_of(std::string path, std::vector<std::string> names, std::uint16_t weight = 400, std::uint16_t fs_type = 0,
                    Flavour flavour = Flavour::kTrueType) {
    const std::string postscript = names.back();
    return {std::move(path), 0, 0, {{0, flavour, fs_type, weight, false, postscript, std::move(names)}}};
}

Catalogue fangsong(std::string_view faces) {
    Diagnostics diagnostics;
    auto out = catalogue_of("<fonts version=\"1\">\n<role name=\"fangsong\" title=\"仿宋\">" + std::string(faces) + "</role></fonts>",
                            diagnostics);
    REQUIRE(out);
    return *std::move(out);
}

struct Outcome {
    Choice choice;
    Diagnostics diagnostics;
    std::vector<std::string> paths;  // of the faces of the first role, in order
    std::vector<Why> why;            // of its candidates
};

Outcome choose_from(const Catalogue& catalogue, std::vector<IndexedFile> files, bool free_only = false) {
    Outcome out;
    out.choice = choose(catalogue, FontIndex{std::move(files)}, free_only, out.diagnostics);
    for (const Verdict& verdict : out.choice.verdicts.front()) out.why.push_back(verdict.why);
    if (const Role* role = out.choice.fonts->role(catalogue.roles.front().name))
        for (const RoleFace& face : role->faces) out.paths.push_back(out.choice.fonts->source(face.face).path);
    return out;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("with the free catalogue every machine chooses the same faces") {
    const Catalogue catalogue = real_catalogue();
    Diagnostics diagnostics;
    const Choice choice = choose(catalogue, installed(), true, diagnostics);
    CHECK(diagnostics.all().empty());
    const auto faces = [&](std::string_view role) {
        std::vector<std::string> out;
        for (const RoleFace& face : choice.fonts->role(role)->faces) out.push_back(choice.fonts->face(face.face)->postscript_name());
        return out;
    };
    using Names = std::vector<std::string>;
    CHECK(faces("xiaobiaosong") == Names{"FandolSong-Bold", "NotoSerifCJKsc-Bold"});
    CHECK(faces("fangsong") == Names{"FandolFang-Regular", "NotoSerifCJKsc-Regular"});
    CHECK(faces("kaiti") == Names{"FandolKai-Regular", "NotoSerifCJKsc-Regular"});
    CHECK(faces("heiti") == Names{"FandolHei-Regular", "NotoSansCJKsc-Regular"});
    CHECK(faces("songti") == Names{"NotoSerifCJKsc-Regular"});
    CHECK(faces("latin") == Names{"LiberationSerif", "NotoSerifCJKsc-Regular"});
    CHECK(faces("arabic") == Names{"NotoNaskhArabic-Regular"});
    CHECK(faces("rare") == Names{"Symbola", "HanaMinA", "HanaMinB", "BabelStoneHan"});
}

TEST_CASE("a character that a face draws wrong is left to the faces after it") {
    Diagnostics diagnostics;
    const Choice choice = choose(real_catalogue(), installed(), true, diagnostics);
    for (const std::string_view role : {"xiaobiaosong", "fangsong", "kaiti", "heiti"}) {
        const std::vector<RoleFace>& faces = choice.fonts->role(role)->faces;
        CHECK(faces[0].draws_wrong(U'￥'));  // Fandol: a dollar
        CHECK_FALSE(faces[0].draws_wrong(U'＄'));
        CHECK_FALSE(faces[1].draws_wrong(U'￥'));
    }
}

TEST_CASE("an official face that is put into a folder plays its role") {
    const TemporaryFolder folder;
    write_file(folder / "fs.ttf", renamed_font(u"仿宋_GB2312", "FangSong_GB2312").str());
    std::vector<std::string> folders{folder.str()};
    for (const std::string& f : font_folders()) folders.push_back(f);
    Diagnostics diagnostics;
    const Catalogue catalogue = real_catalogue();
    const Choice choice = choose(catalogue, build_index(folders, nullptr), false, diagnostics);
    const Role* role = choice.fonts->role("fangsong");
    CHECK(choice.fonts->source(role->faces.at(0).face).path == (folder / "fs.ttf").string());
    CHECK(choice.fonts->source(role->faces.at(1).face).postscript_name == "FandolFang-Regular");
    const Choice free = choose(catalogue, build_index(folders, nullptr), true, diagnostics);
    CHECK(free.fonts->source(free.fonts->role("fangsong")->faces.at(0).face).postscript_name == "FandolFang-Regular");
    CHECK(free.verdicts[1][0].why == Why::kNotFree);
}

TEST_CASE("names match without case, blanks, hyphens and underscores; Chinese exactly") {
    const Catalogue catalogue = fangsong("<face names=\"仿宋_GB2312; Fang Song GB-2312\"/>");
    for (const std::string name : {"fangsong_gb2312", "FANGSONG GB2312", "FangSongGB2312", "仿宋_GB2312", "仿宋gb2312"}) {
        CAPTURE(name);
        CHECK(choose_from(catalogue, {file_of("/a.ttf", {name})}).why == std::vector{Why::kChosen});
    }
    for (const std::string name : {"仿宋", "仿宋体_GB2312", "FangSong", "FangSong_GB23120", "彷宋_GB2312"}) {
        CAPTURE(name);
        CHECK(choose_from(catalogue, {file_of("/a.ttf", {name})}).why == std::vector{Why::kNotInstalled});
    }
}

TEST_CASE("preference is the catalogue's, then the order of the folders") {
    const Catalogue catalogue = fangsong("<face names=\"A\"/><face names=\"B\"/><face names=\"S\" stand-in=\"yes\"/>");
    Outcome out =
        choose_from(catalogue, {file_of("/s.ttf", {"S"}), file_of("/b1.ttf", {"B"}), file_of("/b2.ttf", {"B"}), file_of("/a.ttf", {"A"})});
    CHECK(out.paths == Paths{"/a.ttf", "/b1.ttf", "/s.ttf"});
    CHECK(out.why == std::vector{Why::kChosen, Why::kStandsIn, Why::kStandsIn});
    CHECK(out.diagnostics.all().empty());
}

TEST_CASE("a family's name means its regular face") {
    const Catalogue catalogue = fangsong("<face names=\"A\"/>");
    CHECK(choose_from(catalogue, {file_of("/bold.ttf", {"A"}, 700), file_of("/light.ttf", {"A"}, 300), file_of("/regular.ttf", {"A"})})
              .paths == Paths{"/regular.ttf"});
    CHECK(choose_from(catalogue, {file_of("/black.ttf", {"A"}, 900), file_of("/bold.ttf", {"A"}, 700)}).paths == Paths{"/bold.ttf"});
    IndexedFile italic = file_of("/italic.ttf", {"A"});
    italic.faces[0].italic = true;
    CHECK(choose_from(catalogue, {italic, file_of("/bold.ttf", {"A"}, 700)}).paths == Paths{"/bold.ttf"});
}

TEST_CASE("a face found under two candidates is asked once, with the first's corrections") {
    const Catalogue catalogue = fangsong("<face names=\"A\" scale=\"950\" shift=\"10\"/><face names=\"B\"/>");
    const Outcome out = choose_from(catalogue, {file_of("/ab.ttf", {"A", "B"})});
    CHECK(out.paths == Paths{"/ab.ttf"});
    CHECK(out.choice.fonts->role("fangsong")->faces[0].scale == 950);
    CHECK(out.choice.fonts->role("fangsong")->faces[0].shift == 10);
}

TEST_CASE("a face that may not be embedded is refused aloud, and the next one plays") {
    const Catalogue catalogue = fangsong("<face names=\"A\"/><face names=\"B\"/><face names=\"C\"/>");
    Outcome out =
        choose_from(catalogue, {file_of("/a.ttf", {"A"}, 400, 0x0002), file_of("/b.ttf", {"B"}), file_of("/c.ttf", {"C"}, 400, 0x0200)});
    CHECK(out.why == std::vector{Why::kEmbeddingForbidden, Why::kChosen, Why::kEmbeddingForbidden});
    CHECK(out.paths == Paths{"/b.ttf"});
    REQUIRE(out.diagnostics.all().size() == 1);  // nobody wants C
    CHECK(out.diagnostics.all()[0].code == Code::kFontForbidden);
    CHECK(out.diagnostics.all()[0].line == 2);
    CHECK_FALSE(out.diagnostics.failed());

    // A second copy that may be embedded serves.
    out = choose_from(catalogue, {file_of("/a1.ttf", {"A"}, 400, 0x0002), file_of("/a2.ttf", {"A"}, 400, 0x0008)});
    CHECK(out.paths == Paths{"/a2.ttf"});
    CHECK(out.diagnostics.all().empty());
}

TEST_CASE("a face without outlines is not used") {
    const Catalogue catalogue = fangsong("<face names=\"A\"/><face names=\"B\"/>");
    const Outcome out = choose_from(catalogue, {file_of("/a.ttf", {"A"}, 400, 0, Flavour::kUnusable), file_of("/b.ttf", {"B"})});
    CHECK(out.why == std::vector{Why::kUnusable, Why::kChosen});
    REQUIRE(out.diagnostics.all().size() == 1);
    CHECK(out.diagnostics.all()[0].code == Code::kFontUnusable);
}

TEST_CASE("a stand-in plays a role only where nothing else is there, and it is said") {
    const Catalogue catalogue = fangsong("<face names=\"S\" stand-in=\"yes\"/><face names=\"A\"/>");
    Outcome out = choose_from(catalogue, {file_of("/s.ttf", {"S"}), file_of("/a.ttf", {"A"})});
    CHECK(out.paths == Paths{"/a.ttf", "/s.ttf"});
    CHECK(out.diagnostics.all().empty());
    out = choose_from(catalogue, {file_of("/s.ttf", {"S"})});
    CHECK(out.paths == Paths{"/s.ttf"});
    REQUIRE(out.diagnostics.all().size() == 1);
    CHECK(out.diagnostics.all()[0].code == Code::kStandInPlays);
    CHECK(out.diagnostics.exit_code() == ExitCode::kToConfirm);
}

TEST_CASE("a role without any face is an error that names it") {
    const Catalogue catalogue = fangsong("<face names=\"A\"/>");
    const Outcome out = choose_from(catalogue, {file_of("/b.ttf", {"B"})});
    CHECK(out.paths.empty());
    REQUIRE(out.diagnostics.all().size() == 1);
    const Diagnostic& d = out.diagnostics.all()[0];
    CHECK(d.code == Code::kNoFaceForRole);
    CHECK(d.line == 2);
    for (const Language language : {Language::kEnglish, Language::kChinese}) CHECK(message(d, language).find("仿宋") != std::string::npos);
    CHECK(out.diagnostics.exit_code() == ExitCode::kBadInput);
}
