// Inks as the press knows them.
#pragma once

#include <cstdint>
#include <string>

namespace banxin {

/// Device CMYK, each part in 1/1,000 (0..1000).
struct Cmyk {
    std::uint16_t c = 0, m = 0, y = 0, k = 0;
    bool operator==(const Cmyk&) const = default;
};

/// An ink by the layout's name for it.
struct Ink {
    std::string name;
    Cmyk colour;
};

}  // namespace banxin
