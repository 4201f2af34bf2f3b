// Faces: what they are, what they cover, what they draw; FreeType and ICU are the foreign witnesses.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <thread>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H
#include <unicode/uchar.h>

#include "base/invisible.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "font/cff.hpp"
#include "font/font_set.hpp"
#include "font/legacy_text.hpp"
#include "unit/font_support.hpp"

using namespace banxin;
using namespace banxin::font;

namespace {

bool hanzi(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

std::size_t covered(const Face& face, std::u32string_view characters) {
    return static_cast<std::size_t>(std::count_if(characters.begin(), characters.end(), [&](char32_t c) { return face.covers(c); }));
}

/// All hanzi of GBK: those of Unicode 1.1 and 21 compatibility characters.
std::u32string gbk_hanzi() {
    std::u32string out =
        U"\uF92C\uF979\uF995\uF9E7\uF9F1\uFA0C\uFA0D\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA18\uFA1F\uFA20\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29";
    for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) out += c;
    return out;
}

std::string error_of(const std::string& path, std::uint32_t index = 0) {
    std::string error;
    CHECK(Face::open(path, index, error) == nullptr);
    CHECK_FALSE(error.empty());
    CHECK(error.find('\n') == std::string::npos);
    return error;
}

InkBox ink_by_freetype(const std::string& path, std::uint32_t index, char32_t c, long& advance) {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    REQUIRE(FT_Init_FreeType(&library) == 0);
    REQUIRE(FT_New_Face(library, path.c_str(), static_cast<FT_Long>(index), &face) == 0);
    REQUIRE(FT_Load_Char(face, c, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) == 0);
    FT_BBox box{};
    FT_Outline_Get_BBox(&face->glyph->outline, &box);
    advance = face->glyph->advance.x;
    FT_Done_Face(face);
    FT_Done_FreeType(library);
    const auto n = [](FT_Pos v) { return static_cast<std::int32_t>(v); };
    return {n(box.xMin), n(box.yMin), n(box.xMax), n(box.yMax)};
}

}  // namespace

TEST_CASE("faces say what they are") {
    const FacePtr fang = open_installed("FandolFang-Regular.otf");
    CHECK(fang->flavour() == Flavour::kCffCid);
    CHECK(fang->postscript_name() == "FandolFang-Regular");
    CHECK(fang->units_per_em() == 1000);
    CHECK(fang->fs_type() == 8);
    CHECK(embedding_allowed(fang->fs_type()));

    const FacePtr noto = open_installed("NotoSerifCJK-Regular.ttc", 2);
    CHECK(noto->flavour() == Flavour::kCffCid);
    CHECK(noto->postscript_name() == "NotoSerifCJKsc-Regular");
    CHECK(noto->index() == 2);

    const FacePtr liberation = open_installed("LiberationSerif-Regular.ttf");
    CHECK(liberation->flavour() == Flavour::kTrueType);
    CHECK(liberation->units_per_em() == 2048);
}

TEST_CASE("the licence bits decide about embedding") {
    for (const unsigned allowed : {0x0000, 0x0004, 0x0008, 0x000C, 0x0006, 0x000A})
        CHECK(embedding_allowed(static_cast<std::uint16_t>(allowed)));
    for (const unsigned forbidden : {0x0002, 0x0100, 0x0108, 0x0200, 0x0208, 0x0202})
        CHECK_FALSE(embedding_allowed(static_cast<std::uint16_t>(forbidden)));
}

TEST_CASE("what is no font is refused with a reason") {
    const TemporaryFolder folder;
    error_of((folder / "missing.otf").string());
    error_of(folder.str());
    error_of(installed_file("NotoSerifCJK-Regular.ttc"), 5);
    error_of(installed_file("FandolKai-Regular.otf"), 1);

    const auto path = folder / "bad.otf";
    for (const std::string_view bytes : {std::string_view(), std::string_view("OTTO"), std::string_view("ttcf\0\1\0\0\xFF\xFF\xFF\xFF", 12),
                                         std::string_view("工作简报")}) {
        write_file(path, bytes);
        error_of(path.string());
    }
}

TEST_CASE("a damaged font neither crashes nor hangs") {
    const TemporaryFolder folder;
    const auto path = folder / "damaged.otf";
    for (const std::string_view name : {"LiberationSerif-Regular.ttf", "FandolSong-Regular.otf"}) {
        const std::string whole = read_file(installed_file(name));
        std::uint32_t random = 1;
        for (int round = 0; round < 60; ++round) {
            std::string bytes = round % 3 == 0 ? whole.substr(0, whole.size() * static_cast<std::size_t>(round) / 60) : whole;
            // The directory and the head of the tables, where lengths and offsets are.
            for (int i = 0; i < 40 && !bytes.empty(); ++i) {
                random = random * 1'664'525 + 1'013'904'223;
                bytes[(random >> 8) % std::min<std::size_t>(bytes.size(), round % 2 == 0 ? 400 : 40'000)] = static_cast<char>(random >> 3);
            }
            write_file(path, bytes);
            std::string error;
            const FacePtr face = Face::open(path.string(), 0, error);
            if (!face) continue;
            for (const char32_t c : U"工作简报Aé") (void)face->covers(c);
            for (std::uint32_t g = 0; g < 50; ++g) (void)face->ink_box(g);
        }
    }
}

TEST_CASE("GB 2312 is whole") {
    const std::u32string all = gb2312_characters();
    CHECK(all.size() == 7445);
    CHECK(std::is_sorted(all.begin(), all.end()));
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(std::count_if(all.begin(), all.end(), hanzi) == 6763);
    for (const char32_t c : U"一齄·—〓①⑩ㄅпα")
        if (c) CHECK(std::binary_search(all.begin(), all.end(), c));
    for (const char32_t c : U"丂⑪〇\u30FB\u2015")
        if (c) CHECK_FALSE(std::binary_search(all.begin(), all.end(), c));
}

TEST_CASE("the free faces cover what was measured") {
    const std::u32string gb2312 = gb2312_characters();
    for (const std::string_view name :
         {"FandolFang-Regular.otf", "FandolSong-Bold.otf", "FandolKai-Regular.otf", "FandolHei-Regular.otf"}) {
        CAPTURE(name);
        const FacePtr face = open_installed(name);
        CHECK(covered(*face, gb2312) == 7445);
        CHECK(covered(*face, U"①②③④⑤⑥⑦⑧⑨⑩") == 10);
        CHECK(covered(*face, U"⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") == 0);
        CHECK_FALSE(face->covers(U'\u2015'));
        CHECK(covered(*face, gbk_hanzi()) >= 7'942);
        CHECK(covered(*face, gbk_hanzi()) <= 7'946);
    }
    for (const std::string_view name : {"NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"}) {
        const FacePtr face = open_installed(name, 2);
        CHECK(covered(*face, gbk_hanzi()) == 20'923);
        CHECK(covered(*face, U"①⑩⑪⑳") == 4);
    }
    const FacePtr latin = open_installed("LiberationSerif-Regular.ttf");
    CHECK(latin->covers(U'A'));
    CHECK_FALSE(latin->covers(U'工'));
}

TEST_CASE("what draws nothing by nature is what Unicode says") {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const auto code = static_cast<UChar32>(c);
        const bool expected = u_charType(code) == U_CONTROL_CHAR || u_hasBinaryProperty(code, UCHAR_WHITE_SPACE) ||
                              u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
        if (is_invisible(c) != expected) FAIL_CHECK(utf8::name(c));
    }
    const FacePtr fang = open_installed("FandolFang-Regular.otf");
    for (const char32_t c : {U' ', U'\u3000', U'\u200D', U'\uFE0F', U'\n'}) CHECK(fang->covers(c));
}

TEST_CASE("an emptied outline does not count as covered") {
    const TemporaryFolder folder;
    const auto path = folder / "empty.otf";
    std::string error;
    SUBCASE("TrueType") {
        const FacePtr before = open_installed("LiberationSerif-Regular.ttf");
        FontBytes bytes(read_file(before->path()));
        const std::string loca = bytes.table("loca");
        REQUIRE(loca.size() / 4 > before->glyph(U'A') + 1);  // offsets of four bytes
        const std::size_t at = 4 * (before->glyph(U'A') + 1);
        std::string changed = loca;
        changed.replace(at - 4, 4, loca.substr(at, 4));
        bytes.replace_table("loca", changed);
        write_file(path, bytes.str());
        const FacePtr face = Face::open(path.string(), 0, error);
        REQUIRE(face);
        CHECK(face->glyph(U'A') != 0);
        CHECK_FALSE(face->covers(U'A'));
        CHECK(face->covers(U'C'));
    }
    SUBCASE("CFF") {
        const FacePtr before = open_installed("FandolFang-Regular.otf");
        const CffGlyphs glyphs(before->hb_face());
        char32_t c = 0;
        for (const char32_t candidate : U"一丨·—|-")
            if (candidate && glyphs.charstring(before->glyph(candidate)).size() <= 32) c = candidate;
        REQUIRE(c != 0);
        REQUIRE(before->covers(c));
        const Table table(before->hb_face(), HB_TAG('C', 'F', 'F', ' '));
        const auto at = static_cast<std::size_t>(glyphs.charstring(before->glyph(c)).data() - table.bytes(0, 1).data());
        FontBytes bytes(read_file(before->path()));
        std::string changed = bytes.table("CFF ");
        changed[at] = 14;  // endchar
        write_file(path, bytes.replace_table("CFF ", changed).str());
        const FacePtr face = Face::open(path.string(), 0, error);
        REQUIRE(face);
        CHECK(face->glyph(c) != 0);
        CHECK_FALSE(face->covers(c));
        CHECK(face->covers(U'工'));
    }
}

TEST_CASE("the quick look at coverage agrees with the outlines") {
    for (const auto& [name, index] :
         {std::pair("FandolKai-Regular.otf", 0u), {"NotoSerifCJK-Regular.ttc", 2u}, {"LiberationSerif-Regular.ttf", 0u}}) {
        const FacePtr face = open_installed(name, index);
        for (char32_t c = 0x21; c < 0xFFFF; c += 7) {
            const std::uint32_t glyph = face->glyph(c);
            if (is_invisible(c) || glyph == 0) continue;
            if (face->covers(c) == face->ink_box(glyph).empty()) FAIL_CHECK(name << " " << utf8::name(c));
        }
    }
}

TEST_CASE("ink and advance are those that FreeType sees") {
    for (const auto& [name, index] : {std::pair("FandolFang-Regular.otf", 0u),
                                      {"FandolSong-Bold.otf", 0u},
                                      {"NotoSansCJK-Regular.ttc", 2u},
                                      {"LiberationSerif-Regular.ttf", 0u}}) {
        const FacePtr face = open_installed(name, index);
        for (const char32_t c : std::u32string(U"工作简报，。—“（1Ag")) {
            const std::uint32_t glyph = face->glyph(c);
            if (glyph == 0) continue;
            CAPTURE(name);
            CAPTURE(utf8::name(c));
            long advance = 0;
            const InkBox expected = ink_by_freetype(face->path(), index, c, advance);
            const InkBox ink = face->ink_box(glyph);
            CHECK(std::abs(ink.left - expected.left) <= 1);
            CHECK(std::abs(ink.right - expected.right) <= 1);
            CHECK(std::abs(ink.bottom - expected.bottom) <= 1);
            CHECK(std::abs(ink.top - expected.top) <= 1);
            CHECK(face->advance(glyph) == advance);
        }
    }
}

TEST_CASE("threads may share a set of faces that opens as they go") {
    std::vector<FontSet::FaceSource> sources;
    for (const std::string_view name : {"FandolFang-Regular.otf", "FandolSong-Bold.otf", "LiberationSerif-Regular.ttf"})
        sources.push_back({installed_file(name), 0, "", ""});
    sources.push_back({"/nonexistent/font.otf", 0, "", ""});
    const FontSet fonts(std::move(sources), {{"fangsong", "仿宋", {{0}, {2}}}});
    const std::u32string text = U"工作简报第15期（总第208期）重庆市綦江区";
    std::vector<std::vector<int>> seen(4);
    std::vector<std::thread> threads;
    for (auto& mine : seen) {
        threads.emplace_back([&] {
            for (FaceId id = 0; id < 3; ++id)
                for (const char32_t c : text)
                    mine.push_back(fonts.face(id)->covers(c) ? fonts.face(id)->ink_box(fonts.face(id)->glyph(c)).right : -1);
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& mine : seen) CHECK(mine == seen.front());
    CHECK(fonts.face(3) == nullptr);
    CHECK(fonts.face(0) == fonts.face(0));
    CHECK(fonts.role("fangsong")->faces.size() == 2);
    CHECK(fonts.role("nosuch") == nullptr);
}

TEST_CASE("the hash of a face is that of the bytes that it draws from, whatever lies at its path by now") {
    const TemporaryFolder folder;
    const std::string path = (folder / "font.ttf").string(), bytes = read_file(installed_file("LiberationSerif-Regular.ttf"));
    write_file(path, bytes);
    std::string error;
    const FacePtr face = Face::open(path, 0, error);
    REQUIRE(face);
    write_file(folder / "other", "something else");
    std::filesystem::rename(folder / "other", path);
    CHECK(face->sha256() == sha256(bytes));
    CHECK(Face::open("memory", 0, error, std::make_shared<const std::string>(bytes))->sha256() == sha256(bytes));
}
