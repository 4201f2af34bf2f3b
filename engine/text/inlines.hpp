// Inline elements that take room of their own: readings, spread text, circled numbers, notes of two lines. Serves the composer, before breaks.
#pragma once

#include <functional>

#include "base/diagnostics.hpp"
#include "text/atoms.hpp"

namespace banxin::text {

/// A text with its atoms.
struct Shaped {
    Text text;
    Atoms atoms;
};
/// Shapes a paragraph without boxes of its own; the paragraph must live as long as the result.
using Shape = std::function<Shaped(const Paragraph&)>;

/// Joins atoms into boxes where an element needs it, and sets readings to stand beside them; those that no line of `measure` holds are reported.
void set_inlines(Atoms& atoms, const Text& text, const font::FontSet& fonts, const Shape& shape, Length measure, Diagnostics& diagnostics);

/// How far letters reach that may leave their em box: Tibetan stacks are deep, and marks may be heaped on any letter.
void find_reaches(Atoms& atoms, const font::FontSet& fonts);

/// The innermost element around a character that takes room of its own; null: none.
const Inline* room_taker(const Text& text, std::uint32_t offset);

}  // namespace banxin::text
