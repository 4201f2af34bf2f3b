// The face of the signs, glyph by glyph.
#include "text/circled.hpp"

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

/// The first face of the role that has all signs; those with the first ten alone draw none (itemise.cpp).
const font::RoleFace* face_of_signs(const CharStyle& chars, const font::FontSet& fonts) {
    for (const std::string& name : {chars.face, chars.latin}) {
        const font::Role* role = fonts.role(name);
        if (!role) continue;
        for (const font::RoleFace& face : role->faces_for(chars.lang)) {
            const font::Face* opened = fonts.face(face.face);
            if (opened && opened->covers(U'①') && opened->covers(U'㊿') && opened->covers(U'0') && !face.draws_wrong(U'㊿')) return &face;
        }
    }
    return nullptr;
}

/// The same digit in another face, where it stood.
AtomGlyph redrawn(AtomGlyph glyph, char32_t digit, Length size, const font::RoleFace& role, const font::Face& face) {
    glyph.id = face.glyph(digit);
    glyph.face = role.face;
    glyph.size = scale(size, role.scale, 1'000);
    glyph.advance = scale(scale(glyph.size, face.advance(glyph.id), face.units_per_em()), glyph.stretch, 1'000);
    return glyph;
}

/// Each digit as far behind the one before as that is now wide, on a line or across a column.
void redraw(Atoms& atoms, Atom& atom, const Text& text, const font::RoleFace& role, const font::Face& face) {
    AtomGlyph old_before, before;
    for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
        const AtomGlyph old = atoms.glyphs[g];
        std::size_t at = old.cluster;
        AtomGlyph now = redrawn(old, utf8::next(text.bytes, at), atom.chars->size, role, face);
        if (g > atom.first_glyph && old_before.advance > Length{}) {
            now.x = before.x + scale(old.x - old_before.x, before.advance.units, old_before.advance.units);
            now.y = before.y + scale(old.y - old_before.y, before.advance.units, old_before.advance.units);
        }
        if (!atom.boxed) atom.width += now.advance - old.advance;
        old_before = old;
        before = atoms.glyphs[g] = now;
    }
}

}  // namespace

void draw_as_signs(Atoms& atoms, std::span<Atom> digits, const Text& text, const font::FontSet& fonts) {
    const font::RoleFace* role = face_of_signs(*digits.front().chars, fonts);
    if (!role) return;
    for (Atom& atom : digits) redraw(atoms, atom, text, *role, *fonts.face(role->face));
}

}  // namespace banxin::text
