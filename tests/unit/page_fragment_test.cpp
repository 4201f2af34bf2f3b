// Where lines come to stand, and where a block lets itself be divided.
#include <doctest/doctest.h>

#include "page/fragment.hpp"
#include "unit/page_support.hpp"

using namespace banxin;
using namespace banxin::page;

namespace {

constexpr std::size_t kAll = 1'000'000;

struct Setting : Blocks {
    Fragment place(const SetBlock& block, Cursor start = {}, std::size_t from = 0, std::size_t limit = kAll,
                   Keeps keeps = Keeps::kAll) const {
        return fragment(block, page, start, page.block_height, from, limit, keeps);
    }
    Cursor below(std::size_t rows) const { return {page.row_top(static_cast<int>(rows) - 1) + page.frame, {}, {}, false}; }
};

}  // namespace

TEST_CASE("twenty-two rows fill the text block from edge to edge") {
    Setting s;
    const Fragment f = s.place(s.text(30));
    REQUIRE(f.placed.size() == 22);
    CHECK(f.resume == 22);
    CHECK(f.placed.front().top == Length{});
    CHECK(f.placed.back().top + s.page.frame == s.page.block_height);
    CHECK(f.placed[1].baseline - f.placed[0].baseline == s.page.row_top(1));
    CHECK(f.placed[0].baseline == scale(s.page.frame, 880, 1'000));
}

TEST_CASE("no division leaves fewer lines than orphans and widows allow") {
    Setting s;
    SetBlock& five = s.text(5);
    CHECK(s.place(five, s.below(17)).placed.size() == 5);
    CHECK(s.place(five, s.below(18)).placed.size() == 3);  // four would leave one
    CHECK(s.place(five, s.below(20)).placed.size() == 2);
    CHECK(s.place(five, s.below(21)).placed.empty());  // one line would stay alone
    CHECK(s.place(five, s.below(21)).resume == 0);
    SetBlock& three = s.text(3);
    CHECK(s.place(three, s.below(20)).placed.empty());  // two and one, one and two: neither
    CHECK(s.place(three, s.below(20), 0, kAll, Keeps::kNone).placed.size() == 2);
    s.style(five).orphans = 3;
    s.style(five).widows = 1;
    CHECK(s.place(five, s.below(18)).placed.size() == 4);
    CHECK(s.place(five, s.below(20)).placed.empty());
}

TEST_CASE("a block that is kept together is not divided, unless it must be") {
    Setting s;
    SetBlock& block = s.text(6);
    s.style(block).keep_together = true;
    CHECK(s.place(block, s.below(17)).placed.empty());
    CHECK(s.place(block, s.below(17), 0, kAll, Keeps::kNone).placed.size() == 5);
}

TEST_CASE("a block goes on where it was left, without the blank above") {
    Setting s;
    SetBlock& block = s.text(10);
    s.block(block).before = s.page.pitch();
    const Fragment rest = s.place(block, {}, 7);
    REQUIRE(rest.placed.size() == 3);
    CHECK(rest.placed[0].line == 7);
    CHECK(rest.placed[0].top == Length{});
    CHECK_FALSE(rest.resume);
}

TEST_CASE("blank above is dropped at the head of a page, kept elsewhere, and the line is on a row again") {
    Setting s;
    SetBlock& block = s.text(1);
    s.block(block).before = Length::mm(3);
    CHECK(s.place(block).placed[0].top == Length{});
    CHECK(s.place(block, s.below(1)).placed[0].top == s.page.row_top(1));  // 3 mm fit into the leading
    s.block(block).before = Length::mm(6);
    CHECK(s.place(block, s.below(1)).placed[0].top == s.page.row_top(2));
}

TEST_CASE("lines of their own pitch follow each other without the grid") {
    Setting s;
    SetBlock& block = s.text(3);
    block.on_grid = false;
    block.size = Length::pt(22);
    block.pitch = Length::pt(36);
    const Fragment f = s.place(block, s.below(2));
    REQUIRE(f.placed.size() == 3);
    CHECK(f.placed[0].top == s.below(2).bottom + Length::pt(7));
    CHECK(f.placed[2].top - f.placed[1].top == Length::pt(36));
    CHECK(f.cursor.lead == Length::pt(7));
}

TEST_CASE("a rule takes its thickness, and is left out where it does not fit") {
    Setting s;
    SetBlock& rule = s.rule(Length::mm(1), Length::mm(4));
    const Fragment f = s.place(rule, s.below(3));
    REQUIRE(f.placed.size() == 1);
    CHECK(f.placed[0].top == s.below(3).bottom + Length::mm(4));
    CHECK(f.cursor.bottom == f.placed[0].top + Length::mm(1));
    const Fragment none = s.place(rule, s.below(22));
    CHECK(none.placed.empty());
    CHECK(none.resume == 0);
}
