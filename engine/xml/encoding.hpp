// Are the bytes UTF-8, and characters that XML allows? The first step of the read stage.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::xml {

enum class Encoding { kUtf8, kUtf16, kGb18030 };

/// What the bytes are most likely written in. What is none of these counts as UTF-8 with damage.
Encoding guess_encoding(std::string_view bytes);

/// Offsets of the first bytes that begin no character of GB18030.
std::vector<std::size_t> no_gb18030(std::string_view bytes, std::size_t at_most);

/// A place where the bytes are no UTF-8, or stand for a character that XML forbids.
struct Offence {
    std::size_t offset;
    std::optional<char32_t> character;  // none: no UTF-8
};

/// The bytes with every offence replaced by a harmless character of the same length, so that the scan can go on behind it.
struct Mended {
    std::string text;
    std::vector<Offence> offences;  // the first `at_most`; adjacent ones count once
};
Mended mend(std::string_view bytes, std::size_t at_most);

}  // namespace banxin::xml
