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
/// With `keep_numbers` these are the face's own.
Subset make_subset(const font::Face& face, const std::vector<std::uint32_t>& glyphs, bool keep_numbers = false);

/// The codes that the text uses for glyphs before the face is cut, if it is cut with `keep_numbers`.
class Codes {
  public:
    explicit Codes(const font::Face& face);
    std::uint16_t of(std::uint32_t glyph) const { return charset_.empty() ? static_cast<std::uint16_t>(glyph) : charset_.at(glyph); }

  private:
    std::vector<std::uint16_t> charset_;  // of CID-keyed CFF
};

/// The charset of a CFF table: for each of its glyphs the CID (CID-keyed) or name number. Empty where the table is damaged.
std::vector<std::uint16_t> cff_charset(std::string_view cff);

}  // namespace banxin::pdf
