// Short examples of elements for the reference pages.
#pragma once

#include <string_view>

namespace banxin::reader {

/// XML that shows the element in use; "" where its table says enough. `schema`: "brief" or "layout".
std::string_view example_of(std::string_view schema, std::string_view id);

}  // namespace banxin::reader
