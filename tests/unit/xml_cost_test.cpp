// The bound of an expression's work, by its form.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "xml/cost.hpp"

using banxin::xml::most_visits;
using banxin::xml::Reach;
using banxin::xml::reach_of;

namespace {

/// "again", and "whole" where the expression leaves its context.
std::string form(std::string_view expression) {
    const Reach reach = reach_of(expression);
    return std::to_string(reach.again) + (reach.whole ? " whole" : "");
}

}  // namespace

TEST_CASE("paths down from the context stay inside it") {
    for (const char* expression :
         {"identity/name", "@role='send'", "article[1]/title", "identity/security or identity/copy-number", ".//em", "p[@a = 'b'][2]/em",
          "child::p/descendant::em", "count(p) >= 2", "p[position() != last()]", "'//' = p", "1.5 < p", "p[. = '..'] div 2", "p * 2",
          "normalize-space(p) != ''", "string(p) = string(q)"}) {
        CAPTURE(expression);
        CHECK(form(expression) == "0");
    }
}

TEST_CASE("what leaves the context goes through the document, and within predicates again for every node") {
    for (const char* expression :
         {"//p", "/brief/p", "../subtitle", "ancestor::article", "following-sibling::p", "p or /brief/p", "p | //p"}) {
        CAPTURE(expression);
        CHECK(form(expression) == "0 whole");
    }
    for (const char* expression : {"p[//p]", "p[..]", "p[/brief]", "p[.//em]", "//p/following::p", "p[preceding-sibling::p]", "p = q",
                                   "p[1] != (q)", "p <= text()", "p [ ancestor::q ]"}) {
        CAPTURE(expression);
        CHECK(form(expression) == "1 whole");
    }
    CHECK(form("//*[//*[//*]]") == "2 whole");
    CHECK(form("//*[count(//*[count(//*) > 0]) > 0]") == "2 whole");
    CHECK(form("//*[. = //*]") == "2 whole");
}

TEST_CASE("the bound is a product that does not run over") {
    CHECK(most_visits(reach_of("p"), 10, 1'000) == 10);
    CHECK(most_visits(reach_of("a/b[c]"), 10, 1'000) == 30);
    CHECK(most_visits(reach_of("//a"), 10, 1'000) == 2'000);
    CHECK(most_visits(reach_of("//a[//b]"), 10, 1'000) == 4'000'000);
    std::string deep = "//a";
    for (int i = 0; i < 500; ++i) deep += "[//a";
    CHECK(most_visits(reach_of(deep), 10, 1'000) == std::numeric_limits<std::uint64_t>::max());
    for (const char* broken : {"", "[", "]]]", "'", "a::", "//", "..", "!", "=", "<=", "9.", "*", "a ="})
        most_visits(reach_of(broken), 1, 1);
}
