// Measuring hanzi.
#include "text/middles.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <hb.h>

#include "text/classes.hpp"

namespace banxin::text {
namespace {

/// Of the middles of their ink; nothing where none of them has ink in the face.
std::optional<std::int32_t> mean(const font::Face& face, std::u32string_view hanzi) {
    std::int32_t sum = 0, count = 0;
    for (const char32_t c : hanzi) {
        const std::uint32_t glyph = face.glyph(c);
        const font::InkBox ink = glyph == 0 ? font::InkBox{} : face.ink_box(glyph);
        if (ink.empty()) continue;
        sum += (ink.top + ink.bottom) / 2;
        ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

/// Some of the face's hanzi, from its first to its last.
std::u32string spread(const font::Face& face) {
    constexpr std::size_t kCount = 40;
    const std::unique_ptr<hb_set_t, decltype(&hb_set_destroy)> covered(hb_set_create(), &hb_set_destroy);
    hb_face_collect_unicodes(face.hb_face(), covered.get());
    std::u32string all, out;
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(covered.get(), &c);)
        if (is_ideograph(c)) all += static_cast<char32_t>(c);
    for (std::size_t i = 0; i < kCount && !all.empty(); ++i) out += all[i * all.size() / kCount];
    return out;
}

/// By common hanzi; faces that have rare ones alone, by those.
std::optional<std::int32_t> measured(const font::Face& face) {
    const std::optional<std::int32_t> common = mean(face, kFramed);
    return common ? common : mean(face, spread(face));
}

}  // namespace

std::optional<std::int32_t> Middles::of(font::FaceId id) {
    Entry& entry = known_[id];
    if (entry.measured) return entry.middle;
    const font::Face* face = fonts_.face(id);
    entry = {true, face ? measured(*face) : std::nullopt};
    return entry.middle;
}

std::int32_t Middles::lift(const font::RoleFace& other, const font::RoleFace& main) {
    if (other.face == main.face || other.shift != 0) return 0;
    const std::optional<std::int32_t> here = of(other.face), there = of(main.face);
    if (!here || !there) return 0;
    const auto share = [&](std::int32_t middle, const font::RoleFace& role) {
        return middle * role.scale / static_cast<std::int32_t>(fonts_.face(role.face)->units_per_em());
    };
    return main.shift + share(*there, main) - share(*here, other);
}

}  // namespace banxin::text
