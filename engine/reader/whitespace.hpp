// White space of running text, over all the marked pieces of a paragraph at once.
#pragma once

#include <string_view>

#include "model/brief.hpp"

namespace banxin::reader {

/// Applies the rules of the brief language to a paragraph, positions kept:
/// - white space at its start and end (of any width, as pasted text has it, but where it is underlined, to be written on) goes, and so do
///   characters without a width; so does white space beside a forced line break;
/// - a stretch with a line end in it is nothing beside a hanzi or a full-width mark, else one blank;
/// - a stretch without one is one blank, also across the border of two pieces.
/// - a blank at the edge of what is drawn (a line, dots) stands outside: nothing is drawn at it.
/// Pieces that end up empty go.
InlineText normalise(const InlineText& raw);

/// The same for a single piece of which the neighbours are unknown: at its ends only stretches with a line end go.
SourceText normalise_piece(const SourceText& raw);

/// Without white space at its ends.
std::string_view trimmed(std::string_view text);

/// Nothing that would be seen: white space, and characters that draw nothing.
bool is_unseen(std::string_view text);

/// A blank of another width than the keyboard's (U+3000, U+00A0, U+2003), or a blank without one (U+200B, U+FEFF).
bool is_space(char32_t c);

/// An element that draws beside its text or through it.
bool is_drawn(std::string_view element);

/// Hanzi, kana, full-width forms, and the marks that Chinese shares with the West (“ ” ‘ ’ — … ·).
bool is_wide(char32_t c);

}  // namespace banxin::reader
