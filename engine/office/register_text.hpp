// The register as people read it: lists, all of a number, a table for spreadsheets.
#pragma once

#include <span>
#include <string>

#include "base/diagnostics.hpp"
#include "register/records.hpp"

namespace banxin::office {

std::string series_list(std::span<const registry::Series> series, Language language);
/// A line a number.
std::string issue_list(std::span<const registry::Issue> issues, Language language);
/// Every event of a number, with files and copy numbers.
std::string issue_page(const registry::Issue& issue, Language language);
/// RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets take it for another encoding.
std::string issue_csv(std::span<const registry::Issue> issues, Language language);

}  // namespace banxin::office
