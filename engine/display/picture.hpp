// A picture as it goes into a file: its bytes packed, and what a writer must know to draw them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace banxin::display {

/// How the rows of a picture's file lie on paper; the numbers are those of Exif (CIPA DC-008, tag 0x0112).
enum class Turn : std::uint8_t {
    kNone = 1,
    kMirrored = 2,
    kHalf = 3,
    kHalfMirrored = 4,
    kQuarterMirrored = 5,  // rows are columns, the first at the left
    kQuarter = 6,          // to be turned clockwise
    kThreeQuartersMirrored = 7,
    kThreeQuarters = 8,
};

/// Never changes once made; any number of documents may share it.
struct Picture {
    enum class Coding : std::uint8_t {
        kJpeg,      // `data` is a whole JPEG file
        kDeflated,  // `data` is rows of samples, from above, zlib format
    };
    Coding coding = Coding::kDeflated;
    std::uint32_t columns = 0, rows = 0;  // pixels, as they lie in `data`
    std::uint8_t components = 3;          // 1 grey, 3 RGB, 4 CMYK; 8 bits each
    bool inverted = false;                // CMYK with 0 for full ink
    Turn turn = Turn::kNone;
    std::string data;
    std::string sha256;  // of the file that it was made from

    bool on_its_side() const { return turn >= Turn::kQuarterMirrored; }
    /// Pixels across and down, as seen.
    std::uint32_t width() const { return on_its_side() ? rows : columns; }
    std::uint32_t height() const { return on_its_side() ? columns : rows; }
};
using PicturePtr = std::shared_ptr<const Picture>;

}  // namespace banxin::display
