// The same document from C as from C++.
#include <doctest/doctest.h>

#include "unit/api_support.hpp"

extern "C" int pages_in_c(const banxin_engine* engine, const char* brief);

TEST_CASE("from C as from C++") {
    const std::string brief = api_test::brief_of(30);
    const banxin::Document document(api_test::engine(), banxin::Source::memory("brief.xml", brief));
    CHECK(static_cast<std::size_t>(pages_in_c(api_test::engine().get(), brief.c_str())) == document.pages());
}
