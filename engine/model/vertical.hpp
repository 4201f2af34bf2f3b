// What a page of columns does to its characters; every value comes from the layout file.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace banxin {

struct Vertical {
    enum class Latin : std::uint8_t { kTurned, kUpright };
    Latin latin = Latin::kTurned;
    int digits = 2;         // numbers of so many digits at most stand in one cell (纵中横); 0: none does
    int narrowest = 600;    // share of their width, in 1/1,000, to which they may be squeezed for that; else the number is turned
    int frame_above = 880;  // share of the em above the baseline, of faces that do not tell their vertical origins
    std::vector<std::pair<char32_t, char32_t>> marks;  // drawn in place of the first: the second

    char32_t shown(char32_t c) const {
        for (const auto& [written, drawn] : marks)
            if (written == c) return drawn;
        return c;
    }
};

}  // namespace banxin
