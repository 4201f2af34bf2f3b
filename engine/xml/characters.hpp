// The character classes of XML 1.0 (fifth edition), for the scan of the read stage.
#pragma once

namespace banxin::xml {

/// Production [2] Char, for what can stand in valid UTF-8.
bool is_char(char32_t c);
/// Production [4] NameStartChar without the colon.
bool is_name_start(char32_t c);
/// Production [4a] NameChar without the colon.
bool is_name_char(char32_t c);

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace banxin::xml
