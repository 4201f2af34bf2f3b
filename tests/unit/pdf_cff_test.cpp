// The charset of a CFF table, whole and damaged.
#include <doctest/doctest.h>

#include <algorithm>

#include <hb.h>

#include "pdf/subset.hpp"
#include "unit/font_support.hpp"

using namespace banxin;

namespace {

std::string cff_of(std::string_view file) {
    const font::FacePtr face = font::open_installed(file);
    hb_blob_t* blob = hb_face_reference_table(face->hb_face(), HB_TAG('C', 'F', 'F', ' '));
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob, &size);
    std::string out(data, size);
    hb_blob_destroy(blob);
    return out;
}

/// Header, one name, a Top DICT with charset and charstrings (five-byte offsets), two empty INDEXes, charset, four charstrings.
std::string tiny_cff(std::string_view charset) {
    const auto offset = [](std::size_t n, char op) { return std::string{29, 0, 0, static_cast<char>(n >> 8), static_cast<char>(n), op}; };
    const std::string head("\x01\x00\x04\x01\x00\x01\x01\x01\x02N\x00\x01\x01\x01\x0D", 15);
    const std::size_t at = head.size() + 12 + 4;
    std::string out = head + offset(at, 15) + offset(at + charset.size(), 17) + std::string(4, '\0');
    out += charset;
    out += std::string("\x00\x04\x01\x01\x02\x03\x04\x05\x0E\x0E\x0E\x0E", 12);
    return out;
}

using Codes = std::vector<std::uint16_t>;

}  // namespace

TEST_CASE("a charset of each format is read") {
    CHECK(pdf::cff_charset(tiny_cff(std::string("\0\0\x07\0\x09\x01\0", 7))) == Codes{0, 7, 9, 256});
    CHECK(pdf::cff_charset(tiny_cff(std::string("\x01\0\x05\x01\0\x63\0", 7))) == Codes{0, 5, 6, 99});
    CHECK(pdf::cff_charset(tiny_cff(std::string("\x02\0\x05\0\x02", 5))) == Codes{0, 5, 6, 7});
}

TEST_CASE("an unknown format and predefined charsets give nothing") {
    CHECK(pdf::cff_charset(tiny_cff(std::string("\x03\0\x05\0\x02\0\0", 7))).empty());
    std::string predefined = tiny_cff(std::string("\0\0\x07\0\x09\x01\0", 7));
    predefined.replace(15, 5, std::string("\x1D\0\0\0\x01", 5));
    CHECK(pdf::cff_charset(predefined).empty());
}

TEST_CASE("the charset of Fandol: CIDs of every glyph") {
    const Codes charset = pdf::cff_charset(cff_of("FandolFang-Regular.otf"));
    const font::FacePtr face = font::open_installed("FandolFang-Regular.otf");
    REQUIRE(charset.size() == hb_face_get_glyph_count(face->hb_face()));
    CHECK(charset[0] == 0);
    CHECK(std::is_sorted(charset.begin(), charset.end()));
}

TEST_CASE("a table that ends early or is damaged gives no wrong codes, and no harm") {
    const std::string whole = tiny_cff(std::string("\x01\0\x05\x01\0\x63\0", 7));
    const Codes right = pdf::cff_charset(whole);
    for (std::size_t size = 0; size < whole.size() - 12; ++size) {
        CAPTURE(size);
        CHECK(pdf::cff_charset(std::string_view(whole).substr(0, size)).empty());
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int value : {0, 1, 0x7F, 0x80, 0xFF}) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(value);
            CHECK(pdf::cff_charset(damaged).size() <= 65'536);
        }
    }
}
