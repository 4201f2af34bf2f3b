// Faces over mapped font files, read through HarfBuzz.
#include "font/face.hpp"

#include <cstring>

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

#include "font/invisible.hpp"

namespace banxin::font {
namespace {

constexpr hb_tag_t kOs2 = HB_TAG('O', 'S', '/', '2');
constexpr hb_tag_t kCff = HB_TAG('C', 'F', 'F', ' ');
constexpr hb_tag_t kGlyf = HB_TAG('g', 'l', 'y', 'f');

/// A table's bytes, released with the object.
class Table {
  public:
    Table(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) { data_ = hb_blob_get_data(blob_, &length_); }
    ~Table() { hb_blob_destroy(blob_); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    unsigned size() const { return length_; }
    unsigned u8(unsigned at) const { return at < length_ ? static_cast<unsigned char>(data_[at]) : 0; }
    unsigned u16(unsigned at) const { return u8(at) << 8 | u8(at + 1); }

  private:
    hb_blob_t* blob_;
    const char* data_ = nullptr;
    unsigned length_ = 0;
};

/// Skips a CFF INDEX at `at`; returns the offset behind it.
unsigned skip_index(const Table& cff, unsigned at) {
    const unsigned count = cff.u16(at);
    if (count == 0) return at + 2;
    const unsigned size = cff.u8(at + 2);
    unsigned last = 0;
    for (unsigned i = 0; i < size; ++i) last = last << 8 | cff.u8(at + 3 + count * size + i);
    return at + 2 + (count + 1) * size + last;
}

/// CID-keyed fonts open their Top DICT with the ROS operator (12 30), so the operator stands in the first dictionary.
bool cid_keyed(const Table& cff) {
    const unsigned top = skip_index(cff, cff.u8(2));
    const unsigned count = cff.u16(top);
    const unsigned size = cff.u8(top + 2);
    const unsigned begin = top + 2 + (count + 1) * size + 1;
    const unsigned end = skip_index(cff, top);
    for (unsigned at = begin; at < end && at < cff.size();) {
        const unsigned b = cff.u8(at);
        if (b == 12) {
            if (cff.u8(at + 1) == 30) return true;
            at += 2;
        } else if (b == 28) {
            at += 3;
        } else if (b == 29) {
            at += 5;
        } else if (b == 30) {   // a real number: nibbles up to 0xf
            do ++at;
            while (at < end && (cff.u8(at) & 0x0F) != 0x0F && cff.u8(at) >> 4 != 0x0F);
            ++at;
        } else if (b >= 247 && b <= 254) {
            at += 2;
        } else {
            at += 1;
        }
    }
    return false;
}

Flavour flavour_of(hb_face_t* face) {
    const Table cff(face, kCff);
    if (cff.size() > 4) return cid_keyed(cff) ? Flavour::kCffCid : Flavour::kCffNamed;
    return Table(face, kGlyf).size() > 0 ? Flavour::kTrueType : Flavour::kUnusable;
}

std::string postscript_name_of(hb_face_t* face) {
    char name[128];
    unsigned length = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name);
    return {name, std::min<std::size_t>(length, sizeof name - 1)};
}

}  // namespace

std::shared_ptr<const Face> Face::open(const std::string& path, std::uint32_t index, std::string& error) {
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(path.c_str());
    if (!blob) {
        error = fmt::format("cannot read {}", path);
        return nullptr;
    }
    if (index >= hb_face_count(blob)) {
        hb_blob_destroy(blob);
        error = fmt::format("{} has no face {}", path, index);
        return nullptr;
    }
    std::shared_ptr<Face> face(new Face);
    face->path_ = path;
    face->index_ = index;
    face->hb_face_ = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(face->hb_face_) == 0) {
        error = fmt::format("{} is no usable font", path);
        return nullptr;
    }
    hb_face_make_immutable(face->hb_face_);
    face->hb_font_ = hb_font_create(face->hb_face_);
    hb_ot_font_set_funcs(face->hb_font_);
    hb_font_make_immutable(face->hb_font_);
    face->units_per_em_ = hb_face_get_upem(face->hb_face_);
    face->flavour_ = flavour_of(face->hb_face_);
    face->fs_type_ = static_cast<std::uint16_t>(Table(face->hb_face_, kOs2).u16(8));
    face->postscript_name_ = postscript_name_of(face->hb_face_);
    return face;
}

Face::~Face() {
    hb_font_destroy(hb_font_);
    hb_face_destroy(hb_face_);
}

bool Face::embedding_allowed() const {
    constexpr unsigned kRestricted = 0x0002, kMoreOpen = 0x000C, kBitmapOnly = 0x0200;
    const bool restricted = (fs_type_ & kRestricted) != 0 && (fs_type_ & kMoreOpen) == 0;
    return !restricted && (fs_type_ & kBitmapOnly) == 0;
}

std::uint32_t Face::glyph(char32_t c) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(hb_font_, c, &glyph) ? glyph : 0;
}

std::uint32_t Face::glyph(char32_t c, char32_t selector) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_variation_glyph(hb_font_, c, selector, &glyph) ? glyph : 0;
}

bool Face::covers(char32_t c) const {
    if (is_invisible(c)) return true;
    const std::uint32_t g = glyph(c);
    return g != 0 && !ink_box(g).empty();
}

InkBox Face::ink_box(std::uint32_t glyph) const {
    hb_glyph_extents_t e;
    if (!hb_font_get_glyph_extents(hb_font_, glyph, &e)) return {};
    return {e.x_bearing, e.y_bearing + e.height, e.x_bearing + e.width, e.y_bearing};
}

std::int32_t Face::advance(std::uint32_t glyph) const { return hb_font_get_glyph_h_advance(hb_font_, glyph); }

}  // namespace banxin::font
