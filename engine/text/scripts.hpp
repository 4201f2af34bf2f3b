// Text that is more than Chinese and Latin: its grapheme clusters with script and direction, by ICU. Serves itemise.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/isolates.hpp"

namespace banxin::text {

/// ISO 15924 as HarfBuzz counts it; 0: Chinese or Latin text, set by Banxin's own rules.
using Script = std::uint32_t;
inline constexpr Script kOwnScript = 0;

/// A grapheme cluster: what is never divided.
struct Cluster {
    std::uint32_t begin = 0, end = 0;  // bytes
    Script script = kOwnScript;
    std::uint8_t level = 0;         // of UAX #9; odd: right to left
    bool opportunity = false;       // a line may end before it (UAX #14)
    std::uint8_t fence = kNoFence;  // level of the mark of an isolate that begins or ends before it
    bool drawn = false;             // a number that stands before the word of another direction which it was typed after
};

/// The clusters of a text, or nothing where each of its characters is one and all are Chinese or Latin.
std::optional<std::vector<Cluster>> clusters_of(std::string_view text, std::span<const Isolate> isolates = {});

/// "Arab".
std::string script_name(Script script);
/// The language that is most often written so, for text whose own language is not told: ar for Arab.
std::string language_of(Script script);
/// What a language is written in: `kOwn` in hanzi (what ICU does not know too), or in Latin letters.
enum class Writing : std::uint8_t { kOwn, kLatin, kForeign };
Writing writing_of(const std::string& language);
/// Whether text in `language` is written in `script`: ug in Arab, not zh-Hans.
bool is_written_in(const std::string& language, Script script);

}  // namespace banxin::text
