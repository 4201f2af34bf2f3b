// The official layouts and the font catalogue, as they stand in layouts/ and fonts/, inside the library.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace banxin::api {

struct Official {
    std::string_view name;  // without folder and .xml
    std::string_view bytes;

    /// As messages have it.
    std::string file_name() const { return std::string(name) + ".xml"; }
};

std::span<const Official> official_layouts();
const Official& official_catalogue();

}  // namespace banxin::api
