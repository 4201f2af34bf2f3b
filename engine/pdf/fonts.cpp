// Type0 fonts with Identity-H, their descriptors, widths and ToUnicode maps.
#include "pdf/fonts.hpp"

#include <algorithm>
#include <future>
#include <stdexcept>

#include <fmt/format.h>
#include <hb-ot.h>

#include "base/utf8.hpp"

namespace banxin::pdf {
namespace {

constexpr std::size_t kMapEntries = 100;  // of one bfchar block, as the CMap specification allows

/// Six capitals from the glyphs used, so that two subsets of one face never share a name.
std::string tag_of(const FontUse& use) {
    std::uint64_t hash = 1469598103934665603ull;
    for (const UsedGlyph& glyph : use.glyphs) hash = (hash ^ glyph.id) * 1099511628211ull;
    std::string out;
    for (int i = 0; i < 6; ++i, hash /= 26) out += static_cast<char>('A' + hash % 26);
    return out;
}

std::int32_t per_mille(std::int64_t units, const font::Face& face) {
    const std::int64_t em = face.units_per_em();
    return static_cast<std::int32_t>((units * 1'000 + (units >= 0 ? em / 2 : -em / 2)) / em);
}

/// Widths by code, runs of consecutive codes together; 1000 is the default.
std::string widths_array(const FontUse& use) {
    std::map<std::uint16_t, std::int32_t> by_code;
    for (const UsedGlyph& glyph : use.glyphs)
        if (glyph.width != 1'000) by_code.emplace(glyph.code, glyph.width);
    std::string out = "[";
    int last = -2;
    for (const auto& [code, width] : by_code) {
        if (code != last + 1) out += fmt::format("{}{}[{}", last >= 0 ? "]" : "", code, width);
        else out += fmt::format(" {}", width);
        last = code;
    }
    return out + (last >= 0 ? "]]" : "]");
}

std::string to_unicode(const FontUse& use) {
    std::map<std::uint16_t, const std::string*> by_code;
    static const std::string kNothing = "\u200B";  // readers put a sign of replacement where the map is silent
    for (const UsedGlyph& glyph : use.glyphs) by_code.emplace(glyph.code, glyph.text.empty() ? &kNothing : &glyph.text);
    std::string out =
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
    std::size_t left = by_code.size(), in_block = 0;
    for (const auto& [code, text] : by_code) {
        if (in_block == 0) {
            in_block = std::min(left, kMapEntries);
            out += fmt::format("{} beginbfchar\n", in_block);
        }
        const std::string value = text_string(*text);
        out += fmt::format("<{:04X}><{}\n", code, value.substr(5));  // without its byte order mark
        --left;
        if (--in_block == 0) out += "endbfchar\n";
    }
    return out + "endcmap CMapName currentdict/CMap defineresource pop end end\n";
}

std::string descriptor(const FontUse& use, const std::string& name, Ref program) {
    hb_font_t* font = use.face->hb_font();
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font, &extents);
    const font::InkBox box = use.face->bounds();
    hb_position_t capital = 0;
    if (!hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital)) capital = extents.ascender;
    const auto unit = [&](std::int64_t n) { return per_mille(n, *use.face); };
    constexpr int kSymbolic = 4, kStem = 80;
    return fmt::format(
        "/Type/FontDescriptor/FontName/{}/Flags {}/FontBBox[{} {} {} {}]/ItalicAngle 0/Ascent {}/Descent {}/CapHeight {}/StemV {}/{} {}",
        name, kSymbolic, unit(box.left), unit(box.bottom), unit(box.right), unit(box.top), unit(extents.ascender), unit(extents.descender),
        unit(capital), kStem, use.subset.cff ? "FontFile3" : "FontFile2", reference(program));
}

void subset_one(FontUse& use, int compression) {
    std::vector<std::uint32_t> glyphs;
    for (const UsedGlyph& glyph : use.glyphs) glyphs.push_back(glyph.id);
    use.subset = make_subset(*use.face, glyphs, use.codes.has_value());
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (use.codes && use.codes->of(glyphs[i]) != use.subset.codes[i])
            throw std::runtime_error(fmt::format("{} is numbered otherwise once it is cut", use.face->postscript_name()));
        use.glyphs[i].code = use.subset.codes[i];
        use.glyphs[i].width = per_mille(use.face->advance(glyphs[i]), *use.face);
    }
    use.packed = deflate(use.subset.program, compression);
    use.packed_map = deflate(to_unicode(use), compression);
}

/// How much of a cluster's text belongs to a glyph: up to the character of the next one, or one character where that is not found and there
/// are enough for the `others`.
std::size_t part_before(std::string_view text, std::uint32_t next_glyph, std::size_t others, const font::Face& face) {
    std::size_t first = 0;
    utf8::next(text, first);
    for (std::size_t at = first; at < text.size();) {
        const std::size_t begin = at;
        if (face.glyph(utf8::next(text, at)) == next_glyph) return begin;
    }
    return utf8::count(text) > others ? first : text.size();
}

/// What a font's map may say of a glyph: mupdf cannot read several characters where one is beyond U+FFFF, so the first must do there.
std::string_view in_map(std::string_view text) {
    const bool beyond = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
    std::size_t first = 0;
    if (beyond) utf8::next(text, first);
    return beyond ? text.substr(0, first) : text;
}

/// Notes a glyph of a run.
void note(FontUse& use, std::uint32_t id, std::string_view text) {
    if (id >= use.places.size()) use.places.resize(id + 1u);
    std::uint16_t& place = use.places[id];
    if (place == 0) {
        use.glyphs.push_back({id, {}, 0, 0});
        place = static_cast<std::uint16_t>(use.glyphs.size());
    }
    std::string& known = use.glyphs[place - 1u].text;
    if (known.empty()) known = text;
}

void sort_glyphs(FontUse& use) {
    std::sort(use.glyphs.begin(), use.glyphs.end(), [](const UsedGlyph& a, const UsedGlyph& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < use.glyphs.size(); ++i) use.places[use.glyphs[i].id] = static_cast<std::uint16_t>(i + 1);
}

bool may_embed(const font::Face* face, const display::GlyphRun& run, const font::FontSet& fonts, Diagnostics& diagnostics) {
    if (!face) diagnostics.report(Code::kFaceGone, run.source, {fonts.source(run.face).path});
    else if (!font::embedding_allowed(face->fs_type()))
        diagnostics.report(Code::kEmbeddingForbidden, run.source, {face->postscript_name()});
    else return true;
    return false;
}

}  // namespace

std::vector<std::string_view> glyph_texts(const display::GlyphRun& run, const font::Face& face) {
    std::vector<std::string_view> out(run.glyphs.size());
    for (std::size_t i = 0; i < run.glyphs.size();) {
        std::size_t next = i;
        while (next < run.glyphs.size() && run.glyphs[next].cluster == run.glyphs[i].cluster) ++next;
        const std::size_t end = next < run.glyphs.size() ? run.glyphs[next].cluster : run.text.size();
        std::string_view rest = std::string_view(run.text).substr(run.glyphs[i].cluster, end - run.glyphs[i].cluster);
        for (; i < next && !rest.empty(); ++i) {
            const std::size_t length = i + 1 < next ? part_before(rest, run.glyphs[i + 1].id, next - i - 1, face) : rest.size();
            out[i] = rest.substr(0, length);
            rest.remove_prefix(length);
        }
        i = next;
    }
    return out;
}

FontUses collect_fonts(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics) {
    FontUses out;
    for (const display::Page& page : document.pages) {
        for (const display::Item& item : page.items) {
            const auto* run = std::get_if<display::GlyphRun>(&item);
            if (!run || run->glyphs.empty()) continue;
            const auto [at, added] = out.try_emplace(run->face);
            FontUse& use = at->second;
            if (added) {
                use.face = fonts.face(run->face);
                may_embed(use.face, *run, fonts, diagnostics);
            }
            if (!use.face) continue;
            const auto texts = glyph_texts(*run, *use.face);
            for (std::size_t i = 0; i < texts.size(); ++i) note(use, run->glyphs[i].id, in_map(texts[i]));
        }
    }
    for (auto& [id, use] : out) sort_glyphs(use);
    return out;
}

/// Notes a glyph of a shared face. False: another text than before.
bool share(FontUse& use, std::uint32_t id, std::string_view text, std::size_t known) {
    if (id >= use.places.size()) use.places.resize(id + 1u);
    if (use.places[id] == 0) {
        note(use, id, text);
        UsedGlyph& glyph = use.glyphs.back();
        glyph.code = use.codes->of(id);
        glyph.width = per_mille(use.face->advance(id), *use.face);
        return true;
    }
    std::string& there = use.glyphs[use.places[id] - 1u].text;
    if (there == text || text.empty()) return true;
    const bool fresh = there.empty() && use.places[id] > known;  // of this document alone
    if (there.empty() || text < there) there = text;
    return fresh;
}

FontUse& shared_use(FontUses& uses, std::uint16_t id, const font::Face* face) {
    FontUse& use = uses[id];
    if (use.codes) return use;
    use.face = face;
    use.codes.emplace(*face);
    use.resource = fmt::format("F{}", id);
    return use;
}

bool share_fonts(FontUses& into, const std::vector<const display::Page*>& pages, const font::FontSet& fonts, Diagnostics& diagnostics) {
    bool same = true;
    std::map<std::uint16_t, std::size_t> known;  // glyphs of each face before this document
    for (const display::Page* page : pages)
        for (const display::Item& item : page->items) {
            const auto* run = std::get_if<display::GlyphRun>(&item);
            if (!run || run->glyphs.empty()) continue;
            const font::Face* face = fonts.face(run->face);
            if (!may_embed(face, *run, fonts, diagnostics)) return false;
            FontUse& use = shared_use(into, run->face, face);
            const std::size_t before = known.try_emplace(run->face, use.glyphs.size()).first->second;
            const auto texts = glyph_texts(*run, *face);
            for (std::size_t i = 0; i < texts.size(); ++i) same = share(use, run->glyphs[i].id, in_map(texts[i]), before) && same;
        }
    return same;
}

bool merge_fonts(FontUses& into, const FontUses& from) {
    bool same = true;
    for (const auto& [id, other] : from) {
        FontUse& use = shared_use(into, id, other.face);
        for (const UsedGlyph& glyph : other.glyphs) {
            const bool there = glyph.id < use.places.size() && use.places[glyph.id] != 0;
            const bool lacks = there && glyph.text.empty() != use.glyph(glyph.id).text.empty();
            same = share(use, glyph.id, glyph.text, use.glyphs.size()) && !lacks && same;
        }
    }
    return same;
}

void subset_fonts(FontUses& uses, int compression, int threads) {
    std::size_t number = 0;
    for (auto& [id, use] : uses) {
        if (use.codes) sort_glyphs(use);
        else use.resource = fmt::format("F{}", ++number);
    }
    std::vector<std::future<void>> running;
    for (auto& [id, use] : uses) {
        FontUse* one = &use;
        const auto policy = threads > 1 ? std::launch::async : std::launch::deferred;
        running.push_back(std::async(policy, [one, compression] { subset_one(*one, compression); }));
    }
    for (std::future<void>& result : running) result.get();
}

FontRefs write_fonts(const FontUses& uses, const std::vector<std::uint16_t>& faces, const std::vector<std::uint16_t>& standing,
                     Objects& file) {
    FontRefs out;
    for (const std::uint16_t id : faces) {
        FontRef& font = out[id];
        font.stands = std::binary_search(standing.begin(), standing.end(), id);
        const FontUse& use = uses.at(id);
        const std::string name = tag_of(use) + "+" + use.face->postscript_name();
        const std::string kind = use.subset.cff ? "/Subtype/CIDFontType0C" : fmt::format("/Length1 {}", use.subset.program.size());
        const Ref program = file.shared_stream(kind + "/Filter/FlateDecode", use.packed);
        const Ref described = file.dictionary(descriptor(use, name, program));
        const Ref descendant = file.dictionary(
            fmt::format("/Type/Font/Subtype/{}/BaseFont/{}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement "
                        "0>>/FontDescriptor {}/DW 1000/W{}{}{}",
                        use.subset.cff ? "CIDFontType0" : "CIDFontType2", name, reference(described), widths_array(use),
                        font.stands ? fmt::format("/DW2[{} -1000]", kHung) : "", use.subset.cff ? "" : "/CIDToGIDMap/Identity"));
        const Ref map = file.shared_stream("/Filter/FlateDecode", use.packed_map);
        const auto object = [&](char way) {
            return file.dictionary(fmt::format("/Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-{}/DescendantFonts[{}]/ToUnicode {}",
                                               name, way, reference(descendant), reference(map)));
        };
        font.level = object('H');
        if (font.stands) font.standing = object('V');
    }
    return out;
}

}  // namespace banxin::pdf
