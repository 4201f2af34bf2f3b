// Are the bytes UTF-8, and characters that XML allows? The first step of the read stage.
#pragma once

#include <string>
#include <string_view>

namespace banxin::xml {

enum class Encoding { kUtf8, kUtf16, kGb18030 };

/// What the bytes are most likely written in. kUtf8 also for what is none of these: UTF-8 with damage.
Encoding guess_encoding(std::string_view bytes);

/// A copy of the same length and columns in which the rest of the scan finds no offence: what is no UTF-8 or no character of
/// XML is replaced, after `offence` was called with its offset.
template <typename Offence>
std::string mend(std::string_view bytes, Offence offence);

/// The offset of the first byte that mend() would replace, at or after `from`; bytes.size() if there is none. `character` is
/// what stands there, 0xFFFFFFFF where it is no UTF-8.
std::size_t find_offence(std::string_view bytes, std::size_t from, char32_t& character);

}  // namespace banxin::xml
