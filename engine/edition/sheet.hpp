// What a sheet between editions is typeset from.
#pragma once

#include "edition/template.hpp"
#include "reader/brief_reader.hpp"

namespace banxin::edition {

/// The row's brief without its text, with <edition name= copies= first-copy= last-copy=/> at its end.
reader::BriefDocument sheet_of(const Template& of, std::size_t row, const reader::BriefDocument& brief);

}  // namespace banxin::edition
