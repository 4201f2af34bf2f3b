// Reads the Top DICT of a CFF table.
#include "font/cff.hpp"

#include <algorithm>

namespace banxin::font {
namespace {

/// An INDEX of CFF: count, size of an offset, offsets from the byte before the data.
struct Index {
    Index(const Table& table, std::size_t at) : count(table.u16(at)), offset_size(table.u8(at + 2)), offsets(at + 3) {}

    std::size_t item(const Table& table, std::size_t i) const {
        return offsets + (std::size_t{count} + 1) * offset_size - 1 + table.number(offsets + i * offset_size, std::min(offset_size, 4u));
    }
    std::size_t end(const Table& table) const { return count == 0 ? offsets - 1 : item(table, count); }

    unsigned count;
    unsigned offset_size;
    std::size_t offsets;
};

}  // namespace

CffGlyphs::CffGlyphs(hb_face_t* face) : table_(face, HB_TAG('C', 'F', 'F', ' ')) {
    const Index names(table_, table_.u8(2));
    const Index tops(table_, names.end(table_));
    if (tops.count == 0) return;
    read_top_dict(tops.item(table_, 0), std::min<std::size_t>(tops.item(table_, 1), table_.size()));
}

void CffGlyphs::read_top_dict(std::size_t at, std::size_t end) {
    constexpr unsigned kCharStrings = 17, kEscape = 12, kRos = 30;
    unsigned operand = 0;
    while (at < end) {
        const unsigned b = table_.u8(at++);
        if (b == kEscape) {
            cid_keyed_ |= table_.u8(at++) == kRos;
        } else if (b == kCharStrings) {
            char_strings_ = operand;
        } else if (b == 28) {
            operand = table_.u16(at);
            at += 2;
        } else if (b == 29) {
            operand = table_.number(at, 4);
            at += 4;
        } else if (b == 30) {  // a real number ends with a nibble of 15
            while (at < end && (table_.u8(at) & 0x0F) != 0x0F) ++at;
            ++at;
        } else if (b >= 32 && b <= 246) {
            operand = b - 139;
        } else if (b >= 247 && b <= 250) {
            operand = (b - 247) * 256 + table_.u8(at++) + 108;
        } else if (b >= 251 && b <= 254) {
            ++at;  // negative: no offset
        }
    }
}

std::string_view CffGlyphs::charstring(std::uint32_t glyph) const {
    if (char_strings_ == 0) return {};
    const Index glyphs(table_, char_strings_);
    if (glyph >= glyphs.count) return {};
    const std::size_t begin = glyphs.item(table_, glyph), end = glyphs.item(table_, glyph + 1u);
    return end > begin && end <= table_.size() ? table_.bytes(begin, end - begin) : std::string_view();
}

}  // namespace banxin::font
