// The ink as the line sees it, upright glyphs of a column included.
#include "text/glyph_ink.hpp"

#include <algorithm>

#include "text/upright.hpp"

namespace banxin::text {

GlyphInk ink_of(const Atoms& atoms, const Atom& atom, const font::FontSet& fonts) {
    GlyphInk out;
    for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
        const AtomGlyph& glyph = atoms.glyphs[g];
        const font::Face* face = fonts.face(glyph.face);
        const font::InkBox ink = face ? lengthwise(face->ink_box(glyph.id), glyph.orientation, glyph.stretch) : font::InkBox{};
        if (ink.empty()) continue;
        const auto part = [&](std::int32_t units) { return scale(glyph.size, units, face->units_per_em()); };
        out.left = std::min(out.left, glyph.x + part(ink.left));
        out.right = std::max(out.right, glyph.x + part(ink.right));
        out.top = std::max(out.top, part(ink.top) - glyph.y);
        out.bottom = std::min(out.bottom, part(ink.bottom) - glyph.y);
    }
    return out.left > out.right ? GlyphInk{{}, {}, {}, {}} : out;
}

void move(Atoms& atoms, const Atom& atom, Length dx, Length dy) {
    for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
        atoms.glyphs[g].x += dx;
        atoms.glyphs[g].y += dy;
    }
}

void resize(Atoms& atoms, const Atom& atom, std::int64_t numerator, std::int64_t denominator) {
    for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
        AtomGlyph& glyph = atoms.glyphs[g];
        for (Length* measure : {&glyph.x, &glyph.y, &glyph.size, &glyph.advance, &glyph.inset})
            *measure = scale(*measure, numerator, denominator);
    }
}

}  // namespace banxin::text
