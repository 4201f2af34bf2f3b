// The report on fonts: facts about the free faces, and a form that people can read.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "font/legacy_text.hpp"
#include "font/report.hpp"
#include "text/classes.hpp"
#include "unit/font_support.hpp"

using namespace banxin;
using namespace banxin::font;

namespace {

bool is_western(char32_t c) { return text::kind_of(c) == text::Kind::kWestern; }

struct Made {
    Catalogue catalogue = real_catalogue();
    Diagnostics diagnostics;
    Choice choice = choose(catalogue, installed(), true, diagnostics);
    FontReport report(FontReport::Subject subject, std::u32string_view characters) const {
        return make_report(catalogue, choice, subject, characters, is_western);
    }
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t widest_line(std::string_view text) {
    std::size_t widest = 0, width = 0;
    for (const char32_t c : utf8::to_utf32(text)) {
        width = c == U'\n' ? 0 : width + (c >= 0x2E80 ? 2 : 1);
        widest = std::max(widest, width);
    }
    return widest;
}

}  // namespace

TEST_CASE("of GB 2312 no Chinese role lacks a character") {
    const Made made;
    const FontReport report = made.report(FontReport::Subject::kGb2312, gb2312_characters());
    CHECK(report.characters == 7445);
    REQUIRE(report.roles.size() == 12);
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(report.roles[i].name);
        CHECK(report.roles[i].lacking.empty());
        for (const StandIn& s : report.roles[i].stand_ins) CHECK((s.characters.empty() || s.characters == U"￥"));
    }
    CHECK(report.roles[4].face->index == 2);
    CHECK(report.roles[4].face->path.ends_with("NotoSerifCJK-Regular.ttc"));
}

TEST_CASE("a Western role is asked for Western characters alone, the others for all") {
    const FontReport report = Made().report(FontReport::Subject::kText, U"A15é。字★\U0001E900");
    const ReportedRole &han = report.roles.at(1), &latin = report.roles.at(5);
    CHECK(han.characters == 8);
    CHECK_FALSE(han.western);
    CHECK(latin.name == "latin");
    CHECK(latin.western);
    CHECK(latin.characters == 5);
    CHECK(latin.lacking == U"\U0001E900");
    CHECK(latin.stand_ins.at(0).characters.empty());
    CHECK(contains(print(report, Language::kEnglish), "1 of 5 (only the 5 Western ones are looked for)"));
    CHECK(contains(print(report, Language::kChinese), "5 个中缺 1 个（只查其中 5 个西文字符）"));
}

TEST_CASE("of a text each lacking character has a face that draws it, or none") {
    const Made made;
    const FontReport report = made.report(FontReport::Subject::kText, U"\n A⑩⑪丂綦\U0001F600\U0002EBF0");
    const ReportedRole& fangsong = report.roles.at(1);
    CHECK(fangsong.face->postscript_name == "FandolFang-Regular");
    CHECK(fangsong.proper);
    REQUIRE(fangsong.stand_ins.size() == 2);
    CHECK(fangsong.stand_ins[0].face.postscript_name == "NotoSerifCJKsc-Regular");
    CHECK(fangsong.stand_ins[0].characters == U"⑪丂");
    CHECK(fangsong.stand_ins[1].face.postscript_name == "Symbola");
    CHECK(fangsong.stand_ins[1].characters == U"\U0001F600");
    CHECK(fangsong.lacking == U"\U0002EBF0");

    const std::string english = print(report, Language::kEnglish), chinese = print(report, Language::kChinese);
    CHECK(contains(english, "2 drawn by NotoSerifCJKsc-Regular: ⑪丂"));
    CHECK(contains(english, "1 that no font has: \U0002EBF0(U+2EBF0)"));
    CHECK(contains(chinese, "2 个由 NotoSerifCJKsc-Regular 代替：⑪丂"));
    CHECK(contains(chinese, "1 个没有任何字体可用：\U0002EBF0(U+2EBF0)"));
    CHECK(contains(chinese, "（集合内序号 2）"));
    CHECK(contains(english, "not of the free catalogue: 仿宋_GB2312, 仿宋"));
}

TEST_CASE("the report's lines fit a terminal, and long lists are cut") {
    const Made made;
    std::u32string many;
    for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) many += c;
    for (char32_t c = 0x2EBF0; c <= 0x2EC40; ++c) many += c;
    const FontReport report = made.report(FontReport::Subject::kText, many);
    for (const Language language : {Language::kEnglish, Language::kChinese}) {
        const std::string text = print(report, language);
        CHECK(widest_line(text) <= 100 + 60);  // a path is never broken
        CHECK(text.size() < 20'000);
        CHECK(text.ends_with('\n'));
        CHECK_FALSE(contains(text, " \n"));
        CHECK(utf8::find_invalid(text) == text.size());
    }
    CHECK(contains(print(report, Language::kChinese), "等，另有"));
    CHECK(contains(print(report, Language::kEnglish), " more"));
}

TEST_CASE("a role without a face is reported as such") {
    Diagnostics diagnostics;
    const Catalogue catalogue = real_catalogue();
    const Choice choice = choose(catalogue, FontIndex{}, false, diagnostics);
    const FontReport report = make_report(catalogue, choice, FontReport::Subject::kText, U"字", is_western);
    CHECK(report.roles.size() == 12);
    CHECK_FALSE(report.roles[0].face);
    CHECK(report.roles[0].lacking == U"字");
    CHECK(contains(print(report, Language::kChinese), "--fonts"));
    CHECK(contains(print(report, Language::kEnglish), "not installed: 仿宋_GB2312, 仿宋"));
}
