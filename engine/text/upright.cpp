// Shaping down the column through HarfBuzz, which takes Unicode's vertical forms where a face has no `vert`.
#include "text/upright.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include <hb.h>
#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

using display::Orientation;

constexpr hb_feature_t feature(hb_tag_t tag, std::uint32_t value) { return {tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}; }

/// Cells are set by us, as in a line.
constexpr hb_feature_t kFeatures[] = {
    feature(HB_TAG('v', 'r', 't', '2'), 1), feature(HB_TAG('f', 'w', 'i', 'd'), 1), feature(HB_TAG('v', 'k', 'r', 'n'), 0),
    feature(HB_TAG('k', 'e', 'r', 'n'), 0), feature(HB_TAG('v', 'c', 'h', 'w'), 0), feature(HB_TAG('c', 'h', 'w', 's'), 0),
    feature(HB_TAG('c', 'a', 'l', 't'), 0), feature(HB_TAG('l', 'i', 'g', 'a'), 0),
};
/// The same in a line: a glyph that does not differ has no form for columns.
constexpr std::size_t kLevelFrom = 1;

/// Ink nearer to its place than this share of the em is left alone.
constexpr std::int32_t kSlackPart = 50;

/// UAX #50: upright, but elsewhere in its cell than in a line (Tu): ，。、
bool moves(char32_t c) { return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_VERTICAL_ORIENTATION) == U_VO_TRANSFORMED_UPRIGHT; }

/// How far above the baseline the face hangs hanzi, or the layout does for it; in font units.
std::int32_t hung(const font::Face& face, const Vertical& vertical) {
    hb_position_t x = 0, y = 0;
    if (face.tells_vertical_origins()) hb_font_get_glyph_v_origin(face.hb_font(), face.glyph(kFramed[0]), &x, &y);
    else y = static_cast<std::int32_t>(face.units_per_em()) * vertical.frame_above / 1'000;
    return y;
}

/// Where a mark's ink is in its cell, in font units: along the column from the cell's upper edge, across it from the left.
struct Ink {
    std::int32_t from = 0, to = 0, left = 0, right = 0;
};

/// How far a mark moves down its cell, and how much of the cell it leaves blank. GB/T 15834-2011 5.2: close to what it ends or opens.
struct Place {
    std::int32_t shift = 0, blank = 0;
};

Place place_of(Kind kind, const Ink& ink, std::int32_t em) {
    const std::int32_t size = ink.to - ink.from, slack = em / kSlackPart;
    const auto centred = [&](std::int32_t a, std::int32_t b) { return std::abs(a + b - em) < em / 10; };
    if (!has_blank(kind)) {
        const bool stands_in_middle = kind == Kind::kMiddleDot || kind == Kind::kConnector;
        const std::int32_t off = (ink.from + ink.to - em) / 2;
        return {stands_in_middle && std::abs(off) > slack ? -off : 0, 0};
    }
    if (size > em / 2) return {};
    const std::int32_t bearing = std::min(em / 20, (em / 2 - size) / 2);
    if (kind == Kind::kOpening) return {std::max(em / 2 + bearing - ink.from, 0), em / 2};
    if (kind == Kind::kClosing) return {std::min(em / 2 - bearing - ink.to, 0), em / 2};
    if (centred(ink.from, ink.to) && centred(ink.left, ink.right))
        return {0, std::min(em / 4, em - ink.to)};  // as Traditional faces have them
    if (ink.to <= em / 2) return {0, em / 2};
    const std::int32_t top = std::max(std::min(em - ink.right, em / 2 - bearing - size), bearing);  // as far from above as from the right
    return {top - ink.from, em / 2};
}

/// The mark in half an em of the column, as the face's own `vhal` sets it: how far it moves down in its cell. Nothing where the face has none, or
/// its ink would not be in that half.
std::optional<std::int32_t> vhal(const font::Face& face, std::uint32_t glyph, char32_t c, const std::string& lang, Kind kind,
                                 const Ink& ink) {
    const auto em = static_cast<std::int32_t>(face.units_per_em());
    std::array<hb_feature_t, std::size(kFeatures) + 1> features{};
    std::copy(std::begin(kFeatures), std::end(kFeatures), features.begin());
    features.back() = feature(HB_TAG('v', 'h', 'a', 'l'), 1);
    const std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer(hb_buffer_create(), &hb_buffer_destroy);
    const auto shape = [&](std::size_t count) {
        hb_buffer_clear_contents(buffer.get());
        hb_buffer_set_direction(buffer.get(), HB_DIRECTION_TTB);
        hb_buffer_set_script(buffer.get(), HB_SCRIPT_HAN);
        hb_buffer_set_language(buffer.get(), hb_language_from_string(lang.data(), static_cast<int>(lang.size())));
        hb_buffer_add(buffer.get(), c, 0);
        hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
        hb_shape(face.hb_font(), buffer.get(), features.data(), static_cast<unsigned>(count));
        const bool same = hb_buffer_get_length(buffer.get()) == 1 && hb_buffer_get_glyph_infos(buffer.get(), nullptr)->codepoint == glyph;
        return same ? *hb_buffer_get_glyph_positions(buffer.get(), nullptr) : hb_glyph_position_t{};
    };
    const hb_glyph_position_t whole = shape(std::size(kFeatures)), half = shape(features.size());
    const std::int32_t slack = em / kSlackPart;
    if (std::abs(-half.y_advance - em / 2) > slack) return std::nullopt;
    const bool opening = kind == Kind::kOpening;
    const std::int32_t shift = whole.y_offset - half.y_offset + (opening ? em + half.y_advance : 0);
    const bool fits = opening ? ink.from + shift >= em / 2 - slack && ink.to + shift <= em + slack
                              : ink.from + shift >= -slack && ink.to + shift <= em / 2 + slack;
    return fits ? std::optional(shift) : std::nullopt;
}

}  // namespace

font::InkBox lengthwise(const font::InkBox& ink, Orientation orientation, std::int32_t stretch) {
    if (ink.empty()) return ink;
    if (orientation == Orientation::kLevel || orientation == Orientation::kTurned)
        return {ink.left * stretch / 1'000, ink.bottom, ink.right * stretch / 1'000, ink.top};
    return {-ink.top, ink.left * stretch / 1'000, -ink.bottom, ink.right * stretch / 1'000};
}

Uprights::Uprights(const font::FontSet& fonts) : fonts_(fonts), middles_(fonts), down_(hb_buffer_create()), level_(hb_buffer_create()) {}
Uprights::~Uprights() {
    hb_buffer_destroy(down_);
    hb_buffer_destroy(level_);
}

void Uprights::shape(hb_buffer_t* buffer, const Text& text, const Segment& segment, bool down) const {
    const Vertical& vertical = *text.paragraph->style->vertical;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(buffer, down ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, segment.script == kOwnScript ? HB_SCRIPT_HAN : static_cast<hb_script_t>(segment.script));
    const std::string& lang = segment.chars->lang;
    hb_buffer_set_language(buffer, hb_language_from_string(lang.data(), static_cast<int>(lang.size())));
    for (std::size_t at = segment.begin; at < segment.end;) {
        const auto cluster = static_cast<unsigned>(at);
        hb_buffer_add(buffer, vertical.shown(drawn_as(utf8::next(text.bytes, at))), cluster);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    const std::size_t from = down ? 0 : kLevelFrom;
    hb_shape(fonts_.face(segment.face.face)->hb_font(), buffer, kFeatures + from, static_cast<unsigned>(std::size(kFeatures) - from));
}

/// Glyphs of one cell, in what units they are measured and where the column's middle is.
struct Uprights::Standing {
    const Segment& segment;
    const Style& style;
    const font::Face& face;
    const std::int32_t middle;  // of hanzi, above the baseline
    const std::int32_t drop;    // how far they hang too low
    const std::int32_t em = static_cast<std::int32_t>(face.units_per_em());
    const Length size = scale(segment.chars->size, segment.face.scale, 1'000);
    const Length cell = segment.chars->cell;

    Length of(std::int32_t units) const { return scale(size, units, em); }
    AtomGlyph glyph(const hb_glyph_info_t& info, Length x, Length y, Orientation orientation) const {
        return {info.codepoint, info.cluster, segment.face.face, size, x, y, cell, orientation};
    }

    /// As HarfBuzz hangs it, or by the layout's frame where the face does not say how, so that hanzi stand in the middle of their cells: those
    /// of Fandol hang a fourteenth of the em lower than the face says, which would leave them touching what stands below. A mark in its part
    /// of the cell.
    AtomGlyph upright(const hb_glyph_info_t& info, const hb_glyph_position_t& p, Atom& atom, bool own_form) const {
        const bool told = face.tells_vertical_origins();
        const std::int32_t advance = told ? -p.y_advance : em;
        const std::int32_t hangs = (em - advance) / 2 + (told ? -p.y_offset : em * style.vertical->frame_above / 1'000);
        std::int32_t top = hangs - drop;
        std::int32_t right = told ? p.x_offset : -face.advance(info.codepoint) / 2;  // from the column's middle
        const font::InkBox ink = face.ink_box(info.codepoint);
        if (!own_form && !ink.empty() && moves(atom.first_char)) right = -right - ink.left - ink.right;  // ，。 from the left to the right
        const bool sticks_out = !ink.empty() && (ink.top > top || top - ink.bottom > em);
        if (sticks_out && !is_ideograph(atom.first_char)) top = em / 2 + (ink.top + ink.bottom) / 2;  // ① fills its em and hangs no lower
        Place place;
        if (!ink.empty()) {
            const Ink there{top - ink.top, top - ink.bottom, em / 2 + right + ink.left, em / 2 + right + ink.right};
            const char32_t shown = style.vertical->shown(drawn_as(atom.first_char));
            const bool asks = own_form && told && has_blank(atom.kind);
            const auto half = asks ? vhal(face, info.codepoint, shown, segment.chars->lang, atom.kind, there) : std::nullopt;
            place = half ? Place{*half, em / 2} : place_of(atom.kind, there, em);
        } else if (has_blank(atom.kind)) place.blank = em / 2;
        (atom.kind == Kind::kOpening ? atom.blank_left : atom.blank_right) = scale(cell, place.blank, em);
        const Length lift = scale(segment.chars->size, segment.face.shift, 1'000);
        return glyph(info, scale(cell - size, 1, 2) + of(top + place.shift) - lift, -style.axis - lifted(*segment.chars, style) - of(right),
                     Orientation::kUpright);
    }

    /// On its side: brackets and what is raised by the middle of their em, other marks by the middle of their ink.
    AtomGlyph turned(const hb_glyph_info_t& info, const hb_glyph_position_t& p, Atom& atom) const {
        const font::InkBox ink = face.ink_box(info.codepoint);
        const std::int32_t margin = (em - p.x_advance) / 2;
        const Place place = ink.empty() ? Place{} : place_of(atom.kind, {margin + ink.left, margin + ink.right, 0, em}, em);
        (atom.kind == Kind::kOpening ? atom.blank_left : atom.blank_right) = scale(cell, place.blank, em);
        const bool raised = atom.kind == Kind::kHanzi && ink.bottom > middle;  // ′
        const std::int32_t across = ink.empty() || is_bracket(atom.kind) || raised ? middle : (ink.top + ink.bottom) / 2;
        return glyph(info, scale(cell - size, 1, 2) + of(margin + place.shift), of(across) - style.axis - lifted(*segment.chars, style),
                     Orientation::kTurned);
    }
};

void Uprights::han(Atoms& out, const Text& text, const Segment& segment) {
    const Style& style = *text.paragraph->style;
    const font::Face& face = *fonts_.face(segment.face.face);
    const std::int32_t middle = middle_of(segment.face.face, *style.vertical);
    const Standing standing{segment, style, face, middle,
                            hung(face, *style.vertical) - static_cast<std::int32_t>(face.units_per_em()) / 2 - middle};
    shape(down_, text, segment, true);
    shape(level_, text, segment, false);
    unsigned count = 0, level_count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(down_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(down_, nullptr);
    const hb_glyph_info_t* level = hb_buffer_get_glyph_infos(level_, &level_count);
    const hb_glyph_position_t* level_positions = hb_buffer_get_glyph_positions(level_, nullptr);
    for (unsigned i = 0; i < count;) {
        unsigned next = i;
        while (next < count && infos[next].cluster == infos[i].cluster) ++next;
        Atom atom;
        atom.begin = infos[i].cluster;
        atom.end = next < count ? infos[next].cluster : segment.end;
        std::size_t at = atom.begin;
        atom.first_char = atom.last_char = utf8::next(text.bytes, at);
        atom.kind = kind_of(atom.first_char);
        if (atom.kind == Kind::kWestern) atom.kind = Kind::kHanzi;  // a sign that stands in its cell
        atom.chars = segment.chars;
        atom.node = segment.node;
        atom.level = segment.level;
        if (atom.begin == segment.begin) atom.fence = segment.fence;
        atom.width = standing.cell;
        atom.first_glyph = static_cast<std::uint32_t>(out.glyphs.size());
        unsigned bodies = 0;
        for (unsigned g = i; g < next; ++g) {
            bodies += next > i + 1 && !face.ink_box(infos[g].codepoint).empty();
            const bool own_form = level_count != count || infos[g].codepoint != level[g].codepoint;
            const bool on_side = !own_form && turns_in_column(style.vertical->shown(drawn_as(atom.first_char)));
            out.glyphs.push_back(on_side ? standing.turned(level[g], level_positions[g], atom)
                                         : standing.upright(infos[g], positions[g], atom, own_form));
        }
        atom.end_glyph = static_cast<std::uint32_t>(out.glyphs.size());
        atom.crowded = bodies > 1;
        out.list.push_back(atom);
        i = next;
    }
}

std::int32_t Uprights::middle_of(font::FaceId id, const Vertical& vertical) {
    const std::optional<std::int32_t> measured = middles_.of(id);
    const font::Face& face = *fonts_.face(id);
    return measured ? *measured : hung(face, vertical) - static_cast<std::int32_t>(face.units_per_em()) / 2;
}

}  // namespace banxin::text
