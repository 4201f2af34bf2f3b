// Reading well-formed files: the tree, its text and the place of everything.
#include <doctest/doctest.h>

#include "xml/document.hpp"

using namespace banxin;
TEST_CASE("x") {
    Diagnostics d;
    auto doc = xml::Document::parse("<a b='1'>x<c/>y</a>", "t.xml", {}, d);
    for (auto& x : d.all()) MESSAGE(render(x, Language::kEnglish));
    REQUIRE(doc);
    CHECK(xml::children(doc->root()).size() == 3);
}
