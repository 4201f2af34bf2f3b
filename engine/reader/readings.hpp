// Readings of ruby as they are written, and the characters that they belong to. Serves the reader's checks and compose.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/source.hpp"

namespace banxin::reader {

/// The readings of one attribute: blanks divide them.
std::vector<SourceText> readings_of(const SourceText& text);

/// Written in zhuyin (注音符号), not in letters.
bool is_zhuyin(std::string_view reading);

/// One to three letters in the order of their sounds and the tone behind them, or ˙ before them: what stands beside one character.
bool is_zhuyin_syllable(std::string_view reading);

/// What can have a reading of its own: each hanzi, each Western word. `pairs`: —— and …… are one each, as they are set.
std::size_t count_bases(std::string_view text, bool pairs);

/// A single base of several letters: an English word, a Tibetan syllable.
bool is_word(std::string_view text);

/// Nothing but punctuation and blanks: no dot, no line of a name, no reading belongs to it.
bool marks_alone(std::string_view text);

}  // namespace banxin::reader
