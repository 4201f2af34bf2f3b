// The dump of a small document, to the letter.
#include <doctest/doctest.h>

#include "display/dump.hpp"

using namespace banxin;

TEST_CASE("every kind of thing on a page has its line") {
    display::Document document;
    document.metadata = {"题名 \"一\"", "某科", "", "", "zh-Hans", "2024-12-19"};
    document.inks = {{"black", {0, 0, 0, 1'000}}};
    document.faces = {{"仿宋", "FandolFang-Regular", "FandolFang-Regular.otf", 0}};
    document.structure.resize(2);
    document.structure[0].role = display::Role::kDocument;
    document.structure[0].lang = "zh-Hans";
    document.structure[1].role = display::Role::kHeading;
    document.structure[1].level = 2;
    document.structure[1].parent = 0;

    display::GlyphRun run;
    run.size = Length::pt(16);
    run.origin = {Length::mm(28), Length::mm(42)};
    run.text = "简\\报";
    run.glyphs = {{7, 0, {}, {}, Length::mm(5)}, {8, 4, Length::mm(5), Length{-18'000}, scale(Length::mm(1), 55, 10)}};
    run.node = 1;
    display::Page page;
    page.width = Length::mm(210);
    page.height = Length::mm(297);
    page.trim = {{}, {}, page.width, page.height};
    page.text_block = {Length::mm(28), Length::mm(37), Length::mm(156), Length::mm(225)};
    page.label = "1";
    page.items.emplace_back(run);
    page.items.emplace_back(
        display::Rule{{Length::mm(28), Length::mm(261), Length::mm(156), scale(Length::mm(1), 35, 100)}, 0, kNoNode, {}});
    document.pages.push_back(page);
    document.outline = {{"标题", 1, 0, Length::mm(37)}};

    CHECK(display::dump(document) == R"(banxin-page-dump 1
title "题名 \"一\""
author "某科"
language "zh-Hans"
date "2024-12-19"
page 1 label="1" paper=210x297 trim=0,0,210,297 text-block=28,37,156,225
run x=28 y=42 face=FandolFang-Regular size=16pt ink=black node=1 text="简\\报"
 glyphs 0:7@0+5 4:8@5,-0.5+5.5
rule x=28 y=261 width=156 height=0.35 ink=black
node 0 document lang=zh-Hans
node 1 heading level=2 parent=0
bookmark 1 page=1 y=37 "标题"
)");
}
