// What a sheet between editions is typeset from.
#pragma once

#include <vector>

#include "edition/numbered.hpp"
#include "edition/template.hpp"
#include "reader/brief_reader.hpp"

namespace banxin::edition {

/// The row's brief without its text, with <edition name= copies= first-copy= last-copy=> at its end, which speaks of `copies` alone and has
/// a <range first= last=/> for each stretch of their numbers.
reader::BriefDocument sheet_of(const Template& of, std::size_t row, const std::vector<CopyRange>& copies,
                               const reader::BriefDocument& brief);

}  // namespace banxin::edition
