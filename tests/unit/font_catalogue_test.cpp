// fonts.xml: what it may say, and how its faults are told.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "unit/font_support.hpp"

using namespace banxin;
using namespace banxin::font;

namespace {

Diagnostic only_fault(std::string_view xml) {
    Diagnostics diagnostics;
    CHECK_FALSE(catalogue_of(xml, diagnostics).has_value());
    REQUIRE(diagnostics.all().size() == 1);
    return diagnostics.all().front();
}

std::string in_role(std::string_view face) {
    return "<fonts version=\"1\">\n<role name=\"fangsong\" title=\"仿宋\">\n  " + std::string(face) + "\n</role></fonts>";
}

}  // namespace

TEST_CASE("the project's catalogue names the six roles, official faces first, then those of scripts") {
    const Catalogue catalogue = real_catalogue();
    std::vector<std::string> names;
    for (const CatalogueRole& role : catalogue.roles) names.push_back(role.name);
    CHECK(names == std::vector<std::string>{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "latin", "tibetan", "arabic",
                                            "mongolian", "yi", "hebrew", "rare"});
    for (const CatalogueRole& role : catalogue.roles) {
        CAPTURE(role.name);
        CHECK(role.scripts.empty() == (&role - catalogue.roles.data() < 6));
        if (!role.scripts.empty()) continue;
        const auto free = [](const Candidate& c) { return c.free; };
        CHECK_FALSE(role.candidates.front().free);
        CHECK(std::is_partitioned(role.candidates.begin(), role.candidates.end(), [](const Candidate& c) { return !c.free; }));
        CHECK(std::any_of(role.candidates.begin(), role.candidates.end(), free));
        std::set<std::string> all;
        for (const Candidate& c : role.candidates)
            for (const std::string& name : c.names) CHECK(all.insert(name).second);
    }
    CHECK(catalogue.roles[1].candidates.front().names == std::vector<std::string>{"仿宋_GB2312", "FangSong_GB2312"});
}

TEST_CASE("a face has names, marks and corrections") {
    Diagnostics diagnostics;
    const auto catalogue =
        catalogue_of(in_role("<face names=\" A ;; B C;\n 仿宋 ;\" free=\"yes\" scale=\"980\" shift=\"-12\"/>"), diagnostics);
    REQUIRE(catalogue);
    const Candidate& face = catalogue->roles.at(0).candidates.at(0);
    CHECK(face.names == std::vector<std::string>{"A", "B C", "仿宋"});
    CHECK(face.free);
    CHECK_FALSE(face.stand_in);
    CHECK(face.scale == 980);
    CHECK(face.shift == -12);
    CHECK(face.pos.line == 3);
    CHECK(face.pos.column == 3);
}

TEST_CASE("stand-ins come after all others, wherever they are written") {
    Diagnostics diagnostics;
    const auto catalogue =
        catalogue_of(in_role("<face names=\"S\" stand-in=\"yes\"/><face names=\"A\"/><face names=\"B\" stand-in=\"no\"/>"), diagnostics);
    REQUIRE(catalogue);
    std::string order;
    for (const Candidate& c : catalogue->roles.at(0).candidates) order += c.names.front();
    CHECK(order == "ABS");
}

TEST_CASE("faults of a catalogue are told with their place") {
    const auto at = [](const Diagnostic& d) { return std::pair(d.line, d.column); };
    Diagnostic d = only_fault(in_role("<face names=\"A\" fre=\"yes\"/>"));
    CHECK(d.code == Code::kFontsAttributeMeant);
    CHECK(at(d) == std::pair(3u, 19u));
    CHECK(message(d, Language::kEnglish).find("did you mean 'free'") != std::string::npos);
    CHECK(message(d, Language::kChinese).find("free") != std::string::npos);

    CHECK(only_fault(in_role("<face names=\"A\" colour=\"red\"/>")).code == Code::kFontsAttribute);
    d = only_fault(in_role("<face names=\"A\"/><fase names=\"B\"/>"));
    CHECK(d.code == Code::kFontsElementMeant);
    CHECK(at(d) == std::pair(3u, 20u));
    CHECK(only_fault(in_role("<face names=\"A\"/><script/>")).code == Code::kFontsElement);
    CHECK(only_fault(in_role("<face names=\"A\"><face/></face>")).code == Code::kFontsElement);
    d = only_fault(in_role("<face names=\"A\"/> 字"));
    CHECK(d.code == Code::kFontsText);
    CHECK(at(d) == std::pair(3u, 21u));
    CHECK(only_fault(in_role("<face/>")).code == Code::kFontsMissing);
    CHECK(only_fault(in_role("<face names=\"\"/>")).code == Code::kFontsMissing);
    CHECK(only_fault(in_role("<face names=\" ; \"/>")).code == Code::kFontsMissing);
    d = only_fault(in_role("<face names=\"A\" scale=\"99\"/>"));
    CHECK(d.code == Code::kFontsValue);
    CHECK(at(d) == std::pair(3u, 26u));
    for (const std::string_view bad : {"", "1e3", "+5", "99999999999", "１２０", "120 "}) {
        CAPTURE(bad);
        CHECK(only_fault(in_role("<face names=\"A\" scale=\"" + std::string(bad) + "\"/>")).code == Code::kFontsValue);
    }
    CHECK(only_fault(in_role("<face names=\"A\" free=\"true\"/>")).code == Code::kFontsValue);
    CHECK(only_fault("<fonts version=\"2\"/>").code == Code::kFontsVersion);
    CHECK(only_fault("<fonts/>").code == Code::kFontsMissing);
    CHECK(only_fault("<font version=\"1\"/>").code == Code::kFontsElementMeant);
    CHECK(only_fault("<fonts version=\"1\"><role name=\"a\" title=\"b\"/></fonts>").code == Code::kRoleWithoutFace);
    const std::string role = "<role name=\"a\" title=\"b\"><face names=\"A\"/></role>";
    CHECK(only_fault("<fonts version=\"1\">" + role + role + "</fonts>").code == Code::kFontsRoleTwice);
}

TEST_CASE("all faults of a catalogue are told in one go") {
    Diagnostics diagnostics;
    CHECK_FALSE(catalogue_of("<fonts version=\"3\" x=\"\"><role title=\"t\"><face free=\"1\"/><y/></role></fonts>", diagnostics));
    CHECK(diagnostics.errors() == 6);
}
