// Shaping of other scripts: whole words at once, cut where a line may begin, in the order of the text whatever their direction.
#include "text/shape.hpp"

#include <algorithm>

#include <hb.h>

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

/// A glyph as HarfBuzz placed it, from the left edge of its word.
struct Placed {
    AtomGlyph glyph;
    Length left;       // of its advance
    bool safe = true;  // the word may be cut before its cluster
};

}  // namespace

/// Where the text's own language is not written so (an Arabic name in Chinese), the one that most often is.
const std::string& Shaper::language(const Segment& segment) {
    const auto [entry, added] = languages_.try_emplace({segment.script, segment.chars->lang});
    if (added) entry->second = is_written_in(segment.chars->lang, segment.script) ? segment.chars->lang : language_of(segment.script);
    return entry->second;
}

void Shaper::foreign(Job& job, const Segment& segment) {
    run(job.text, segment);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_, &count);
    const std::int64_t em = fonts_.face(segment.face.face)->units_per_em();
    const Length size = scale(segment.chars->size, segment.face.scale, 1'000);
    const Length lift = scale(segment.chars->size, segment.face.shift, 1'000) + segment.chars->lift;
    const bool reversed = (segment.level & 1) != 0;

    std::vector<Placed> glyphs(count);
    Length pen;
    for (unsigned g = 0; g < count; ++g) {
        const Length step = scale(size, positions[g].x_advance, em);
        glyphs[g] = {{infos[g].codepoint, infos[g].cluster, segment.face.face, size, pen + scale(size, positions[g].x_offset, em),
                      -scale(size, positions[g].y_offset, em) - lift, step},
                     pen,
                     (hb_glyph_info_get_glyph_flags(&infos[g]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) == 0};
        pen += step;
    }
    if (reversed) std::reverse(glyphs.begin(), glyphs.end());

    std::uint32_t begin = segment.begin;
    for (unsigned first = 0; first < count || begin == segment.begin;) {
        unsigned next = first;
        const auto cut = [&](unsigned g) {
            return g > first && glyphs[g].safe && glyphs[g].glyph.cluster != glyphs[g - 1].glyph.cluster &&
                   std::binary_search(segment.cuts.begin(), segment.cuts.end(), glyphs[g].glyph.cluster);
        };
        while (next < count && !cut(next)) ++next;
        Atom atom;
        atom.kind = Kind::kWestern;
        atom.solid = true;
        atom.foreign = segment.script != kOwnScript;
        atom.glued = segment.glued && begin == segment.begin;
        atom.level = segment.level;
        if (begin == segment.begin) atom.fence = segment.fence;
        atom.begin = begin;
        atom.end = next < count ? glyphs[next].glyph.cluster : segment.end;
        std::size_t at = atom.begin, end = atom.end;
        atom.first_char = utf8::next(job.text.bytes, at);
        atom.last_char = utf8::previous(job.text.bytes, end);
        atom.chars = segment.chars;
        atom.node = segment.node;
        atom.divided = next < count;
        if (atom.divided) atom.break_after = Break::kAllowed;
        atom.first_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
        const Length left = first == next ? Length{} : glyphs[reversed ? next - 1 : first].left;
        for (unsigned g = first; g < next; ++g) {
            atom.width += glyphs[g].glyph.advance;
            glyphs[g].glyph.x -= left;
            job.out.glyphs.push_back(glyphs[g].glyph);
        }
        atom.end_glyph = static_cast<std::uint32_t>(job.out.glyphs.size());
        job.out.list.push_back(atom);
        begin = atom.end;
        first = next;
        if (begin == segment.end) break;
    }
}

}  // namespace banxin::text
