// Coverage of clusters.
#include "text/coverage.hpp"

#include <unicode/unorm2.h>

#include "base/utf8.hpp"

namespace banxin::text {

bool Coverage::has_all(const font::RoleFace& face, std::string_view cluster) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
    char32_t composed = 0;
    for (std::size_t at = 0; at < cluster.size();) {
        const char32_t c = utf8::next(cluster, at);
        const UChar32 pair =
            composed != 0 && U_SUCCESS(status) ? unorm2_composePair(nfc, static_cast<UChar32>(composed), static_cast<UChar32>(c)) : -1;
        if (pair >= 0 && has(face.face, static_cast<char32_t>(pair))) {
            composed = static_cast<char32_t>(pair);
            continue;
        }
        if (face.draws_wrong(c) || !has(face.face, c)) return false;
        if (composed == 0) composed = c;
    }
    return true;
}

}  // namespace banxin::text
