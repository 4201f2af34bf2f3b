// What each type of value accepts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reader/schema.hpp"

namespace banxin::reader {

/// The parts of "a|b|c".
std::vector<std::string_view> alternatives(std::string_view values);
/// The parts of a text between blanks.
std::vector<std::string_view> words_of(std::string_view text);

bool accepts(Type type, std::string_view value, const AttributeSpec* spec);
/// The value in half-width digits, letters and marks, where it is full-width and only that keeps it from being accepted; else "".
std::string half_width_meant(Type type, std::string_view value, const AttributeSpec* spec);
/// What a value of the type looks like, for messages and the reference.
std::string describe(Type type, const AttributeSpec* spec, Language language);

}  // namespace banxin::reader
