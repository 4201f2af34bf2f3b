// What of XPath 1.0 may be used, checked before pugi compiles an expression. Serves the read stage.
#pragma once

#include <string_view>

#include "base/diagnostics.hpp"

namespace banxin::xml {

inline constexpr std::size_t kLongestExpression = 4'096;

/// Reports functions that are refused or unknown, variables and prefixes, each at its column; true if there was none.
/// Says nothing of syntax otherwise.
bool check_expression(std::string_view expression, SourcePos where, Diagnostics& diagnostics);

/// Behind the NCName that begins at `at`; `at` itself if none does.
std::size_t behind_name(std::string_view text, std::size_t at);
/// Behind the white space that begins at `at`.
std::size_t behind_space(std::string_view text, std::size_t at);

/// The place of the byte `offset` of an expression that begins at `where`.
SourcePos place_in(std::string_view expression, std::size_t offset, SourcePos where);

}  // namespace banxin::xml
