// Characters of a column: hanzi and marks upright in their cells or turned where Unicode has them turned, numbers in one cell, Western words.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "text/itemise.hpp"
#include "text/middles.hpp"

struct hb_buffer_t;

namespace banxin::text {

/// The ink as the line sees it: its left and right along the line, its top over it.
font::InkBox lengthwise(const font::InkBox& ink, display::Orientation orientation, std::int32_t stretch = 1'000);

/// Upright characters that are raised go to the right, lowered ones to the left: from the column's middle, as far as they would in a line.
Length lifted(const CharStyle& chars, const Style& style);

/// Belongs to one thread.
class Uprights {
  public:
    explicit Uprights(const font::FontSet& fonts);
    ~Uprights();
    Uprights(const Uprights&) = delete;
    Uprights& operator=(const Uprights&) = delete;

    /// An atom a character of the segment, with the face's vertical forms, in its cell.
    void han(Atoms& out, const Text& text, const Segment& segment);
    /// What was shaped as in a line is turned, or stood upright: short numbers in one cell, words as the layout says.
    void set_western(Atoms& atoms, const Text& text, const Style& style);

  private:
    struct Standing;
    void shape(hb_buffer_t* buffer, const Text& text, const Segment& segment, bool down) const;
    /// Of another script's text, above the baseline: by face and size.
    using MiddleOf = std::function<Length(font::FaceId, Length)>;
    void turn(Atoms& atoms, const Atom& atom, const Style& style, const MiddleOf& middle) const;
    void stand_letters(Atoms& atoms, const Atom& atom, const Style& style, std::vector<Atom>& out) const;
    bool stand_in_cell(Atoms& atoms, const Text& text, Atom& atom, const Style& style) const;
    void set_own_width(std::span<AtomGlyph> glyphs, std::string_view digits) const;

    /// Of the face's hanzi, above the baseline, in font units.
    std::int32_t middle_of(font::FaceId face, const Vertical& vertical);

    const font::FontSet& fonts_;
    Middles middles_;
    hb_buffer_t* down_;
    hb_buffer_t* level_;
};

}  // namespace banxin::text
