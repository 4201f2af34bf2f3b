// Faces over mapped font files, read through HarfBuzz.
#include "font/face.hpp"

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

#include "base/invisible.hpp"
#include "base/sha256.hpp"
#include "font/cff.hpp"
#include "font/outline.hpp"
#include "font/tables.hpp"

namespace banxin::font {

bool embedding_allowed(std::uint16_t fs_type) {
    constexpr unsigned kRestricted = 0x0002, kMoreOpen = 0x000C, kNoSubsets = 0x0100, kBitmapsOnly = 0x0200;
    const bool restricted = (fs_type & kRestricted) != 0 && (fs_type & kMoreOpen) == 0;
    return !restricted && (fs_type & (kNoSubsets | kBitmapsOnly)) == 0;
}

using Blob = std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)>;

Face::Face() = default;

std::shared_ptr<const Face> Face::open(const std::string& path, std::uint32_t index, std::string& error, const FontData& bytes) {
    const Blob blob(blob_of(path, bytes), hb_blob_destroy);
    if (!blob) {
        error = fmt::format("cannot read {}", path);
        return nullptr;
    }
    if (index >= hb_face_count(blob.get())) {
        error = fmt::format("{} has no face {}", path, index);
        return nullptr;
    }
    std::shared_ptr<Face> face(new Face);
    face->path_ = path;
    face->bytes_ = bytes;
    face->index_ = index;
    face->hb_face_ = hb_face_create(blob.get(), index);
    if (hb_face_get_glyph_count(face->hb_face_) == 0) {
        error = fmt::format("{} is no usable font", path);
        return nullptr;
    }
    hb_face_make_immutable(face->hb_face_);
    face->hb_font_ = hb_font_create(face->hb_face_);
    hb_ot_font_set_funcs(face->hb_font_);
    hb_font_make_immutable(face->hb_font_);
    face->units_per_em_ = hb_face_get_upem(face->hb_face_);
    const Facts facts = read_facts(face->hb_face_);
    face->flavour_ = facts.flavour;
    face->fs_type_ = facts.fs_type;
    face->vertical_origins_ = Table(face->hb_face_, HB_TAG('v', 'm', 't', 'x')).size() > 0;
    face->postscript_name_ = read_postscript_name(face->hb_face_);
    if (facts.flavour == Flavour::kCffCid || facts.flavour == Flavour::kCffNamed) face->cff_ = std::make_unique<CffGlyphs>(face->hb_face_);
    return face;
}

Face::~Face() {
    hb_font_destroy(hb_font_);
    hb_face_destroy(hb_face_);
}

std::string Face::sha256() const {
    const Blob blob(hb_face_reference_blob(hb_face_), hb_blob_destroy);
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob.get(), &size);
    return banxin::sha256({data, size});
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
    return g != 0 && draws(g);
}

bool Face::draws(std::uint32_t glyph) const {
    // Interpreting the outline of a hanzi takes 10 us. An empty one holds a width, perhaps hints, and the end; what is longer draws.
    constexpr unsigned kLongerThanAnyEmpty = 32;
    if (cff_ && cff_->charstring(glyph).size() > kLongerThanAnyEmpty) return true;
    return !ink_box(glyph).empty();
}

InkBox Face::ink_box(std::uint32_t glyph) const { return outline_box(hb_font_, glyph); }

InkBox Face::bounds() const {
    const Table head(hb_face_, HB_TAG('h', 'e', 'a', 'd'));
    const auto side = [&](std::size_t at) { return static_cast<std::int16_t>(head.u16(at)); };
    return {side(36), side(38), side(40), side(42)};
}

std::int32_t Face::advance(std::uint32_t glyph) const { return hb_font_get_glyph_h_advance(hb_font_, glyph); }

}  // namespace banxin::font
