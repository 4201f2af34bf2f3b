// One face of a font file: opened once, immutable, shared by all threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/length.hpp"

struct hb_face_t;
struct hb_font_t;

namespace banxin::font {

enum class Flavour : std::uint8_t {
    kTrueType,  // glyf outlines
    kCffCid,    // CFF, CID-keyed: codes in a PDF are CIDs of the charset
    kCffNamed,  // CFF, name-keyed
    kUnusable,  // bitmaps only, variable, or tables missing
};

/// Ink of a glyph in font units, y upwards from the baseline.
struct InkBox {
    std::int32_t left = 0, bottom = 0, right = 0, top = 0;
    bool empty() const { return left >= right || bottom >= top; }
};

/// OS/2 fsType lets a document hold a subset of the font: not restricted-licence alone (bit 1 without 2 and 3), subsets may be
/// embedded (bit 8 unset) and outlines too (bit 9 unset).
bool embedding_allowed(std::uint16_t fs_type);

class CffGlyphs;

/// A font file that is not on the disk.
using FontData = std::shared_ptr<const std::string>;

/// Opening maps the file; tables are read when first asked for. All const members may be called by any number of threads.
class Face {
  public:
    /// null and `error` (English, one line) where the file cannot be read or is no usable font. The file must not change while open.
    /// `bytes`: those of the font where it is no file, and `path` is only its name.
    static std::shared_ptr<const Face> open(const std::string& path, std::uint32_t index, std::string& error, const FontData& bytes = {});
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    const std::string& path() const { return path_; }
    /// Of the bytes that the face draws from, whatever lies at its path by now; computed anew at each call.
    std::string sha256() const;
    std::uint32_t index() const { return index_; }
    const std::string& postscript_name() const { return postscript_name_; }
    Flavour flavour() const { return flavour_; }
    std::uint32_t units_per_em() const { return units_per_em_; }
    std::uint16_t fs_type() const { return fs_type_; }

    /// The glyph of a character, 0 if the face has none.
    std::uint32_t glyph(char32_t c) const;
    /// The glyph for a character with a variation selector, 0 if none.
    std::uint32_t glyph(char32_t c, char32_t selector) const;
    /// Cheap enough to be asked for every character of a text. True if the face has a glyph for c that draws something, or c is one that draws nothing by its nature.
    bool covers(char32_t c) const;
    InkBox ink_box(std::uint32_t glyph) const;
    InkBox bounds() const;                            // of all glyphs, as the file says it
    std::int32_t advance(std::uint32_t glyph) const;  // font units, horizontal
    /// Whether the file says where glyphs hang in a column.
    bool tells_vertical_origins() const { return vertical_origins_; }

    /// HarfBuzz's view, made immutable, scaled to units_per_em. Owned by the face.
    hb_face_t* hb_face() const { return hb_face_; }
    hb_font_t* hb_font() const { return hb_font_; }

  private:
    Face();
    bool draws(std::uint32_t glyph) const;

    std::string path_;
    FontData bytes_;
    std::uint32_t index_ = 0;
    std::string postscript_name_;
    Flavour flavour_ = Flavour::kUnusable;
    std::uint32_t units_per_em_ = 1000;
    std::uint16_t fs_type_ = 0;
    bool vertical_origins_ = false;
    hb_face_t* hb_face_ = nullptr;
    hb_font_t* hb_font_ = nullptr;
    std::unique_ptr<const CffGlyphs> cff_;  // null: TrueType
};

using FacePtr = std::shared_ptr<const Face>;

}  // namespace banxin::font
