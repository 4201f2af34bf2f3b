// What the program says, in both languages.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.hpp"

namespace banxin::cli {

struct Text {
    std::string_view english, chinese;
    std::string in(Language language) const { return std::string(language == Language::kEnglish ? english : chinese); }
};

}  // namespace banxin::cli
