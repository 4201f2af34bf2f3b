// Names that look the same are the same.
#pragma once

#include <string>
#include <string_view>

namespace banxin::table {

/// The character that this one is only another code of: U+5317 of U+F963, which is the same 北.
char32_t canonical(char32_t c);

/// A name as systems compare it: canonical (NFC), without regard to the case of letters.
std::string folded(std::string_view name);

}  // namespace banxin::table
