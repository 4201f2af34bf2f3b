// Measuring marks.
#include "text/seat.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <hb.h>

namespace banxin::text {
namespace {

/// Marks whose ink is what it should be within this share of the em are left alone.
constexpr std::int32_t kSlackPart = 50;

struct Halved {
    std::int32_t offset = 0, advance = 0;
};

/// The mark in half an em, as the face's own `halt` sets it.
std::optional<Halved> halt(const font::Face& face, std::uint32_t glyph, char32_t c, hb_buffer_t* buffer) {
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_add(buffer, c, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    const hb_feature_t feature{HB_TAG('h', 'a', 'l', 't'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    hb_shape(face.hb_font(), buffer, &feature, 1);
    if (hb_buffer_get_length(buffer) != 1 || hb_buffer_get_glyph_infos(buffer, nullptr)->codepoint != glyph) return std::nullopt;
    const hb_glyph_position_t& p = *hb_buffer_get_glyph_positions(buffer, nullptr);
    const auto em = static_cast<std::int32_t>(face.units_per_em());
    if (std::abs(p.x_advance - em / 2) > em / kSlackPart) return std::nullopt;
    return Halved{p.x_offset, p.x_advance};
}

/// Faces for Traditional Chinese stand their full stop in the middle of the cell, and all other such marks.
bool centred(const font::Face& face) {
    const font::InkBox ink = face.ink_box(face.glyph(U'。'));
    const auto em = static_cast<std::int32_t>(face.units_per_em());
    return !ink.empty() && std::abs(ink.left + ink.right - em) < em / 3;
}

}  // namespace

const Seat& Seats::of(font::FaceId face, std::uint32_t glyph, char32_t c, Kind kind, std::int32_t advance, hb_buffer_t* buffer) {
    const std::uint64_t key = static_cast<std::uint64_t>(face) << 32 | glyph;
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    return known_.emplace(key, measure(*fonts_.face(face), glyph, c, kind, advance, buffer)).first->second;
}

Seat Seats::measure(const font::Face& face, std::uint32_t glyph, char32_t c, Kind kind, std::int32_t advance, hb_buffer_t* buffer) const {
    const auto em = static_cast<std::int32_t>(face.units_per_em());
    const font::InkBox ink = face.ink_box(glyph);
    if (ink.empty()) return {0, has_blank(kind) ? em / 2 : 0};
    const std::int32_t margin = (em - advance) / 2;  // the glyph's origin, its advance centred
    const std::int32_t left = margin + ink.left, right = margin + ink.right;
    if (!has_blank(kind)) {  // · and dashes stand in the middle, whatever their advance
        const std::int32_t off = (left + right - em) / 2;
        return {std::abs(off) > em / kSlackPart ? -off : 0, 0};
    }
    if (right - left > em / 2) return {};  // ‼ fills its cell
    const bool opening = kind == Kind::kOpening;
    const bool full = std::abs(advance - em) <= em / kSlackPart;
    if (!opening && kind != Kind::kClosing && full && centred(face)) return {0, std::min(em / 4, em - right)};
    if (const auto half = full ? halt(face, glyph, c, buffer) : std::nullopt) {
        const std::int32_t shift = half->offset + (opening ? em - half->advance : 0), slack = em / kSlackPart;
        const bool fits = opening ? left + shift >= em / 2 - slack && right + shift <= em + slack
                                  : left + shift >= -slack && right + shift <= em / 2 + slack;
        if (fits) return {shift, em / 2};  // FandolFang's ？ does not
    }
    // The ink moves into its half, no farther than it must.
    const std::int32_t bearing = std::min(em / 20, (em / 2 - (right - left)) / 2);
    std::int32_t shift = 0;
    if (opening) shift = left < em / 2 || !full ? std::max(em / 2 + bearing - left, std::min(0, em - bearing - right)) : 0;
    else shift = right > em / 2 || !full ? std::min(em / 2 - bearing - right, std::max(0, bearing - left)) : 0;
    return {shift, em / 2};
}

}  // namespace banxin::text
