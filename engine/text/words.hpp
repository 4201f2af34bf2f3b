// Where words end: the user's list first, then ICU's dictionary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banxin::text {

/// Byte offsets in `text` at which a word ends, ascending, the end of the text included. No offset falls inside one of `words`.
/// Loads ICU's dictionary on first use (some 2 ms).
std::vector<std::size_t> word_ends(std::string_view text, const std::vector<std::string>& words, const std::string& lang);

}  // namespace banxin::text
