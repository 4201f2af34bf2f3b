// Where Western words may be divided, by libhyphen's patterns.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace banxin::text {

/// Loads patterns when a language is first asked for. Belongs to one thread.
class Hyphenator {
  public:
    Hyphenator() = default;
    ~Hyphenator();
    Hyphenator(const Hyphenator&) = delete;
    Hyphenator& operator=(const Hyphenator&) = delete;

    /// Offsets in a word of ASCII letters before which a hyphen may stand. Reports (at the style, once) where there are no patterns.
    const std::vector<std::size_t>& points(const std::string& language, std::string_view word, SourcePos style, Diagnostics& diagnostics);

  private:
    std::map<std::string, void*, std::less<>> patterns_;  // null: there are none
    std::vector<std::size_t> points_;
    std::vector<char> marks_;
    std::string word_;
};

}  // namespace banxin::text
