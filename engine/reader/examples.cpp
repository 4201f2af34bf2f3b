// The examples of the reference pages. tests/docs builds a document around each of them.
#include "reader/examples.hpp"

#include <algorithm>
#include <iterator>

namespace banxin::reader {
namespace {

struct Example {
    std::string_view schema, id, xml;
};

constexpr Example kExamples[] = {
    {"brief", "identity", R"(<identity>
  <name>工作简报</name>
  <issue-number year="2026" number="3" total="27"/>
  <issuer>区教育工委办公室</issuer>
  <date>2026-03-02</date>
</identity>)"},
    {"brief", "issue-number", R"(<issue-number year="2026" number="3" total="27"/>)"},
    {"brief", "security", R"(<security level="秘密" period="1年"/>)"},
    {"brief", "printed", R"(<printed by="区教育工委办公室" on="2026-03-03"/>)"},
    {"brief", "editor-note", R"(<editor-note>
  <p>本期介绍三所学校的做法，供各校参考。</p>
</editor-note>)"},
    {"brief", "article", R"(<article>
  <title>全区中小学如期开学</title>
  <p>3月2日，全区42所中小学开学。</p>
  <contributor>区教育工委</contributor>
</article>)"},
    {"brief", "section", R"(<section>
  <heading>开学准备</heading>
  <section>
    <heading>查校舍。</heading>
    <p>各校检查了屋面和线路。</p>
  </section>
</section>)"},
    {"brief", "em", R"(<p>各校<em>每周</em>检查一次。</p>)"},
    {"brief", "br", R"(<title>全区中小学<br/>如期开学</title>)"},
    {"brief", "distribution", R"(<distribution copies="60">
  <recipients role="report"><to>区委办公室</to></recipients>
  <recipients role="distribute"><to>各中小学</to><to>各幼儿园</to></recipients>
</distribution>)"},
    {"layout", "size", R"(<size name="3号" points="16pt"/>)"},
    {"layout", "ink", R"(<ink name="red" cmyk="0 80 80 0"/>)"},
    {"layout", "format", R"(<format name="date" kind="date" pattern="{year}年{month}月{day}日"/>)"},
    {"layout", "words", R"(<words><word>主题教育</word><word>市委会</word></words>)"},
    {"layout", "style", R"(<style name="note" based-on="body" face="kaiti" inset-left="2字" inset-right="2字"/>)"},
    {"layout", "row", R"(<row style="masthead">
  <left><value of="identity/issuer"/></left>
  <right><value of="identity/date" as="date"/></right>
</row>)"},
    {"layout", "label",
     R"(<row style="colophon"><label>送：</label><each of="distribution/recipients[@role='send']/to" separator="，"><value of="."/></each>。</row>)"},
    {"layout", "rule", R"(<rule ink="red" thickness="0.79mm" before="4mm"/>)"},
    {"layout", "block.when", R"(<when test="identity/urgency">
  <row style="masthead"><left><value of="identity/urgency"/></left></row>
</when>)"},
    {"layout", "inline.choose", R"(<row style="issue">
  <choose>
    <when test="identity/issue-number/@supplement">增刊第<value of="identity/issue-number/@supplement"/>期</when>
    <otherwise>第<value of="identity/issue-number/@number"/>期</otherwise>
  </choose>
</row>)"},
    {"layout", "block", R"(<block for="heading" level="1" style="heading-1" bookmark="2"><number as="chinese"/>、<content/></block>)"},
    {"layout", "folio", R"(<folio style="folio" odd="right 1字" even="left 1字" below="7mm" first="1">— <page-number/> —</folio>)"},
};

}  // namespace

std::string_view example_of(std::string_view schema, std::string_view id) {
    const auto* const found =
        std::find_if(std::begin(kExamples), std::end(kExamples), [&](const Example& e) { return e.schema == schema && e.id == id; });
    return found == std::end(kExamples) ? std::string_view() : found->xml;
}

}  // namespace banxin::reader
