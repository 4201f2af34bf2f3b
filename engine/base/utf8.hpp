// UTF-8 without surprises: strict decoding, and quick walking over text that is known to be valid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace banxin::utf8 {

/// Offset of the first byte that is not well-formed UTF-8 (Unicode table 3-7: no surrogates, no overlong forms, at most
/// U+10FFFF); text.size() if all of it is.
std::size_t find_invalid(std::string_view text);

/// The character at `offset` of valid text; moves `offset` behind it. offset < text.size().
char32_t next(std::string_view text, std::size_t& offset);

/// The character that ends before `offset` of valid text; moves `offset` to its start. offset > 0.
char32_t previous(std::string_view text, std::size_t& offset);

/// Number of code points in valid text.
std::size_t count(std::string_view text);

void append(std::string& out, char32_t c);
std::string encode(char32_t c);
std::u32string to_utf32(std::string_view text);

/// "U+5B57"; for messages.
std::string name(char32_t c);

}  // namespace banxin::utf8
