// The reader on layouts: lengths, names, styles that stand on others, layouts that extend others, templates.
#include <doctest/doctest.h>

#include "reader/lengths.hpp"
#include "reader/schema.hpp"
#include "reader/value_types.hpp"
#include "unit/reader_support.hpp"

using namespace banxin;
using namespace banxin::test;

namespace {

const Style& style(const LayoutPtr& layout, std::string_view name) { return layout->styles.find(name)->second; }

/// A layout that must read without a word.
LayoutPtr good(std::string_view more) {
    Diagnostics diagnostics;
    LayoutPtr out = layout_with(more, diagnostics);
    REQUIRE_MESSAGE(out, said(diagnostics));
    CHECK(said(diagnostics) == "");
    return out;
}

std::string faults(std::string_view more) {
    Diagnostics diagnostics;
    CHECK(!layout_with(more, diagnostics));
    return said(diagnostics);
}

}  // namespace

TEST_CASE("lengths are written in mm, pt, 字, 行, 号, and in nothing else") {
    for (const std::string_view text : {"12mm", "0.79mm", "-1.5pt", "2字", "0.25字", "1行", "3号", "小初", "小2号"})
        CHECK_MESSAGE(reader::parse_length(text), text);
    for (const std::string_view text : {"", "12", "mm", "12 mm", " 12mm", "12mm ", "1.mm", ".5mm", "1..5mm", "+1mm", "1e3mm", "2em", "12cm",
                                        "12345678mm", "0.1234567mm", "号", "小", "１２mm", "1,5mm"})
        CHECK_MESSAGE(!reader::parse_length(text), text);
}

TEST_CASE("lengths are exact, in the style's own units") {
    const LayoutPtr layout = good(
        "<style name='own' based-on='body' cell='own' indent='2字' before='1行' inset-left='10mm' inset-right='2.5pt'/>"
        "<style name='gridded' based-on='body' indent='2字'/><style name='big' based-on='body' size='小初' cell='own' grid='no' "
        "pitch='50pt'/>");
    CHECK(style(layout, "own").chars.size == Length::pt(16));
    CHECK(style(layout, "own").indent == Length::pt(32));
    CHECK(style(layout, "own").before == layout->page.pitch());
    CHECK(style(layout, "own").inset_left == Length::mm(10));
    CHECK(style(layout, "own").inset_right == scale(Length::pt(5), 1, 2));
    CHECK(style(layout, "gridded").chars.cell == scale(Length::mm(156), 1, 28));
    CHECK(style(layout, "gridded").indent == layout->page.cell() * 2);
    CHECK(style(layout, "big").chars.size == Length::pt(36));
}

TEST_CASE("units that mean nothing in a place are errors") {
    CHECK(faults("<style name='s' based-on='body' size='2字'/>") == "BX1207@2:39");
    CHECK(faults("<style name='s' based-on='body' size='4号'/>") == "BX1206@2:39");
    CHECK(faults("<page paper='210mm 297mm' head='2行' gutter='28mm' text-block='156mm 225mm' rows='22' cells='28' frame='16pt'/>") ==
          "BX1207@2:33");
}

TEST_CASE("a style takes over what it does not say itself; the nearest wins") {
    const LayoutPtr layout = good(
        "<style name='c' based-on='b' ink='red'/><style name='b' based-on='a' size='12pt' ink='black'/><style name='a' based-on='body' "
        "size='14pt' align='center'/>");
    CHECK(style(layout, "c").chars.size == Length::pt(12));
    CHECK(style(layout, "c").align == Align::kCentre);
    CHECK(style(layout, "c").chars.face == "fangsong");
    CHECK(layout->inks.at(style(layout, "c").chars.ink).name == "red");
    CHECK(layout->inks.at(style(layout, "b").chars.ink).name == "black");
}

TEST_CASE("styles: circles, unknown bases, what nothing gives") {
    CHECK(faults("<style name='a' based-on='a'/>") == "BX1208@2:27");
    CHECK(faults("<style name='a' based-on='b'/>\n<style name='b' based-on='c'/>\n<style name='c' based-on='a'/>") ==
          "BX1208@2:27 BX1208@3:27 BX1208@4:27");
    CHECK(faults("<style name='a' based-on='boby'/>\n<style name='b' based-on='a'/>") == "BX1205@2:27");
    CHECK(faults("<style name='a' face='fangsong'/>") == "BX1209@2:1 BX1209@2:1");
    CHECK(faults("<style name='a' based-on='body' size='0pt'/>") == "BX1209@2:1");
    CHECK(faults("<style name='a' based-on='body' inset-left='100mm' inset-right='55mm'/>") == "BX1210@2:1");
    CHECK(faults("<style name='a' based-on='body' size='小初'/>") == "BX1212@2:1");
    CHECK(faults("<style name='a' based-on='body' grid='no' pitch='10pt'/>") == "BX1211@2:1");
}

TEST_CASE("no length is longer than a page may be, so that no sum of lengths runs over") {
    good("<style name='a' based-on='body' before='14400pt'/>");
    CHECK(faults("<style name='a' based-on='body' before='14400.01pt' after='-9999999mm'/>") == "BX1111@2:41 BX1111@2:60");
    CHECK(faults("<style name='a' based-on='body' before='9999999行'/>") == "BX1111@2:41");
    CHECK(faults("<page paper='9999999mm 297mm' head='37mm' gutter='28mm' text-block='156mm 225mm' rows='22' cells='28' frame='16pt'/>") ==
          "BX1111@2:14");
}

TEST_CASE("extends: what has the same name replaces, the rest stays") {
    const LayoutPtr layout =
        good("<ink name='red' cmyk='0 100 100 0'/><size name='3号' points='15pt'/><style name='kai' based-on='body' face='heiti'/>");
    CHECK(layout->name == "test");
    CHECK(layout->inks.size() == 2);
    CHECK(layout->inks.at(1).colour.m == 1'000);
    CHECK(style(layout, "body").chars.size == Length::pt(15));
    CHECK(style(layout, "kai").chars.face == "heiti");
    CHECK(layout->files.size() == 2);
}

TEST_CASE("extends: itself, nobody, a path") {
    const auto extending = [](std::string_view name, std::string_view other = {}) {
        Layouts source;
        if (!other.empty()) source.texts.emplace("other", other);
        Diagnostics diagnostics;
        CHECK(!reader::read_layout(parsed(fmt::format("<layout version='1' name='test' extends='{}'/>", name), diagnostics), source,
                                   diagnostics));
        return said(diagnostics);
    };
    CHECK(extending("test") == "BX1202@1:42");
    CHECK(extending("other", "<layout version='1' name='other' extends='test'/>") == "BX1202@1:43");
    CHECK(extending("nobody") == "BX1603@1:42");
    CHECK(extending("../other") == "BX1111@1:42");
    CHECK(extending("/etc/passwd") == "BX1111@1:42");
    CHECK(extending("Other") == "BX1201@1:42");
    CHECK(extending("other", "<brief version='1'/>") == "BX1101@1:1");
    CHECK(extending("other", "<layout version='1' name='other'/>") == "BX1213@1:1");
}

TEST_CASE("one run names the faults of the whole layout") {
    CHECK(faults("<ink name='red' cmyk='0 80 80'/>\n<style name='a' based-on='body' ink='rde'/>\n<masthead><row "
                 "style='bdoy'>x</row></masthead>\n"
                 "<folio style='body' below='7mm' odd='up'/>\n<ink name='red' cmyk='0 0 0 0'/>") ==
          "BX1111@2:23 BX1204@3:38 BX1205@4:23 BX1222@5:38 BX1203@6:1");
}

TEST_CASE("page: what does not fit is said once, and nothing is measured by it") {
    const auto page = [](std::string_view paper, std::string_view block, int rows) {
        return faults(fmt::format("<page paper='{}' head='37mm' gutter='28mm' text-block='{}' rows='{}' cells='28' frame='16pt'/>", paper,
                                  block, rows));
    };
    CHECK(page("0mm 297mm", "156mm 225mm", 22) == "BX1215@2:1");
    CHECK(page("210mm 297mm", "186mm 225mm", 22) == "BX1216@2:1");
    CHECK(page("210mm 297mm", "156mm 225mm", 41) == "BX1218@2:1");
    CHECK(page("210mm 297mm", "156mm 225mm", 1) == "BX1111@2:84");
}

TEST_CASE("templates: text keeps typed blanks, loses line ends; parts and text do not mix") {
    const LayoutPtr layout = good(
        "<masthead>\n <row style='body'>\n  第<value of='identity/issue-number/@number' as='three'/>期\n </row>\n"
        " <row style='body'><left>左</left><right style='kai'>右</right></row><blank rows='2'/><rule ink='red' thickness='0.79mm' "
        "before='4mm'/></masthead>"
        "<folio style='body' below='7mm' odd='right 1字' even='center'>— <page-number as='chinese'/> —</folio>");
    REQUIRE(layout->masthead.size() == 4);
    const InlineTemplates& row = layout->masthead[0].content;
    REQUIRE(row.size() == 3);
    CHECK(row[0].text.str() == "第");
    CHECK(row[1].format->digits == 3);
    CHECK(row[2].text.str() == "期");
    CHECK(layout->masthead[1].right->style->name == "kai");
    CHECK(layout->masthead[1].left->style->name == "body");
    CHECK(layout->masthead[2].before == layout->page.pitch() * 2);
    CHECK(layout->masthead[3].thickness == scale(Length::mm(79), 1, 100));
    REQUIRE(layout->folio);
    CHECK(layout->folio->content[0].text.str() == "— ");
    CHECK(layout->folio->content[1].format->name == "chinese");
    CHECK(layout->folio->odd_inset == layout->page.cell());
    CHECK(layout->folio->even == Align::kCentre);
    CHECK(faults("<masthead><row style='body'><left>左</left>中</row></masthead>") == "BX1220@2:11");
    CHECK(faults("<masthead><rule ink='red' thickness='0mm'/></masthead>") == "BX1221@2:11");
}

TEST_CASE("what has a meaning in one place only is refused elsewhere") {
    CHECK(faults("<masthead><row style='body'><page-number/></row></masthead>") == "BX1224@2:29");
    CHECK(faults("<masthead><row style='body'><when test='true()'><content/></when></row></masthead>") == "BX1224@2:49");
    CHECK(faults("<flow><part of='article'><block for='p' style='body'><number/><content/></block></part></flow>") == "BX1224@2:54");
    CHECK(faults("<folio style='body' below='7mm'><content/></folio>") == "BX1224@2:33");
    good(
        "<flow><part of='article'><block for='heading' style='body'><when "
        "test='true()'><number/></when><content/><page-count/></block></part></flow>");
}

TEST_CASE("expressions are checked when the layout is read, at their column") {
    CHECK(faults("<masthead><row style='body'><value of='a['/></row></masthead>").starts_with("BX107"));
    CHECK(faults("<masthead><when test='string-length(a) &gt; 1'><blank/></when></masthead>") == "BX1073@2:23");
    CHECK(faults("<flow><part of='article'><block for='p' style='body' test='$x'/></part></flow>") == "BX1075@2:60");
}

TEST_CASE("values by type") {
    using reader::accepts;
    using reader::Type;
    CHECK(accepts(Type::kName, "work-brief2", nullptr));
    CHECK(accepts(Type::kName, "简报", nullptr));
    for (const std::string_view name : {"", "a b", "a/b", "..", "a.xml", "a\\b", "a:b"})
        CHECK_MESSAGE(!accepts(Type::kName, name, nullptr), name);
    for (const std::string_view lang : {"zh", "zh-Hans", "zh-Hant-TW", "lis", "doc", "sjo", "zh-cmn-Hans", "es-419"})
        CHECK_MESSAGE(accepts(Type::kLanguage, lang, nullptr), lang);
    for (const std::string_view lang : {"", "z", "zh_CN", "zh-", "-zh", "zh--Hans", "中文", "xx", "en-XX"})
        CHECK_MESSAGE(!accepts(Type::kLanguage, lang, nullptr), lang);
    CHECK(accepts(Type::kDecimal, "0.88", nullptr));
    for (const std::string_view share : {"", "1.5", "-0.1", "0.8888", "1e-1", ".5"})
        CHECK_MESSAGE(!accepts(Type::kDecimal, share, nullptr), share);
    CHECK(accepts(Type::kColour, "0 80 80 0", nullptr));
    for (const std::string_view colour : {"0 80 80", "0 80 80 101", "0 80 80 -1", "0,80,80,0", "0 80 80 0 0"})
        CHECK_MESSAGE(!accepts(Type::kColour, colour, nullptr), colour);
}

TEST_CASE("every element and attribute of both languages has a sentence in both, and ids that the tables know") {
    for (const reader::Schema* schema : {&reader::brief_schema(), &reader::layout_schema()})
        for (const reader::ElementSpec& element : schema->elements) {
            CAPTURE(element.id);
            CHECK((element.english.ends_with(".") && element.chinese.ends_with("。")));
            for (const reader::AttributeSpec& a : element.attributes)
                CHECK_MESSAGE((a.english.ends_with(".") && a.chinese.ends_with("。")), a.name);
            for (const reader::Particle& p : element.content)
                for (const std::string_view id : p.elements) CHECK(schema->element(id).id == id);
        }
}
