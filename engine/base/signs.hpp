// Signs that Unicode counts among punctuation, but that are written among words and said as words: % & @.
#pragma once

#include <string_view>

namespace banxin {

/// No marks of GB/T 15834; those that CSS (text-emphasis) leaves emphasis to, narrow and as wide as a cell.
constexpr bool is_sign(char32_t c) { return std::u32string_view(U"#%&@§¶‰‱٪؉؊⁊⁋⁓〽＃％＆＠").find(c) != std::u32string_view::npos; }

/// Symbols by Unicode, but marks of GB/T 15834: the 浪纹线 between two numbers.
constexpr bool is_wave(char32_t c) { return c == U'~' || c == U'～'; }

}  // namespace banxin
