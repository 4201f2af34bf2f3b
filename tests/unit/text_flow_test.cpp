// Flow composition on real faces: widths of marks, gaps, words, addresses, and what is reported.
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <hb.h>

#include "base/utf8.hpp"
#include "property/setting.hpp"
#include "text/seat.hpp"

namespace banxin {
namespace {

using property::Setting;

const Style& style(std::string_view name) {
    static const LayoutPtr layout = property::layout_with(R"(
        <style name="full" based-on="body" composition="flow" indent="0字" cell="own" hyphenate="none"/>
        <style name="kaiming" based-on="full" marks="kaiming"/>
        <style name="half" based-on="full" marks="half"/>
        <style name="css" based-on="full" line-end-marks="css"/>
        <style name="jis" based-on="full" line-end-marks="jis"/>
        <style name="hang" based-on="full" hanging="，。"/>
        <style name="hyphens" based-on="full" hyphenate="en-US"/>
        <style name="no-patterns" based-on="full" hyphenate="xx-XX"/>)");
    return layout->styles.find(name)->second;
}

/// One paragraph in ems of 16 pt.
struct Line {
    Line(std::string_view written, std::string_view name, double ems)
        : composer(property::free_fonts(), {}),
          set(composer, written, style(name), {static_cast<std::int64_t>(ems * static_cast<double>(style(name).chars.size.units))}) {}

    double width(std::size_t i = 0) const { return ems(set.composed.lines.at(i).right - set.composed.lines.at(i).left); }
    double ems(Length a) const { return static_cast<double>(a.units) / static_cast<double>(set.paragraph.style->chars.size.units); }
    std::size_t lines() const { return set.composed.lines.size(); }
    bool reported(Code code) const {
        for (const Diagnostic& d : set.diagnostics.all())
            if (d.code == code) return true;
        return false;
    }

    text::Composer composer;
    Setting set;
};

double width(std::string_view written, std::string_view name = "full") { return Line(written, name, 100).width(); }

}  // namespace

TEST_CASE("widths of marks by style") {
    CHECK(width("国，国。国", "full") == doctest::Approx(5));
    CHECK(width("国，国。国", "kaiming") == doctest::Approx(4.5));
    CHECK(width("国，国。国", "half") == doctest::Approx(4));
    CHECK(width("国：“国。”国") == doctest::Approx(6));  // ：“ and 。” are 1.5 em each
    CHECK(width("（《国》）国") == doctest::Approx(5));
    CHECK(width("国·国") == doctest::Approx(2.5));  // GB/T 15834 5.1.7
    CHECK(width("国——国……国") == doctest::Approx(7));
}

TEST_CASE("a mark at a line's end") {
    CHECK(width("国国国。") == doctest::Approx(3.5));
    CHECK(width("国国国。", "css") == doctest::Approx(4));
    CHECK(width("国国国）", "css") == doctest::Approx(3.5));
    CHECK(width("国国国。", "jis") == doctest::Approx(4));
    CHECK(width("国国国，", "jis") == doctest::Approx(3.5));
    CHECK(width("国国国，", "hang") == doctest::Approx(3));
}

TEST_CASE("the gap of hanzi and Western text is the layout's, typed or not, and never beside marks or at an edge") {
    CHECK(width("国PDF国") == doctest::Approx(width("国 PDF 国")));
    CHECK(width("国PDF国") == doctest::Approx(width("PDF") + 2.5));
    CHECK(width("（PDF），国") == doctest::Approx(width("PDF") + 3.5));
    CHECK(width("25℃") == doctest::Approx(width("25") + 1));
    CHECK(width("PDF国") == doctest::Approx(width("PDF") + 1.25));
}

TEST_CASE("words are divided by patterns or stay whole; the hyphen copies out as a soft one") {
    const Line whole("internationalization of responsibilities", "full", 7);
    const Line divided("internationalization of responsibilities", "hyphens", 7);
    bool soft = false;
    std::string text;
    for (std::size_t i = 0; i < divided.lines(); ++i) {
        text += divided.set.text_of(i);
        soft = soft || divided.set.text_of(i).ends_with("\u00AD");
    }
    CHECK(soft);
    CHECK(whole.set.text_of(0).find("\u00AD") == std::string::npos);
    for (std::size_t at; (at = text.find("\u00AD")) != text.npos;) text.erase(at, 2);
    CHECK(text.find("internationalization") == 0);
    CHECK(Line("internationalization", "no-patterns", 9).reported(Code::kNoHyphenation));
}

TEST_CASE("a document's number is never broken, in small brackets neither; its brackets are half a cell") {
    for (const char* number : {"〔2012〕5号", "﹝2012﹞5号", "〔2026〕18號"})
        for (double ems = 8; ems < 14; ems += 0.5) {
            const Line line("国发" + std::string(number) + "文件和国办发" + number + "文件都已印发", "full", ems);
            std::size_t whole = 0;
            for (std::size_t i = 0; i < line.lines(); ++i)
                for (std::size_t at = 0; (at = line.set.text_of(i).find(number, at)) != std::string::npos; ++at) ++whole;
            CAPTURE(number);
            CAPTURE(ems);
            CHECK(whole == 2);
        }
    CHECK(Line("国发〔2012〕5号", "full", 40).width() == doctest::Approx(6.5).epsilon(0.005));
}

TEST_CASE("an address without http:// is one too: no hyphen comes into it") {
    for (const std::string address : {"office.example.cn/help", "example.gov.cn", "files.example.org:8080"})
        for (double ems = 5; ems < 12; ems += 0.5) {
            const Line line("可登录" + address + "查看有关材料", "hyphens", ems);
            std::string text;
            for (std::size_t i = 0; i < line.lines(); ++i) text += line.set.text_of(i);
            CHECK(text == "可登录" + address + "查看有关材料");
        }
}

TEST_CASE("an address is divided behind its marks alone and copies out unchanged") {
    const std::string address = "https://www.example.gov.cn/art/2019/11/25/index.html";
    const Line line("详见" + address + "网页内容", "full", 14);
    std::string text;
    for (std::size_t i = 0; i < line.lines(); ++i) {
        if (i > 0 && text.size() > 6 && text.size() < 6 + address.size()) CHECK(std::string("/.").find(text.back()) != std::string::npos);
        text += line.set.text_of(i);
    }
    CHECK(line.lines() > 1);
    CHECK(text == "详见" + address + "网页内容");
}

TEST_CASE("what cannot be set well is reported with its amount") {
    CHECK(Line("——国国国国", "full", 1).reported(Code::kOverfullLine));
    CHECK(Line("typography typography typography", "full", 7).reported(Code::kUnderfullLine));
    CHECK(Line("（（（（（（（（（（国国", "full", 4).reported(Code::kProhibitionGivenUp));
    CHECK(Line("国国responsibilities国国国responsibilities国国", "full", 8).reported(Code::kLooseLine));
    CHECK(Line("国。国。国。国。国", "full", 8).reported(Code::kTightLine));
}

TEST_CASE("marks stand in their half of the cell, whatever the face does") {
    const font::FontSet& fonts = property::free_fonts();
    hb_buffer_t* buffer = hb_buffer_create();
    text::Seats seats(fonts);
    std::set<font::FaceId> faces;  // for Simplified Chinese
    for (const font::Role& role : fonts.roles())
        for (const font::RoleFace& face : role.faces)
            if (role.scripts.empty()) faces.insert(face.face);
    for (const font::FaceId id : faces) {
        const font::Face* face = fonts.face(id);
        if (!face || face->glyph(U'国') == 0) continue;
        const auto em = static_cast<std::int32_t>(face->units_per_em());
        CAPTURE(fonts.source(id).postscript_name);
        for (const char32_t c : std::u32string_view(U"，。、；：！？“”‘’（）《》〈〉「」【】〔〕")) {
            const std::uint32_t glyph = face->glyph(c);
            const font::InkBox ink = face->ink_box(glyph);
            if (ink.empty()) continue;
            const text::Kind kind = text::kind_of(c);
            const text::Seat seat = seats.of(id, glyph, c, kind, face->advance(glyph), buffer);
            const std::int32_t left = (em - face->advance(glyph)) / 2 + ink.left + seat.shift, right = left + ink.right - ink.left;
            CAPTURE(utf8::encode(c));
            CHECK(seat.blank == em / 2);
            CHECK(left >= (kind == text::Kind::kOpening ? em / 2 : 0) - em / 50);
            CHECK(right <= (kind == text::Kind::kOpening ? em : em / 2) + em / 50);
        }
    }
    hb_buffer_destroy(buffer);
}

TEST_CASE("dashes fill their cells and · stands in the middle, in faces that draw them narrow") {
    static const LayoutPtr layout =
        property::layout_with(R"(<style name="song" based-on="body" composition="flow" indent="0字" cell="own" face="songti"/>)");
    const Style& song = layout->styles.find("song")->second;
    text::Composer composer(property::free_fonts(), {});
    const Setting set(composer, "——", song, Length::mm(100));
    const text::LineInk ink = composer.ink(set.composed.lines.at(0));
    CHECK((ink.right - ink.left).to_pt() > 1.8 * song.chars.size.to_pt());
    const Setting dot(composer, "·", song, Length::mm(100));
    const text::LineInk point = composer.ink(dot.composed.lines.at(0));
    CHECK((point.left + point.right).to_pt() / 2 == doctest::Approx(0.25 * song.chars.size.to_pt()).epsilon(0.04));
}

}  // namespace banxin
