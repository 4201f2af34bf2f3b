// Text as JSON has it.
#pragma once

#include <string>
#include <string_view>

namespace banxin::cli {

/// In quotes; control characters are blanks.
inline std::string json(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

}  // namespace banxin::cli
