// Standing type: what compositions of two numbers differ in, which pages are made again, and copies made of that.
#include <doctest/doctest.h>

#include "batch/copies.hpp"
#include "compose/composition.hpp"
#include "compose/difference.hpp"
#include "press/standing.hpp"
#include "unit/copies_support.hpp"

using namespace banxin;

namespace {

/// A row more from the copy 6 on.
std::string moved_by_its_value(std::string source) {
    return replaced(std::move(source), "<rule ink=\"red\"",
                    "<when test=\"identity/copy-number &gt; 5\"><row style=\"masthead\">后</row></when><rule ink=\"red\"");
}

/// Composed as it stands.
compose::Composition composed(const batch::Edition& edition, compose::Queries& queries) {
    Diagnostics diagnostics;
    compose::Budget budget;
    auto out = compose::compose(*edition.layout, *edition.brief, {}, queries, budget, diagnostics);
    CHECK_FALSE(diagnostics.failed());
    return out;
}

/// The copies as they come: number, own pieces, whole or not.
struct Copies {
    explicit Copies(batch::Edition of) : edition(std::move(of)) {}

    batch::Edition edition;
    press::Desk desk{free_fonts(), *edition.layout};
    pdf::WriterOptions options{};
    pdf::SharedFonts fonts{};
    batch::CopyMaker maker{edition, free_fonts(), desk, options};
    std::atomic<bool> stop{false};
    std::vector<std::pair<int, pdf::CopyDraft>> made{};

    bool make(const std::vector<edition::CopyRange>& numbers, std::size_t stop_after = 1'000) {
        Diagnostics diagnostics;
        const auto take = [&](int number, pdf::CopyDraft&& copy) {
            made.emplace_back(number, std::move(copy));
            stop = made.size() >= stop_after;
        };
        REQUIRE(maker.begin(numbers.front().first, fonts, &fonts, diagnostics));
        const bool out = maker.make(numbers, stop, take, diagnostics);
        CHECK_FALSE(diagnostics.failed());
        return out;
    }
};

}  // namespace

TEST_CASE("compositions of two numbers differ in the block that prints it") {
    batch::Edition edition = edition_of(classified(), layout());
    REQUIRE(edition.number);
    compose::Queries queries;
    edition.number->set("000001");
    const compose::Composition one = composed(edition, queries);
    const auto same = compose::difference(one, composed(edition, queries));
    REQUIRE(same);
    CHECK((same->masthead.empty() && same->flow.empty() && same->colophon.empty()));
    edition.number->set("000002");
    const auto two = compose::difference(one, composed(edition, queries));
    REQUIRE(two);
    CHECK(two->masthead.size() == 1);
    CHECK((two->flow.empty() && two->colophon.empty()));

    batch::Edition moved = edition_of(classified(), layout(moved_by_its_value));
    compose::Queries others;
    moved.number->set("000005");
    const compose::Composition five = composed(moved, others);
    moved.number->set("000006");
    CHECK_FALSE(compose::difference(five, composed(moved, others)));
}

TEST_CASE("standing type: pages made again are those that typesetting it whole gives") {
    for (const bool moves : {false, true}) {
        batch::Edition edition = edition_of(classified(), moves ? layout(moved_by_its_value) : layout());
        press::Desk desk(free_fonts(), *edition.layout), other(free_fonts(), *edition.layout);
        press::Standing standing(*edition.layout, *edition.brief, free_fonts(), desk);
        Diagnostics diagnostics;
        edition.number->set("000001");
        REQUIRE(standing.set(diagnostics));
        REQUIRE(standing.typeset().document.pages.size() > 1);
        CHECK(standing.changed()->empty());
        for (const char* number : {"000002", "000005", "000047"}) {
            edition.number->set(number);
            const auto changed = standing.changed();
            const auto whole = press::typeset(*edition.layout, *edition.brief, free_fonts(), other, diagnostics);
            REQUIRE(whole);
            if (moves && std::string_view(number) == "000047") {
                CHECK_FALSE(changed);  // lines move: the whole is to be set again
                continue;
            }
            REQUIRE(changed);
            REQUIRE(changed->size() == 1);
            CHECK(changed->front().index == 0);
            CHECK(changed->front().page.items == whole->document.pages[0].items);
            CHECK(standing.typeset().document.pages[0].items != whole->document.pages[0].items);
            CHECK(standing.typeset().document.pages[1].items == whole->document.pages[1].items);
        }
    }
}

TEST_CASE("a copy has its number alone; one whose lines move is whole") {
    Copies alike(edition_of(classified(), layout()));
    CHECK(alike.make({{1, 12}, {77, 77}}));
    REQUIRE(alike.made.size() == 13);
    for (const auto& [number, copy] : alike.made) {
        CHECK(copy.label == edition::copy_number(number));
        CHECK_FALSE(copy.whole);
        CHECK(copy.own.size() == 1);
    }
    CHECK(alike.made[0].second.own != alike.made[1].second.own);

    Copies moved(edition_of(classified(), layout(moved_by_its_value)));
    CHECK(moved.make({{1, 7}}));
    for (const auto& [number, copy] : moved.made) CHECK(copy.whole.has_value());  // 1 and 6 share no digit: each is typeset by itself

    Copies typed(edition_of(replaced(classified(), "auto", "000017"), layout()));
    CHECK_FALSE(typed.edition.number);
    CHECK(typed.make({{1, 3}}));
    for (const auto& [number, copy] : typed.made) CHECK((copy.label.empty() && copy.own.empty() && !copy.whole));
}

TEST_CASE("copies end with the one at hand where they are to stop") {
    Copies copies(edition_of(classified(), layout()));
    CHECK_FALSE(copies.make({{1, 1'000}}, 3));
    CHECK(copies.made.size() == 3);
}

TEST_CASE("the file of copies is the same from every run") {
    std::string first, again;
    for (std::string* pdf : {&first, &again}) {
        batch::Edition edition = edition_of(classified(), layout());
        press::Typeset typeset;
        Diagnostics diagnostics;
        pdf::WriterOptions options;
        REQUIRE(batch::write_copies(edition, {{3, 5}, {9, 9}}, free_fonts(), options, *pdf, typeset, diagnostics));
        CHECK(typeset.document.pages.size() > 1);
    }
    CHECK(first.starts_with("%PDF-"));
    CHECK(first == again);
}
