// Fuzzing of what the font room reads out of a file: facts, names, charstrings, coverage, ink; any bytes must end well and soon.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include <hb-ot.h>
#include <hb.h>

#include "font/cff.hpp"
#include "font/outline.hpp"
#include "font/tables.hpp"

namespace {

using namespace banxin::font;

template <auto Destroy>
struct Destroyer {
    template <class T>
    void operator()(T* object) const {
        Destroy(object);
    }
};

void require(bool holds) {
    if (!holds) std::abort();
}

void read_face(hb_face_t* face) {
    const Facts facts = read_facts(face);
    for (const std::string& name : read_names(face)) require(!name.empty() && name.find('\n') == std::string::npos);
    require(read_postscript_name(face).find('\t') == std::string::npos);
    if (facts.flavour == Flavour::kUnusable) return;
    const CffGlyphs cff(face);
    const std::unique_ptr<hb_font_t, Destroyer<&hb_font_destroy>> font(hb_font_create(face));
    hb_ot_font_set_funcs(font.get());
    constexpr std::uint32_t kLooked = 8;
    for (std::uint32_t glyph = 0; glyph < kLooked; ++glyph) {
        const InkBox ink = outline_box(font.get(), glyph);
        require(ink.empty() || (ink.left < ink.right && ink.bottom < ink.top));
        require(cff.charstring(glyph).empty() || facts.flavour != Flavour::kTrueType);
    }
    cff.charstring(0xFFFF'FFFF);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::unique_ptr<hb_blob_t, Destroyer<&hb_blob_destroy>> blob(
        hb_blob_create(reinterpret_cast<const char*>(data), static_cast<unsigned>(size), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const unsigned count = hb_face_count(blob.get());
    for (unsigned i = 0; i < count && i < 4; ++i) {
        const std::unique_ptr<hb_face_t, Destroyer<&hb_face_destroy>> face(hb_face_create(blob.get(), i));
        read_face(face.get());
    }
    return 0;
}
