// Heading numbers that a writer typed: 一、 （一） 1. （1）, where the layout counts.
#pragma once

#include <cstddef>
#include <string_view>

namespace banxin::compose {

/// Bytes of the typed number at the start of a heading, blanks after it included; 0 if there is none.
std::size_t typed_number_length(std::string_view heading);

}  // namespace banxin::compose
