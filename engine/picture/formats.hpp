// The two kinds of file. For this room alone. What goes wrong is thrown as Fault.
#pragma once

#include <stdexcept>
#include <string_view>

#include "display/picture.hpp"
#include "picture/picture.hpp"

namespace banxin::picture {

/// The library's words for what is wrong with the file.
struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The file has more pixels than kMostPixels.
struct TooLarge {
    std::uint64_t pixels;
};

void check_size(std::uint64_t columns, std::uint64_t rows);

bool is_jpeg(std::string_view bytes);
bool is_png(std::string_view bytes);

/// Fills all but the hash.
void read_jpeg(std::string_view bytes, display::Picture& out, const Ask& ask);
void read_png(std::string_view bytes, display::Picture& out, const Ask& ask);

}  // namespace banxin::picture
