// Guessing and checking the encoding.
#include "xml/encoding.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "xml/characters.hpp"

namespace banxin::xml {
namespace {

unsigned byte(std::string_view bytes, std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0; }
bool within(unsigned b, unsigned low, unsigned high) { return b >= low && b <= high; }

/// Length of the GB18030 sequence at i (1, 2 or 4 bytes), or 0.
std::size_t gb_sequence(std::string_view bytes, std::size_t i) {
    if (byte(bytes, i) < 0x80) return 1;
    if (!within(byte(bytes, i), 0x81, 0xFE)) return 0;
    const unsigned second = byte(bytes, i + 1);
    if (within(second, 0x40, 0x7E) || within(second, 0x80, 0xFE)) return 2;
    const bool four = within(second, 0x30, 0x39) && within(byte(bytes, i + 2), 0x81, 0xFE) && within(byte(bytes, i + 3), 0x30, 0x39);
    return four ? 4 : 0;
}

/// All of it decodes but for a few slips, and most of it lies where GB2312 has its marks and common hanzi.
bool reads_as_gb(std::string_view bytes) {
    constexpr std::size_t kCommonToASlip = 5;
    std::size_t common = 0, rare = 0, slips = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t n = gb_sequence(bytes, i);
        if (n == 0) ++slips, ++i;
        else if (n == 2 && within(byte(bytes, i), 0xA1, 0xF7) && byte(bytes, i + 1) >= 0xA1) ++common;
        else if (n > 1) ++rare;
        i += n;
    }
    return common > rare && common >= slips * kCommonToASlip;
}

/// Text in GB18030 hits upon a well-formed UTF-8 sequence now and then only; damaged UTF-8 consists of them.
bool mostly_no_utf8(std::string_view bytes) {
    std::size_t good = 0, bad = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t end = i + utf8::find_invalid(bytes.substr(i));
        for (; i < end; ++i) good += byte(bytes, i) >= 0xC0;
        if (i < bytes.size()) ++bad, ++i;
    }
    return bad > good;
}

}  // namespace

Encoding guess_encoding(std::string_view bytes) {
    const unsigned first = byte(bytes, 0), second = byte(bytes, 1);
    const bool mark = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    const bool wide = bytes.size() > 1 && ((first == '<' && second == 0) || (first == 0 && (second == '<' || second == 0)));
    if (mark || wide) return Encoding::kUtf16;
    if (utf8::find_invalid(bytes) == bytes.size()) return Encoding::kUtf8;
    return reads_as_gb(bytes) && mostly_no_utf8(bytes) ? Encoding::kGb18030 : Encoding::kUtf8;
}

std::vector<std::size_t> no_gb18030(std::string_view bytes, std::size_t at_most) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < bytes.size() && out.size() < at_most;) {
        const std::size_t n = gb_sequence(bytes, i);
        if (n == 0) out.push_back(i);
        i += std::max<std::size_t>(n, 1);
    }
    return out;
}

Mended mend(std::string_view bytes, std::size_t at_most) {
    Mended mended{std::string(bytes), {}};
    std::size_t told_to = std::string::npos;
    const auto note = [&](std::size_t offset, std::optional<char32_t> character) {
        if (offset != told_to && mended.offences.size() < at_most) mended.offences.push_back({offset, character});
    };
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::size_t valid_to = i + utf8::find_invalid(bytes.substr(i));
        while (i < valid_to) {
            const unsigned lead = byte(bytes, i);
            // Above control characters, only U+FFFE and U+FFFF are forbidden; they begin with EF.
            if (lead >= 0x20 && lead != 0xEF) {
                ++i;
                continue;
            }
            const std::size_t start = i;
            const char32_t c = utf8::next(bytes, i);
            if (is_char(c)) continue;
            note(start, c);
            told_to = i;
            mended.text.replace(start, i - start, i - start == 1 ? "_" : "\xEF\xBF\xBD");
        }
        if (i == bytes.size()) break;
        note(i, std::nullopt);
        while (i < bytes.size() && utf8::find_invalid(bytes.substr(i, 4)) == 0) mended.text[i++] = '_';
        told_to = i;
    }
    return mended;
}

}  // namespace banxin::xml
