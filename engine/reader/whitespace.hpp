// White space of running text, over all the marked pieces of a paragraph at once.
#pragma once

#include <string_view>

#include "model/brief.hpp"

namespace banxin::reader {

/// Applies the rules of the brief language to a paragraph, positions kept:
/// - white space at its start and end (U+3000 too, but where it is underlined, to be written on) goes; so does white space beside a forced line break;
/// - a stretch with a line end in it is nothing beside a hanzi or a full-width mark, else one blank;
/// - a stretch without one is one blank, also across the border of two pieces.
/// Pieces that end up empty go.
InlineText normalise(const InlineText& raw);

/// The same for a single piece of which the neighbours are unknown: at its ends only stretches with a line end go.
SourceText normalise_piece(const SourceText& raw);

/// Without white space at its ends.
std::string_view trimmed(std::string_view text);

/// Nothing that would be seen: white space, and characters that draw nothing.
bool is_unseen(std::string_view text);

/// Hanzi, kana, full-width forms, and the marks that Chinese shares with the West (“ ” ‘ ’ — … ·).
bool is_wide(char32_t c);

}  // namespace banxin::reader
