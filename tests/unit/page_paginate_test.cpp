// The flow over pages: the keeps, told as rules that hold for any sequence of blocks.
#include <doctest/doctest.h>

#include <random>

#include "page/flow.hpp"
#include "unit/page_support.hpp"

using namespace banxin;
using namespace banxin::page;

namespace {

struct Pages {
    std::vector<LogicalPage> pages;
    Diagnostics diagnostics;

    explicit Pages(const Blocks& blocks, Cursor first = {}) {
        FlowFiller flow(blocks.set, blocks.page, diagnostics);
        flow.fill(pages.emplace_back(), first);
        while (!flow.done() && pages.size() < 10'000) flow.fill(pages.emplace_back(), {});
    }
    std::vector<std::size_t> lines() const {
        std::vector<std::size_t> out;
        for (const LogicalPage& page : pages) out.push_back(page.placed.size());
        return out;
    }
};

using Lines = std::vector<std::size_t>;

SetBlock& heading(Blocks& blocks) {
    SetBlock& out = blocks.text(1);
    blocks.style(out).keep_with_next = true;
    return out;
}

/// The flow must place every line once and in order.
void check_complete(const Blocks& blocks, const Pages& made) {
    std::size_t block = 0, line = 0;
    for (const LogicalPage& page : made.pages) {
        for (const Placed& placed : page.placed) {
            REQUIRE(placed.owner == &blocks.set[block]);
            REQUIRE(placed.line == line);
            if (++line == blocks.set[block].lines.size()) {
                ++block;
                line = 0;
            }
        }
    }
    REQUIRE(block == blocks.set.size());
}

void check_rules(const Blocks& blocks, const Pages& made) {
    for (std::size_t p = 1; p < made.pages.size(); ++p) {
        const auto& above = made.pages[p - 1].placed;
        const auto& below = made.pages[p].placed;
        if (above.empty() || below.empty()) continue;
        const Placed& last = above.back();
        const Placed& first = below.front();
        const Style& style = *last.owner->block->style;
        if (last.owner == first.owner) {
            REQUIRE_FALSE(style.keep_together);
            REQUIRE(last.line + 1 >= static_cast<std::size_t>(style.orphans));
            REQUIRE(last.owner->lines.size() - first.line >= static_cast<std::size_t>(style.widows));
        } else {
            REQUIRE_FALSE(style.keep_with_next);
            REQUIRE_FALSE(first.owner->block->style->keep_with_previous);
        }
        for (const Placed& placed : below) REQUIRE(placed.top + blocks.page.frame <= blocks.page.block_height + Length{100});
    }
}

}  // namespace

TEST_CASE("a heading goes to the next page with the text that it leads") {
    Blocks blocks;
    blocks.text(20);
    heading(blocks);
    blocks.text(5);
    CHECK(Pages(blocks).lines() == Lines{20, 6});
}

TEST_CASE("a heading stays where two lines of its text follow") {
    Blocks blocks;
    blocks.text(19);
    heading(blocks);
    blocks.text(5);
    CHECK(Pages(blocks).lines() == Lines{22, 3});
}

TEST_CASE("a sign-off takes lines of the text with it") {
    Blocks blocks;
    blocks.text(22);
    blocks.style(blocks.text(1)).keep_with_previous = true;
    CHECK(Pages(blocks).lines() == Lines{20, 3});
}

TEST_CASE("two headings move together") {
    Blocks blocks;
    blocks.text(19);
    heading(blocks);
    heading(blocks);
    blocks.text(2);
    CHECK(Pages(blocks).lines() == Lines{19, 4});
}

TEST_CASE("a chain of keeps longer than a page is said and divided between blocks") {
    Blocks blocks;
    for (int i = 0; i < 30; ++i) heading(blocks);
    blocks.text(3);
    const Pages made(blocks);
    check_complete(blocks, made);
    CHECK(made.lines() == Lines{22, 11});
    REQUIRE(made.diagnostics.all().size() == 1);
    CHECK(made.diagnostics.all()[0].code == Code::kKeepGivenUp);
}

TEST_CASE("a block that begins a page begins one") {
    Blocks blocks;
    blocks.text(3);
    blocks.block(blocks.text(4)).new_page = true;
    CHECK(Pages(blocks).lines() == Lines{3, 4});
}

TEST_CASE("under a masthead a page may stay without text rather than break a keep") {
    Blocks blocks;
    heading(blocks);
    blocks.text(5);
    const Cursor low{blocks.page.row_top(20), {}, {}, false};
    CHECK(Pages(blocks, low).lines() == Lines{0, 6});
}

TEST_CASE("whatever the blocks: all lines in order, no rule broken, every page used") {
    for (unsigned seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto one_in = [&](unsigned n) { return random() % n == 0; };
        Blocks blocks;
        bool chained = false;  // two keeps in a row at most, so that no chain is longer than a page
        for (int i = 0; i < 60; ++i) {
            SetBlock& block = blocks.text(1 + random() % (one_in(8) ? 50 : 9));
            Style& style = blocks.style(block);
            if (!chained && block.lines.size() <= 3 && one_in(2)) style.keep_with_next = chained = true;
            else if (!chained && block.lines.size() <= 2 && one_in(3)) style.keep_with_previous = chained = true;
            else chained = false;
            if (block.lines.size() <= 6 && one_in(9)) style.keep_together = true;
        }
        blocks.style(blocks.set.back()).keep_with_next = false;
        const Pages made(blocks);
        check_complete(blocks, made);
        check_rules(blocks, made);
        CHECK(made.diagnostics.all().empty());
        for (const LogicalPage& page : made.pages) CHECK_FALSE(page.placed.empty());
    }
}
