// Which face draws which character, and where shaping must stop.
#pragma once

#include <vector>

#include "base/diagnostics.hpp"
#include "text/atoms.hpp"
#include "text/coverage.hpp"
#include "text/scripts.hpp"

namespace banxin::text {

/// A stretch that one call of HarfBuzz shapes: one look, one face, one script.
struct Segment {
    std::uint32_t begin = 0, end = 0;  // bytes in Text
    const CharStyle* chars = nullptr;
    NodeId node = kNoNode;
    font::RoleFace face;
    bool western = false;      // else shaped as Han text
    Kind kind = Kind::kHanzi;  // kSpace, kSeparator, kInvisible: of the whole segment
    Script script = kOwnScript;
    std::uint8_t level = 0;             // of UAX #9
    std::uint8_t fence = kNoFence;      // as of its first cluster
    bool glued = false;                 // of another script: no line begins with it
    std::vector<std::uint32_t> cuts{};  // of another script: bytes before which a line may begin
};

Text join(const Paragraph& paragraph);

/// Characters that no face of their role has are reported at their place and drawn by the role's first face.
std::vector<Segment> itemise(const Text& text, const font::FontSet& fonts, Coverage& coverage, Diagnostics& diagnostics);

}  // namespace banxin::text
