// The character classes of XML 1.0 as tables of ranges.
#include "xml/characters.hpp"

#include <algorithm>
#include <iterator>

namespace banxin::xml {
namespace {

struct Range {
    char32_t first, last;
};

constexpr Range kNameStart[] = {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
                                {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},
                                {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
constexpr Range kNameMore[] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t kSize>
bool in(const Range (&ranges)[kSize], char32_t c) {
    const Range* range = std::lower_bound(std::begin(ranges), std::end(ranges), c, [](const Range& r, char32_t x) { return r.last < x; });
    return range != std::end(ranges) && range->first <= c;
}

}  // namespace

bool is_char(char32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF);
}

bool is_name_start(char32_t c) { return in(kNameStart, c); }
bool is_name_char(char32_t c) { return in(kNameStart, c) || in(kNameMore, c); }

}  // namespace banxin::xml
