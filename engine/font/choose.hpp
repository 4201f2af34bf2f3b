// The catalogue's wishes against the fonts that are there.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "font/catalogue.hpp"
#include "font/font_set.hpp"
#include "font/index.hpp"

namespace banxin::font {

/// What became of one candidate of a role.
struct Verdict {
    enum class Why : std::uint8_t { kChosen, kStandsIn, kNotInstalled, kNotFree, kEmbeddingForbidden, kUnusable };
    const Candidate* candidate = nullptr;  // of the catalogue
    Why why = Why::kNotInstalled;
    FaceId face = 0;  // kChosen, kStandsIn
};

struct Choice {
    std::unique_ptr<FontSet> fonts;
    std::vector<std::vector<Verdict>> verdicts;  // by role, in the order of the catalogue
};

/// For every role the best face that is installed plays it; all others found stand in for characters that it lacks, in their order.
/// With `free_only` only the free catalogue counts. A role with no face at all is an error.
Choice choose(const Catalogue& catalogue, const FontIndex& index, bool free_only, Diagnostics& diagnostics);

}  // namespace banxin::font
