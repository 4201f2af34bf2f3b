// Pictures are held by their brief, however often it shows them.
#include "batch/limits.hpp"

#include <set>

#include "display/picture.hpp"

namespace banxin::batch {

std::size_t picture_bytes(const Brief& brief) {
    std::set<const display::Picture*> seen;
    std::size_t out = 0;
    for (const BriefPart& part : brief.articles)
        for (const BriefBlock& block : part.blocks) {
            const display::Picture* picture = block.picture ? block.picture->picture.get() : nullptr;
            if (picture && seen.insert(picture).second) out += picture->data.size();
        }
    return out;
}

}  // namespace banxin::batch
