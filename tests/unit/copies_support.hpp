// What the tests of copies and runs share: the project's layouts, free faces, a brief whose copies are numbered.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "batch/copies.hpp"

namespace banxin {

/// The free faces; chosen once.
const font::FontSet& free_fonts();
/// The project's layout; or, with `change`, what that makes of its source.
LayoutPtr layout(const std::function<std::string(std::string)>& change = {});
std::string replaced(std::string text, std::string_view what, std::string_view with);

/// A brief of two pages or more with <copy-number>auto</copy-number>.
std::string classified();
batch::Edition edition_of(const std::string& brief, const LayoutPtr& layout);

}  // namespace banxin
