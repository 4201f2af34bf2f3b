// A face cut down to the glyphs that a document uses, and the codes that its text uses for them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "font/face.hpp"

namespace banxin::pdf {

struct Subset {
    bool cff = false;  // program: a bare CFF table, else a whole TrueType file
    std::string program;
    std::vector<std::uint16_t> codes;  // for each glyph asked for, in the same order: what stands in the text
};

/// `glyphs`: ascending, none twice. CID-keyed CFF keeps its CIDs as codes (read from the subset's charset: renumbered ids would draw
/// nothing); the others use the subset's glyph numbers. Throws std::runtime_error where the face cannot be cut.
Subset make_subset(const font::Face& face, const std::vector<std::uint32_t>& glyphs);

/// The charset of a CFF table: for each of its glyphs the CID (CID-keyed) or name number. Empty where the table is damaged.
std::vector<std::uint16_t> cff_charset(std::string_view cff);

}  // namespace banxin::pdf
