// What the program says, in both languages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <banxin.hpp>

namespace banxin::cli {

enum class Language : std::uint8_t { kEnglish, kChinese };

inline banxin_language in_c(Language language) { return language == Language::kChinese ? BANXIN_CHINESE : BANXIN_ENGLISH; }

struct Text {
    std::string_view english, chinese;
    std::string in(Language language) const { return std::string(language == Language::kEnglish ? english : chinese); }
};

/// To standard error. Where nobody can hear, the work is done all the same.
void say(std::string_view text);

/// "-" is standard output.
Sink sink_of(const std::string& path);
/// To standard output.
void print(std::string_view text, Language language);

}  // namespace banxin::cli
