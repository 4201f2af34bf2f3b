// Pinyin with its tones typed as digits, and how it is written.
#pragma once

#include <string>
#include <string_view>

namespace banxin::reader {

/// "bi4shan1" as "bìshān"; empty where no syllable has such a tone.
std::string with_tone_marks(std::string_view reading);

}  // namespace banxin::reader
