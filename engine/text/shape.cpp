// Shaping, and the placing of full-width glyphs in their cells.
#include "text/shape.hpp"

#include <algorithm>

#include <hb.h>

#include "base/utf8.hpp"
#include "text/marks.hpp"

namespace banxin::text {
namespace {

/// Cells are set by us: no kerning between hanzi, no contextual half widths of the font's own.
constexpr hb_feature_t kHanFeatures[] = {
    {HB_TAG('f', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},  // — · “ that are proportional by default
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'h', 'w', 's'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

/// ⅠⅡⅢ fill their em in some faces, and Ⅲ beside Ⅳ would run into one.
constexpr bool is_roman(char32_t c) { return c >= 0x2160 && c <= 0x2188; }
constexpr std::int64_t kWidestRoman = 860;  // of the cell, in 1/1,000

/// Draws the glyph of a Roman number no wider than that, in the middle of its cell.
void narrow(AtomGlyph& glyph, const font::Face& face, Length cell) {
    const font::InkBox ink = face.ink_box(glyph.id);
    const Length width = scale(glyph.size, ink.right - ink.left, face.units_per_em()), most = scale(cell, kWidestRoman, 1'000);
    if (width <= most) return;
    glyph.stretch = static_cast<std::int32_t>(1'000 * most.units / width.units);
    glyph.x = scale(cell - most, 1, 2) - scale(glyph.size, std::int64_t{ink.left} * glyph.stretch / 1'000, face.units_per_em());
    glyph.advance = scale(glyph.advance, glyph.stretch, 1'000);
}

}  // namespace

Shaper::Shaper(const font::FontSet& fonts)
    : fonts_(fonts), buffer_(hb_buffer_create()), spare_(hb_buffer_create()), seats_(fonts), middles_(fonts), uprights_(fonts) {}
Shaper::~Shaper() {
    hb_buffer_destroy(buffer_);
    hb_buffer_destroy(spare_);
}

void Shaper::run(const Text& text, const Segment& segment) {
    hb_buffer_clear_contents(buffer_);
    hb_buffer_set_flags(buffer_, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(buffer_, segment.western && (segment.level & 1) != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_, segment.script != kOwnScript ? static_cast<hb_script_t>(segment.script)
                                  : segment.western            ? HB_SCRIPT_LATIN
                                                               : HB_SCRIPT_HAN);
    const std::string& lang = segment.script == kOwnScript ? segment.chars->lang : language(segment);
    hb_buffer_set_language(buffer_, hb_language_from_string(lang.data(), static_cast<int>(lang.size())));
    if (segment.western) {
        hb_buffer_add_utf8(buffer_, text.bytes.data(), static_cast<int>(text.bytes.size()), segment.begin,
                           static_cast<int>(segment.end - segment.begin));
    } else {
        for (std::size_t at = segment.begin; at < segment.end;) {
            const auto cluster = static_cast<unsigned>(at);
            hb_buffer_add(buffer_, drawn_as(utf8::next(text.bytes, at)), cluster);
        }
        hb_buffer_set_content_type(buffer_, HB_BUFFER_CONTENT_TYPE_UNICODE);
    }
    const font::Face* face = fonts_.face(segment.face.face);
    hb_shape(face->hb_font(), buffer_, segment.western ? nullptr : kHanFeatures,
             segment.western ? 0u : static_cast<unsigned>(std::size(kHanFeatures)));
}

Atoms Shaper::shape(const Text& text, const std::vector<Segment>& segments) {
    Job job{text, {}};
    job.out.list.reserve(text.bytes.size() / 3 + 1);
    job.out.glyphs.reserve(text.bytes.size() / 3 + 1);
    for (const Segment& segment : segments) {
        if (segment.kind != Kind::kHanzi || !fonts_.face(segment.face.face)) plain(job, segment);
        else if (segment.western && (segment.script != kOwnScript || (segment.level & 1) != 0)) foreign(job, segment);
        else if (segment.western) western(job, segment);
        else if (text.paragraph->style->vertical) uprights_.han(job.out, text, segment);
        else han(job, segment);
    }
    return std::move(job.out);
}

/// A blank, a forced break or something that draws nothing.
void Shaper::plain(Job& job, const Segment& segment) {
    Atom atom;
    atom.kind = segment.kind;
    atom.begin = segment.begin;
    atom.end = segment.end;
    atom.level = segment.level;
    atom.fence = segment.fence;
    atom.first_glyph = atom.end_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
    std::size_t at = segment.begin;
    atom.first_char = atom.last_char = utf8::next(job.text.bytes, at);
    atom.chars = segment.chars;
    atom.node = segment.node;
    const font::Face* face = fonts_.face(segment.face.face);
    if (segment.kind == Kind::kSpace && face) {
        const std::uint32_t glyph = face->glyph(U' ');
        const char32_t like = atom.first_char == U'\u2007' ? U'0' : atom.first_char == U'\u2008' ? U'.' : U' ';
        atom.width = blank_width(atom.first_char) > 0 ? scale(segment.chars->size, blank_width(atom.first_char), 1'000)
                                                      : scale(segment.chars->size, face->advance(face->glyph(like)), face->units_per_em());
        job.out.glyphs.push_back({glyph, segment.begin, segment.face.face, segment.chars->size, {}, {}, atom.width});
        ++atom.end_glyph;
    }
    job.out.list.push_back(atom);
}

Length Shaper::raise_of(const Segment& segment) {
    const font::Role* role = fonts_.role(segment.chars->face);
    if (!role || role->faces.empty()) return {};
    return scale(segment.chars->size, middles_.lift(segment.face, role->faces_for(segment.chars->lang).front()), 1'000);
}

void Shaper::han(Job& job, const Segment& segment) {
    run(job.text, segment);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_, &count);
    const font::Face& face = *fonts_.face(segment.face.face);
    const std::int64_t em = face.units_per_em();
    const Length size = scale(segment.chars->size, segment.face.scale, 1'000);
    const Length lift = scale(segment.chars->size, segment.face.shift, 1'000) + segment.chars->lift;
    const Length cell = segment.chars->cell, raise = raise_of(segment);

    for (unsigned i = 0; i < count;) {
        const std::uint32_t cluster = infos[i].cluster;
        unsigned next = i;
        while (next < count && infos[next].cluster == cluster) ++next;
        Atom atom;
        atom.begin = cluster;
        atom.end = next < count ? infos[next].cluster : segment.end;
        std::size_t at = cluster;
        atom.first_char = atom.last_char = utf8::next(job.text.bytes, at);
        atom.kind = kind_of(atom.first_char);
        atom.chars = segment.chars;
        atom.node = segment.node;
        atom.level = segment.level;
        if (cluster == segment.begin) atom.fence = segment.fence;
        atom.width = cell;
        atom.first_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
        Length advance;
        for (unsigned g = i; g < next; ++g) advance += scale(size, positions[g].x_advance, em);
        if (advance * 10 > cell * 11) {  // parts of an emoji that no glyph joins
            atom.own_width = true;
            atom.solid = true;
            atom.width = advance;
        }
        Length x = scale(atom.width - advance, 1, 2);
        if (atom.kind != Kind::kHanzi && !atom.solid && next == i + 1) {
            const Seat& seat = seats_.of(segment.face.face, infos[i].codepoint, atom.first_char, atom.kind, positions[i].x_advance, spare_);
            x += scale(size, seat.shift, em);
            const bool turned = (segment.level & 1) != 0;  // only by explicit override: its blank is on the other side
            if (!turned) (atom.kind == Kind::kOpening ? atom.blank_left : atom.blank_right) = scale(cell, seat.blank, em);
        }
        const Length up = is_ideograph(atom.first_char) ? lift + raise : lift;
        for (unsigned g = i; g < next; ++g) {
            const Length step = scale(size, positions[g].x_advance, em);
            job.out.glyphs.push_back({infos[g].codepoint, cluster, segment.face.face, size, x + scale(size, positions[g].x_offset, em),
                                      -scale(size, positions[g].y_offset, em) - up, step});
            x += step;
        }
        atom.end_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
        if (next > i + 1)
            atom.width = std::max(settle_marks(job.out, atom, job.text, atom.first_glyph, atom.end_glyph, atom.width, fonts_), cell);
        if (atom.width > cell) atom.own_width = true;
        if (is_roman(atom.first_char) && next == i + 1) narrow(job.out.glyphs.back(), face, cell);
        job.out.list.push_back(atom);
        i = next;
    }
}

/// One atom for the segment: the itemiser has cut it at blanks. Joined to the atom before where that is Western text without a blank
/// between.
void Shaper::western(Job& job, const Segment& segment) {
    run(job.text, segment);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_, &count);
    const font::Face& face = *fonts_.face(segment.face.face);
    const std::int64_t em = face.units_per_em();
    const Length size = scale(segment.chars->size, segment.face.scale, 1'000);
    const Length lift = scale(segment.chars->size, segment.face.shift, 1'000) + segment.chars->lift;

    std::vector<Atom>& list = job.out.list;
    const bool continues = !list.empty() && list.back().kind == Kind::kWestern && list.back().end == segment.begin && !list.back().solid &&
                           list.back().level == segment.level && list.back().chars == segment.chars && list.back().node == segment.node &&
                           segment.fence == kNoFence;
    if (!continues) {
        Atom atom;
        atom.kind = Kind::kWestern;
        atom.level = segment.level;
        atom.fence = segment.fence;
        atom.begin = segment.begin;
        std::size_t at = segment.begin;
        atom.first_char = utf8::next(job.text.bytes, at);
        atom.chars = segment.chars;
        atom.node = segment.node;
        atom.first_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
        list.push_back(atom);
    }
    Atom& atom = list.back();
    const auto first = static_cast<std::uint32_t>(job.out.glyphs.size());
    Length x = atom.width;
    for (unsigned g = 0; g < count; ++g) {
        const Length step = scale(size, positions[g].x_advance, em);
        job.out.glyphs.push_back({infos[g].codepoint, infos[g].cluster, segment.face.face, size, x + scale(size, positions[g].x_offset, em),
                                  -scale(size, positions[g].y_offset, em) - lift, step});
        x += step;
    }
    for (unsigned g = 1; g < count; ++g) atom.solid |= infos[g].cluster == infos[g - 1].cluster;  // letters with marks beside them
    atom.end = segment.end;
    std::size_t end = segment.end;
    atom.last_char = utf8::previous(job.text.bytes, end);
    atom.end_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
    atom.width = settle_marks(job.out, atom, job.text, first, atom.end_glyph, x, fonts_);
}

}  // namespace banxin::text
