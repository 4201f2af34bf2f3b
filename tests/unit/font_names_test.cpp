// The names of a face in all the codes that fonts in use in China hold them in.
#include <doctest/doctest.h>

#include <algorithm>

#include "font/legacy_text.hpp"
#include "unit/font_support.hpp"

using namespace banxin::font;

namespace {

IndexedFace indexed(const std::vector<NameRecord>& names) {
    const TemporaryFolder folder;
    FontBytes font(read_file(installed_file("LiberationSerif-Regular.ttf")));
    write_file(folder / "a.ttf", font.set_names(names).str());
    const FontIndex index = build_index({folder.str()}, nullptr);
    REQUIRE(index.files.size() == 1);
    REQUIRE(index.files[0].faces.size() == 1);
    return index.files[0].faces[0];
}

bool has(const IndexedFace& face, std::string_view name) {
    return std::find(face.names.begin(), face.names.end(), name) != face.names.end();
}

}  // namespace

TEST_CASE("names in Chinese and English are found, each once") {
    const IndexedFace face = indexed({
        {3, 1, 0x0804, 1, utf16(u"方正小标宋_GBK")},
        {3, 1, 0x0409, 1, utf16(u"FZXiaoBiaoSong-B05")},
        {0, 3, 0, 4, utf16(u"方正小标宋_GBK")},
        {3, 10, 0x0804, 16, utf16(u"\U00020BB7野宋")},
        {1, 0, 0, 6, "FZXBSK--GBK1-0"},
        {3, 1, 0x0409, 6, utf16(u"FZXBSK--GBK1-0")},
        {3, 1, 0x0409, 9, utf16(u"A designer")},
    });
    CHECK(face.names == std::vector<std::string>{"方正小标宋_GBK", "FZXiaoBiaoSong-B05", "𠮷野宋", "FZXBSK--GBK1-0"});
    CHECK(face.postscript_name == "FZXBSK--GBK1-0");
}

TEST_CASE("names in the codes of before Unicode are read") {
    const IndexedFace face = indexed({
        {3, 3, 0x0804, 1, "\xB7\xC2\xCB\xCE_GB2312"},                 // GBK as it is
        {3, 3, 0x0804, 4, std::string("\xBF\xAC\xCC\xE5\0A\0B", 8)},  // GBK, ASCII padded to two bytes
        {3, 3, 0x0804, 16, utf16(u"\u4EFF\u5B8B")},                   // Unicode under the number of GBK: no valid GBK
        {3, 4, 0x0404, 1, "\xB7L\xB3n"},                              // Big5
        {1, 25, 33, 1, "\xBA\xDA\xCC\xE5"},                           // Macintosh, Simplified Chinese
        {1, 2, 19, 1, "\xBC\xD0\xB7\xA2\xC5\xE9"},                    // Macintosh, Traditional Chinese
        {1, 0, 0, 4, "SimFang"},
    });
    CHECK(has(face, "仿宋_GB2312"));
    CHECK(has(face, "楷体AB"));
    CHECK(has(face, "微軟"));
    CHECK(has(face, "黑体"));
    CHECK(has(face, "標楷體"));
    CHECK(has(face, "SimFang"));
}

TEST_CASE("damaged names are passed over, sound ones kept") {
    const IndexedFace face = indexed({
        {3, 1, 0x0409, 1, std::string("\xD8\x00\x00\x41", 4)},  // half a surrogate pair
        {3, 1, 0x0409, 1, std::string("\xDC\x00", 2)},
        {3, 1, 0x0409, 4, utf16(u"two\nlines")},
        {1, 0, 0, 4, "caf\x8E"},
        {1, 1, 11, 4, "\x83\x65"},  // a code that is not read
        {3, 1, 0x0409, 4, ""},
        {3, 1, 0x0409, 6, utf16(u"Sound")},
    });
    CHECK(face.names == std::vector<std::string>{"Sound"});
}

TEST_CASE("text in an old code that is none gives nothing") {
    CHECK(from_legacy("\xD6\xD0\xCE\xC4", LegacyCode::kGb18030) == "中文");
    CHECK(from_legacy("\xD6", LegacyCode::kGb18030).empty());
    CHECK(from_legacy("\xFF\xFF", LegacyCode::kBig5).empty());
    CHECK(from_legacy("", LegacyCode::kEucCn).empty());
    // Four bytes of GB 18030 for what GBK lacks.
    CHECK(from_legacy("\x95\x32\xFE\x35", LegacyCode::kGb18030) == "\U000204D7");
}
