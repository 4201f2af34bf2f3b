// What reaches out of a line: told only where it meets something of the line next to it on the same page.
#include <doctest/doctest.h>

#include "page/beside.hpp"
#include "unit/page_support.hpp"

using namespace banxin;
using namespace banxin::page;

namespace {

constexpr Length mm(std::int64_t n) { return Length::mm(n); }

/// Two lines of hanzi, `pitch` of the official page apart, from `left` to `right`.
struct Lines {
    Blocks blocks;
    text::Line *above, *below;
    SetBlock *first, *second;

    Lines() : first(&blocks.text(1)), second(&blocks.text(1)) {
        above = &first->lines[0];
        below = &second->lines[0];
        for (SetBlock* block : {first, second}) block->em = block->size;
        fill(*above, 0, 156);
        fill(*below, 0, 156);
    }

    static void fill(text::Line& line, std::int64_t left, std::int64_t right) {
        display::GlyphRun run;
        run.size = Length::pt(16);
        run.origin = {mm(left), {}};
        run.text = "国";
        run.glyphs = {{1, 0, {}, {}, mm(right - left)}};
        line.runs = {run};
        line.left = mm(left);
        line.right = mm(right);
    }

    /// Codes told of pages, each of so many blocks.
    std::vector<Code> told(bool one_page = true) const {
        std::vector<LogicalPage> pages(one_page ? 1 : 2);
        const Length base = scale(blocks.page.frame, 880, 1'000);
        pages.front().placed.push_back({first, 0, {}, base});
        const Length top = one_page ? blocks.page.row_top(1) : Length{};
        pages.back().placed.push_back({second, 0, top, top + base});
        Diagnostics diagnostics;
        check_beside(pages, blocks.page, diagnostics);
        std::vector<Code> out;
        for (const Diagnostic& d : diagnostics.all()) out.push_back(d.code);
        return out;
    }
};

/// Beyond the em box: 0.88 of 16 pt are above the baseline, 0.12 below.
text::Reach over(std::int64_t left, std::int64_t right, std::int64_t beyond) {
    return {mm(left), mm(right), mm(beyond) + scale(Length::pt(16), 880, 1'000), nullptr, {}};
}
text::Reach under(std::int64_t left, std::int64_t right, std::int64_t beyond) {
    return {mm(left), mm(right), mm(beyond) + scale(Length::pt(16), 120, 1'000), nullptr, {}};
}

using Codes = std::vector<Code>;
const Codes kTall{Code::kLettersTooTall};

}  // namespace

TEST_CASE("between two rows of the official page there are 4.8 mm for what reaches out of both") {
    Lines lines;
    lines.above->under = {under(10, 20, 3)};
    CHECK(lines.told().empty());
    lines.below->over = {over(15, 25, 1)};
    CHECK(lines.told().empty());
    lines.below->over = {over(15, 25, 2)};
    CHECK(lines.told() == kTall);
    lines.below->over = {over(22, 25, 2)};  // beside it, not below it
    CHECK(lines.told().empty());
}

TEST_CASE("what reaches farther than that meets letters of the next line, or the blank beside them") {
    Lines lines;
    lines.above->under = {under(10, 20, 6)};
    CHECK(lines.told() == kTall);
    Lines::fill(*lines.below, 30, 156);
    CHECK(lines.told().empty());
    lines.below->over = {over(100, 110, 6)};
    CHECK(lines.told() == kTall);
    Lines::fill(*lines.above, 0, 90);
    CHECK(lines.told().empty());
}

TEST_CASE("blank cells are not met") {
    Lines lines;
    lines.above->under = {under(10, 20, 6)};
    CHECK(lines.told() == kTall);
    lines.below->runs[0].text = "　";
    CHECK(lines.told().empty());
}

TEST_CASE("lines of two pages are not next to each other") {
    Lines lines;
    lines.above->under = {under(10, 20, 6)};
    lines.below->over = {over(10, 20, 6)};
    CHECK(lines.told() == kTall);
    CHECK(lines.told(false).empty());
}

TEST_CASE("a line far away is met by what is long enough") {
    Lines lines;
    lines.above->under = {under(10, 20, 16)};
    Lines::fill(*lines.below, 30, 156);
    SetBlock& third = lines.blocks.text(1);
    third.em = third.size;
    Lines::fill(third.lines[0], 0, 156);
    std::vector<LogicalPage> pages(1);
    const Length base = scale(lines.blocks.page.frame, 880, 1'000);
    const SetBlock* all[] = {lines.first, lines.second, &third};
    for (int i = 0; i < 3; ++i) pages[0].placed.push_back({all[i], 0, lines.blocks.page.row_top(i), lines.blocks.page.row_top(i) + base});
    Diagnostics diagnostics;
    check_beside(pages, lines.blocks.page, diagnostics);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].code == Code::kLettersTooTall);
}

TEST_CASE("a rule is met too") {
    Lines lines;
    lines.above->under = {under(10, 20, 4)};
    SetBlock& rule = lines.blocks.rule(mm(1), {});
    std::vector<LogicalPage> pages(1);
    const Length base = scale(lines.blocks.page.frame, 880, 1'000);
    pages[0].placed = {{lines.first, 0, {}, base}, {&rule, 0, lines.blocks.page.frame + mm(3), {}}};
    Diagnostics diagnostics;
    check_beside(pages, lines.blocks.page, diagnostics);
    CHECK(diagnostics.all().size() == 1);
}
