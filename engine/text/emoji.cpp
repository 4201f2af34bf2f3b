// Emoji by their properties (UTS #51); whether they are joined is seen by their glyphs.
#include "text/emoji.hpp"

#include <unicode/uchar.h>

#include "base/invisible.hpp"
#include "base/utf8.hpp"

namespace banxin::text {
namespace {

bool is(char32_t c, UProperty property) { return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0; }
bool is_half_of_flag(char32_t c) { return is(c, UCHAR_REGIONAL_INDICATOR); }
bool is_tag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }
bool is_emoji(char32_t c) { return is(c, UCHAR_EXTENDED_PICTOGRAPHIC) || is(c, UCHAR_EMOJI_MODIFIER) || is_half_of_flag(c); }
bool is_combining(char32_t c) { return (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_M_MASK) != 0; }

/// What all sequences have one of: characters of their plane, or a joiner.
bool may_have(std::string_view bytes) {
    return bytes.find("\xF0\x9F") != std::string_view::npos || bytes.find("\u200D") != std::string_view::npos;
}

/// More than one character that stands for something, or a half of a flag, which stands for nothing alone.
bool needs_joining(std::string_view cluster) {
    std::size_t parts = 0;
    bool emoji = false, half = false;
    for (std::size_t at = 0; at < cluster.size();) {
        const char32_t c = utf8::next(cluster, at);
        parts += is_tag(c) || (!is_invisible(c) && !is_combining(c));
        emoji = emoji || is_emoji(c);
        half = half || is_half_of_flag(c);
    }
    return emoji && (parts > 1 || half);
}

bool is_joined(std::span<const AtomGlyph> glyphs, char32_t first, const font::FontSet& fonts) {
    const font::Face* face = fonts.face(glyphs.front().face);
    return glyphs.size() == 1 && face && glyphs.front().id != face->glyph(first);
}

}  // namespace

void refuse_parts_of_emoji(Atoms& atoms, const Text& text, const font::FontSet& fonts, Diagnostics& diagnostics) {
    if (!may_have(text.bytes)) return;
    for (Atom& atom : atoms.list)
        for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph;) {
            const std::uint32_t begin = atoms.glyphs[g].cluster;
            std::uint32_t next = g;
            while (next < atom.end_glyph && atoms.glyphs[next].cluster == begin) ++next;
            const std::uint32_t end = next < atom.end_glyph ? atoms.glyphs[next].cluster : atom.end;
            const std::string cluster = text.bytes.substr(begin, end - begin);
            std::size_t at = begin;
            const char32_t first = utf8::next(text.bytes, at);
            if (needs_joining(cluster) && !is_joined({atoms.glyphs.data() + g, next - g}, first, fonts)) {
                diagnostics.report(Code::kEmojiInParts, text.source(begin), {cluster});
                atom.crowded = false;  // said
            }
            g = next;
        }
}

}  // namespace banxin::text
