// Where faces have the middle of their hanzi, measured.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "font/font_set.hpp"

namespace banxin::text {

/// Belongs to one thread.
class Middles {
  public:
    explicit Middles(const font::FontSet& fonts) : fonts_(fonts), known_(fonts.face_count()) {}

    /// Above the baseline, in font units; nothing of a face without hanzi.
    std::optional<std::int32_t> of(font::FaceId face);
    /// How far a hanzi that another face draws must move up to stand as high as those of `main`: share of the em, in 1/1,000. A shift that the
    /// catalogue gives holds.
    std::int32_t lift(const font::RoleFace& other, const font::RoleFace& main);

  private:
    struct Entry {
        bool measured = false;
        std::optional<std::int32_t> middle;
    };

    const font::FontSet& fonts_;
    std::vector<Entry> known_;  // by face
};

/// Hanzi that fill their frames in each direction.
inline constexpr std::u32string_view kFramed = U"国永年和书画事重";

}  // namespace banxin::text
