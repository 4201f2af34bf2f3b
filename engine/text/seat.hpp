// Where a full-width mark stands in its cell, and how much of the cell is blank: by `halt` where the face has it, else by its ink.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "font/font_set.hpp"
#include "text/classes.hpp"

struct hb_buffer_t;

namespace banxin::text {

/// Shares of the em in font units.
struct Seat {
    std::int32_t shift = 0;  // of the glyph, from where its advance is centred in the em
    std::int32_t blank = 0;  // that the mark may give up: at the left of opening marks, at the right of others
};

/// Remembers what it has measured. Belongs to one thread.
class Seats {
  public:
    explicit Seats(const font::FontSet& fonts) : fonts_(fonts) {}

    /// Of a mark (kind) that the face draws with this glyph and advance. `buffer` is free for use.
    const Seat& of(font::FaceId face, std::uint32_t glyph, char32_t c, Kind kind, std::int32_t advance, hb_buffer_t* buffer);

  private:
    Seat measure(const font::Face& face, std::uint32_t glyph, char32_t c, Kind kind, std::int32_t advance, hb_buffer_t* buffer) const;

    const font::FontSet& fonts_;
    std::unordered_map<std::uint64_t, Seat> known_;
};

}  // namespace banxin::text
