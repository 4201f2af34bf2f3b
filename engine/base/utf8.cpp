// UTF-8 walking and checking.
#include "base/utf8.hpp"

#include <fmt/format.h>

namespace banxin::utf8 {
namespace {

constexpr unsigned byte(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// Length of the well-formed sequence at i, or 0.
std::size_t sequence(std::string_view text, std::size_t i) {
    const unsigned lead = byte(text, i);
    if (lead < 0x80) return 1;
    const auto trails = [&](std::size_t n, unsigned first_low, unsigned first_high) -> std::size_t {
        if (i + n >= text.size()) return 0;
        if (byte(text, i + 1) < first_low || byte(text, i + 1) > first_high) return 0;
        for (std::size_t k = 2; k <= n; ++k)
            if ((byte(text, i + k) & 0xC0) != 0x80) return 0;
        return n + 1;
    };
    if (lead >= 0xC2 && lead <= 0xDF) return trails(1, 0x80, 0xBF);
    if (lead >= 0xE0 && lead <= 0xEF) return trails(2, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    if (lead >= 0xF0 && lead <= 0xF4) return trails(3, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return 0;
}

}  // namespace

std::size_t find_invalid(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t n = sequence(text, i);
        if (n == 0) return i;
        i += n;
    }
    return text.size();
}

char32_t next(std::string_view text, std::size_t& offset) {
    const unsigned lead = byte(text, offset++);
    if (lead < 0x80) return lead;
    const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t c = lead & (0x3Fu >> more);
    for (int k = 0; k < more && offset < text.size(); ++k) c = c << 6 | (byte(text, offset++) & 0x3F);
    return c;
}

char32_t previous(std::string_view text, std::size_t& offset) {
    do --offset;
    while (offset > 0 && (byte(text, offset) & 0xC0) == 0x80);
    std::size_t at = offset;
    return next(text, at);
}

std::size_t count(std::string_view text) {
    std::size_t n = 0;
    for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return n;
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::string encode(char32_t c) {
    std::string out;
    append(out, c);
    return out;
}

std::u32string to_utf32(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) out += next(text, i);
    return out;
}

std::string name(char32_t c) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)); }

}  // namespace banxin::utf8
