// Word segmentation.
#include "text/words.hpp"

#include <algorithm>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace banxin::text {
namespace {

std::vector<std::size_t> by_dictionary(std::string_view text, const std::string& lang) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale(lang.c_str()), status));
    if (U_FAILURE(status)) return {text.size()};
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (U_FAILURE(status)) return {text.size()};
    words->setText(&utext, status);
    std::vector<std::size_t> out;
    for (std::int32_t at = words->next(); at != icu::BreakIterator::DONE; at = words->next()) out.push_back(static_cast<std::size_t>(at));
    utext_close(&utext);
    return out;
}

}  // namespace

std::vector<std::size_t> word_ends(std::string_view text, const std::vector<std::string>& words, const std::string& lang) {
    std::vector<std::size_t> out = by_dictionary(text, lang);
    for (const std::string& word : words) {
        if (word.empty()) continue;
        for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
            std::erase_if(out, [&](std::size_t end) { return end > at && end < at + word.size(); });
    }
    return out;
}

}  // namespace banxin::text
