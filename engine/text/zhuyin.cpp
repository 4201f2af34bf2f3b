// Letters centred on their character; the tone beside the last, ˙ above the first.
#include "text/zhuyin.hpp"

#include <algorithm>
#include <utility>

#include "text/glyph_ink.hpp"
#include "text/line_maker.hpp"

namespace banxin::text {
namespace {

class Stacker {
  public:
    Stacker(Shaped& shaped, const Inline& element, Length size, const font::FontSet& fonts)
        : atoms_(shaped.atoms), text_(shaped.text), style_(*element.style), em_(element.around->size), size_(size), fonts_(fonts) {}

    Stack run(bool down) {
        const auto letters = std::count_if(atoms_.list.begin(), atoms_.list.end(), [](const Atom& a) { return a.kind == Kind::kHanzi; });
        const bool light = !atoms_.list.empty() && atoms_.list.front().kind != Kind::kHanzi;
        const Length height = size_ * letters + (light ? scale(size_, 1, 2) : Length{});
        set(scale(em_, -style_.frame_above, 1'000) + scale(em_ - size_ * letters, 1, 2));
        if (down) turn();
        return {make_line(atoms_, text_, 0, std::vector<Change>(atoms_.list.size()), {}).runs, height};
    }

  private:
    /// The first letter's em box begins at `top`. The tone's ink fills the rest of the column but for the distance that the column has from its
    /// character.
    void set(Length top) {
        const Length rest = style_.width.of(em_) - size_, distance = style_.distance.of(em_);
        std::int64_t row = 0;
        Length x;  // where the line would set the atom
        for (Atom& atom : atoms_.list) {
            atom.boxed = true;
            if (atom.kind == Kind::kHanzi) {
                move(atoms_, atom, -x, top + size_ * row + scale(size_, style_.frame_above, 1'000));
                ++row;
            } else {
                const bool light = row == 0;
                const Length middle = light ? top - scale(size_, 1, 4) : top + size_ * (row - 1) + scale(size_, 1, 3);
                set_tone(atom, x, light ? scale(size_, 1, 2) : size_ + scale(rest + distance, 1, 2), middle, rest - distance);
            }
            x += atom.width;
        }
    }

    /// Its ink `width` wide around (x, y), from where the line would set it at `origin`.
    void set_tone(const Atom& atom, Length origin, Length x, Length y, Length width) {
        const GlyphInk ink = ink_of(atoms_, atom, fonts_);
        const Length had = ink.right - ink.left;
        if (had > Length{} && width > Length{}) resize(atoms_, atom, width.units, had.units);
        const GlyphInk now = ink_of(atoms_, atom, fonts_);
        move(atoms_, atom, x - origin - scale(now.left + now.right, 1, 2), y + scale(now.top + now.bottom, 1, 2));
    }

    /// What was to the right of the em box's left edge is beyond the baseline, what was below its upper edge is along the column.
    void turn() {
        Length x;
        for (const Atom& atom : atoms_.list) {
            for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) {
                AtomGlyph& glyph = atoms_.glyphs[g];
                const Length right = x + glyph.x;
                glyph.x = glyph.y + scale(em_, style_.frame_above, 1'000) - x;
                glyph.y = -right;
                glyph.orientation = display::Orientation::kAcross;
            }
            x += atom.width;
        }
    }

    Atoms& atoms_;
    const Text& text_;
    const InlineStyle& style_;
    const Length em_, size_;
    const font::FontSet& fonts_;
};

}  // namespace

Stack stack(Shaped& shaped, const Inline& element, Length size, bool down, const font::FontSet& fonts) {
    return shaped.atoms.list.empty() ? Stack{} : Stacker(shaped, element, size, fonts).run(down);
}

}  // namespace banxin::text
