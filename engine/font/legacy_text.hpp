// Text in the codes that Chinese text was kept in before Unicode, through the C library's converter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banxin::font {

enum class LegacyCode : std::uint8_t { kGb18030, kEucCn, kBig5 };

/// UTF-8; empty if the bytes are no text in that code.
std::string from_legacy(std::string_view bytes, LegacyCode code);

/// Every character of GB/T 2312-1980, 6,763 hanzi and 682 others, by code point. Sorted.
std::u32string gb2312_characters();

}  // namespace banxin::font
