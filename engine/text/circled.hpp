// Digits of a number that is composed in a circle.
#pragma once

#include <span>

#include "text/atoms.hpp"

namespace banxin::text {

/// Gives digits the face that ① to ㊿ beside them have, so that both are of one weight.
void draw_as_signs(Atoms& atoms, std::span<Atom> digits, const Text& text, const font::FontSet& fonts);

}  // namespace banxin::text
