// The number of an issue that a brief leaves open: <issue-number number="auto" total="auto"/>.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "xml/document.hpp"

namespace banxin::edition {

/// What stands where somebody else gives the number, of an issue as of a copy.
inline constexpr std::string_view kOpen = "auto";

std::optional<xml::Element> issue_number(const xml::Document& brief);
/// Its attributes that are left open.
std::vector<xml::Attribute> open_numbers(const xml::Document& brief);
/// False, and reported at its place: a number is left open, and nothing gives it.
bool is_issue_numbered(const xml::Document& brief, Diagnostics& diagnostics);

}  // namespace banxin::edition
