// The outlines of a CFF table, measured without being interpreted.
#pragma once

#include "font/tables.hpp"

namespace banxin::font {

/// Adobe Technical Note 5176. Holds the table as long as it lives; immutable.
class CffGlyphs {
  public:
    explicit CffGlyphs(hb_face_t* face);

    /// The Top DICT has the operator ROS: glyphs go by CIDs, not by names.
    bool cid_keyed() const { return cid_keyed_; }
    /// The program that draws a glyph; empty if there is no such glyph.
    std::string_view charstring(std::uint32_t glyph) const;

  private:
    void read_top_dict(std::size_t at, std::size_t end);

    Table table_;
    bool cid_keyed_ = false;
    std::size_t char_strings_ = 0;  // offset of the INDEX of charstrings
};

}  // namespace banxin::font
