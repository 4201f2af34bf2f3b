// A face says how its marks attach, or says nothing; then the ink of both decides.
#include "text/marks.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <unicode/uchar.h>

#include "base/invisible.hpp"
#include "base/utf8.hpp"

namespace banxin::text {
namespace {

/// Canonical combining classes (UAX #44).
enum : std::uint8_t { kOverlay = 1, kBelow = 220, kAbove = 230 };

/// Ink of a glyph where it stands, y downwards.
struct Box {
    Length left, top, right, bottom;
    bool empty() const { return left >= right; }
    Length middle() const { return scale(left + right, 1, 2); }
    Length height() const { return bottom - top; }
};

bool encloses(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_ENCLOSING_MARK; }
bool combines(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }

class Settler {
  public:
    Settler(Atoms& atoms, Atom& atom, const Text& text, const font::FontSet& fonts)
        : glyphs_(atoms.glyphs), atom_(atom), text_(text), fonts_(fonts) {}

    Length run(std::uint32_t first, std::uint32_t end, Length width) {
        Length moved;  // what clusters before this one have gained or lost
        for (std::uint32_t g = first; g < end;) {
            std::uint32_t next = g;
            for (; next < end && glyphs_[next].cluster == glyphs_[g].cluster; ++next) glyphs_[next].x += moved;
            const bool astral = static_cast<unsigned char>(text_.bytes[glyphs_[g].cluster]) >= 0xF0;
            if (next > g + 1 || astral) moved += cluster(g, next, next < end ? glyphs_[next].cluster : atom_.end);
            g = next;
        }
        return width + moved;
    }

  private:
    Box box(std::uint32_t g) const {
        const AtomGlyph& glyph = glyphs_[g];
        const font::Face& face = *fonts_.face(glyph.face);
        const font::InkBox ink = face.ink_box(glyph.id);
        if (ink.empty()) return {};
        const auto part = [&](std::int32_t units) { return scale(glyph.size, units, face.units_per_em()); };
        return {glyph.x + part(ink.left), glyph.y - part(ink.top), glyph.x + part(ink.right), glyph.y - part(ink.bottom)};
    }

    /// Characters that draw something, one for each glyph; none where the face has joined or parted them.
    std::vector<char32_t> drawn(std::uint32_t first, std::uint32_t end, std::uint32_t stop) const {
        std::vector<char32_t> out;
        for (std::size_t at = glyphs_[first].cluster; at < stop;) {
            const char32_t c = utf8::next(text_.bytes, at);
            if (!is_invisible(c)) out.push_back(c);
        }
        if (out.size() != end - first) out.clear();
        return out;
    }

    /// By how much the cluster grew.
    Length cluster(std::uint32_t first, std::uint32_t end, std::uint32_t stop) {
        const std::vector<char32_t> chars = drawn(first, end, stop);
        if (chars.empty()) return {};
        if (chars.size() == 1) return is_symbol(chars[0]) && chars[0] > 0xFFFF ? widen(first, end, box(first)) : Length{};
        Length grown;
        Box whole = box(first);
        bool enclosed = false;
        for (std::uint32_t g = first + 1; g < end && !whole.empty(); ++g) {
            const char32_t c = chars[g - first];
            if (encloses(c)) enclose(g, whole);
            else if (combines(c)) attach(g, c, whole);
            else continue;
            enclosed = enclosed || encloses(c);
            grown -= std::exchange(glyphs_[g].advance, {});
            const Box mark = box(g);
            whole = {std::min(whole.left, mark.left), std::min(whole.top, mark.top), std::max(whole.right, mark.right),
                     std::max(whole.bottom, mark.bottom)};
        }
        return enclosed ? widen(first, end, whole) + grown : grown;
    }

    /// With a blank between it and the sign around it.
    static bool fits(Length inner, Length sign) { return inner.units * 10 <= sign.units * 9; }

    /// The sign's middle on that of what it encloses, which must have room in it.
    void enclose(std::uint32_t g, const Box& inner) {
        const Box sign = box(g);
        atom_.crowded = atom_.crowded || sign.empty() || !fits(inner.right - inner.left, sign.right - sign.left) ||
                        !fits(inner.height(), sign.height());
        glyphs_[g].x += inner.middle() - sign.middle();
        glyphs_[g].y += scale(inner.top + inner.bottom - sign.top - sign.bottom, 1, 2);
    }

    /// In the middle over or under the letter, clear of it, unless the face has moved it to its place.
    void attach(std::uint32_t g, char32_t c, const Box& letter) {
        const Box mark = box(g);
        const std::uint8_t way = u_getCombiningClass(static_cast<UChar32>(c));
        const bool known = way == kAbove || way == kBelow || way == kOverlay;
        const bool placed = mark.middle() >= letter.left + scale(letter.right - letter.left, 1, 4) &&
                            mark.middle() <= letter.right - scale(letter.right - letter.left, 1, 4);
        if (mark.empty() || !known || placed) return;
        const Length gap = scale(glyphs_[g].size, 1, 20);
        glyphs_[g].x += letter.middle() - mark.middle();
        if (way == kAbove) glyphs_[g].y += std::min(letter.top - gap - mark.bottom, Length{});
        if (way == kBelow) glyphs_[g].y += std::max(letter.bottom + gap - mark.top, Length{});
    }

    /// Room for all of the ink; what is narrower stays as it is.
    Length widen(std::uint32_t first, std::uint32_t end, const Box& ink) {
        if (ink.empty()) return {};
        const Length left = glyphs_[first].x;
        Length right = left;
        for (std::uint32_t g = first; g < end; ++g) right += glyphs_[g].advance;
        Length before = std::max(left - ink.left, Length{}), after = std::max(ink.right - right, Length{});
        if (right == left) {  // drawn behind its origin, as marks are: its ink alone, with a blank at both sides
            const Length side = scale(glyphs_[first].size, 1, 20);
            before = left - ink.left + side;
            after = ink.right - left + side;
        }
        for (std::uint32_t g = first; g < end; ++g) glyphs_[g].x += before;
        glyphs_[first].advance += before + after;
        glyphs_[first].inset = before;
        return before + after;
    }

    std::vector<AtomGlyph>& glyphs_;
    Atom& atom_;
    const Text& text_;
    const font::FontSet& fonts_;
};

}  // namespace

bool is_symbol(char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_OTHER_SYMBOL || type == U_MATH_SYMBOL;
}

Length settle_marks(Atoms& atoms, Atom& atom, const Text& text, std::uint32_t first, std::uint32_t end, Length width,
                    const font::FontSet& fonts) {
    return Settler(atoms, atom, text, fonts).run(first, end, width);
}

}  // namespace banxin::text
