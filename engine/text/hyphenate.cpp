// libhyphen behind a class.
#include "text/hyphenate.hpp"

#include <algorithm>
#include <cstdlib>

#include <hyphen.h>

namespace banxin::text {
namespace {

/// "en-US" -> the file of Debian's patterns.
std::string file_of(std::string language) {
    std::replace(language.begin(), language.end(), '-', '_');
    return BANXIN_HYPHEN_DIR "/hyph_" + language + ".dic";
}

}  // namespace

Hyphenator::~Hyphenator() {
    for (const auto& [language, patterns] : patterns_)
        if (patterns) hnj_hyphen_free(static_cast<HyphenDict*>(patterns));
}

const std::vector<std::size_t>& Hyphenator::points(const std::string& language, std::string_view word, SourcePos style,
                                                   Diagnostics& diagnostics) {
    points_.clear();
    auto found = patterns_.find(language);
    if (found == patterns_.end()) {
        found = patterns_.emplace(language, hnj_hyphen_load(file_of(language).c_str())).first;
        if (!found->second) diagnostics.report(Code::kNoHyphenation, style, {language, BANXIN_HYPHEN_DIR});
    }
    if (!found->second || word.empty()) return points_;
    word_.assign(word);
    for (char& c : word_)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    marks_.assign(word_.size() + 5, 0);
    char** replacements = nullptr;
    int* positions = nullptr;
    int* cuts = nullptr;
    hnj_hyphen_hyphenate2(static_cast<HyphenDict*>(found->second), word_.data(), static_cast<int>(word_.size()), marks_.data(), nullptr,
                          &replacements, &positions, &cuts);
    std::free(replacements);  // only languages that change letters at a hyphen fill these
    std::free(positions);
    std::free(cuts);
    for (std::size_t i = 0; i + 1 < word_.size(); ++i)
        if ((marks_[i] - '0') % 2 == 1) points_.push_back(i + 1);
    return points_;
}

}  // namespace banxin::text
