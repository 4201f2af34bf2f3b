// Over ICU's normalization.
#include "table/canonical.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace banxin::table {
namespace {

const icu::Normalizer2* nfc() {
    UErrorCode error = U_ZERO_ERROR;
    static const icu::Normalizer2* const kNfc = icu::Normalizer2::getNFCInstance(error);
    return kNfc;
}

}  // namespace

char32_t canonical(char32_t c) {
    constexpr char32_t kFirst = 0xF900;  // most text ends before
    UErrorCode error = U_ZERO_ERROR;
    if (c < kFirst || !nfc() || nfc()->isInert(static_cast<UChar32>(c))) return c;
    const icu::UnicodeString out = nfc()->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
    return U_SUCCESS(error) && out.countChar32() == 1 ? static_cast<char32_t>(out.char32At(0)) : c;
}

std::string folded(std::string_view name) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    std::string out;
    if (std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        std::transform(name.begin(), name.end(), std::back_inserter(out), fold);
        return out;
    }
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())});
    const icu::UnicodeString same = nfc() ? nfc()->normalize(icu::UnicodeString(whole).foldCase(), error) : whole;
    (U_SUCCESS(error) ? same : whole).toUTF8String(out);
    return out;
}

}  // namespace banxin::table
