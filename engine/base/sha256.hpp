// SHA-256 of bytes, as hexadecimal digits. The only user of Nettle.
#pragma once

#include <string>
#include <string_view>

namespace banxin {

std::string sha256(std::string_view bytes);

}  // namespace banxin
