// Look-up in the tables.
#include "reader/schema.hpp"

#include <algorithm>

namespace banxin::reader {

const ElementSpec& Schema::element(std::string_view id) const {
    return *std::find_if(elements.begin(), elements.end(), [&](const ElementSpec& e) { return e.id == id; });
}

}  // namespace banxin::reader
