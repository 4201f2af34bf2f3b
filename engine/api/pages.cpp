// Placed pages as plain data.
#include <type_traits>
#include <variant>

#include "api/engine.hpp"

namespace banxin::api {
namespace {

banxin_rect rect_of(const display::Rect& r) { return {r.x.units, r.y.units, r.width.units, r.height.units}; }

const display::Page* page_at(const banxin_document* document, std::size_t page) {
    const bool there = document && page < document->typeset.document.pages.size();
    return there ? &document->typeset.document.pages[page] : nullptr;
}

const display::Item* item_at(const banxin_document* document, std::size_t page, std::size_t item) {
    const display::Page* on = page_at(document, page);
    return on && item < on->items.size() ? &on->items[item] : nullptr;
}

void fill_ink(banxin_item& out, const Cmyk& ink) {
    constexpr double kWhole = 1'000;
    out.cyan = ink.c / kWhole;
    out.magenta = ink.m / kWhole;
    out.yellow = ink.y / kWhole;
    out.black = ink.k / kWhole;
}

void fill(banxin_item& out, const display::GlyphRun& run) {
    out.kind = BANXIN_GLYPHS;
    out.text = text_of(run.text);
    out.face = run.face;
    out.glyphs = run.glyphs.size();
    out.x = run.origin.x.units;
    out.y = run.origin.y.units;
    out.size = run.size.units;
    out.orientation = static_cast<int>(run.orientation);
    out.stretch = run.stretch;
    out.right_to_left = run.right_to_left;
}

void fill(banxin_item& out, const display::Rule& rule) {
    out.kind = BANXIN_RULE;
    out.box = rect_of(rule.box);
}

void fill(banxin_item& out, const display::Path& path) {
    out.kind = BANXIN_PATH;
    out.glyphs = path.strokes.size();
    out.x = path.start.x.units;
    out.y = path.start.y.units;
    out.thickness = path.thickness.units;
    out.closed = path.closed;
}

void fill(banxin_item& out, const display::PictureItem& picture) {
    out.kind = BANXIN_PICTURE;
    out.box = rect_of(picture.box);
}

static_assert(static_cast<int>(display::Orientation::kLevel) == BANXIN_LEVEL);
static_assert(static_cast<int>(display::Orientation::kUpright) == BANXIN_UPRIGHT);
static_assert(static_cast<int>(display::Orientation::kTurned) == BANXIN_TURNED);
static_assert(static_cast<int>(display::Orientation::kAcross) == BANXIN_ACROSS);

/// Copies as much as the caller has room for.
template <class From, class To, class Copy>
banxin_status copy_out(const std::vector<From>& from, To* out, std::size_t capacity, std::size_t* count, Copy copied) {
    if (!out && capacity > 0) return BANXIN_WRONG_CALL;
    const std::size_t size = std::min(capacity, from.size());
    for (std::size_t i = 0; i < size; ++i) out[i] = copied(from[i]);
    if (count) *count = size;
    return BANXIN_OK;
}

}  // namespace
}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_document_info_get(const banxin_document* document, banxin_document_info* out) {
    if (!document) return BANXIN_WRONG_CALL;
    const display::Document& placed = document->typeset.document;
    const text::LineReport& lines = document->typeset.lines;
    banxin_document_info value{};
    value.pages_version = BANXIN_PAGES_VERSION;
    value.pages = placed.pages.size();
    value.faces = placed.faces.size();
    value.lines = lines.lines;
    value.adjusted = lines.adjusted;
    value.hanzi = lines.hanzi;
    value.hanzi_in_cell = lines.hanzi_on_grid;
    value.title = text_of(placed.metadata.title);
    value.date = text_of(placed.metadata.date);
    value.layout = text_of(document->layout->name);
    value.bound_right = placed.bound_right;
    value.key = text_of(document->key);
    value.number = text_of(document->number);
    return give(value, out);
}

banxin_status banxin_document_page(const banxin_document* document, size_t page, banxin_page* out) {
    const display::Page* on = page_at(document, page);
    if (!on) return BANXIN_WRONG_CALL;
    banxin_page value{};
    value.width = on->width.units;
    value.height = on->height.units;
    value.trim = rect_of(on->trim);
    value.text_block = rect_of(on->text_block);
    value.label = text_of(on->label);
    value.items = on->items.size();
    return give(value, out);
}

banxin_status banxin_document_item(const banxin_document* document, size_t page, size_t item, banxin_item* out) {
    const display::Item* at = item_at(document, page, item);
    if (!at) return BANXIN_WRONG_CALL;
    const display::Document& placed = document->typeset.document;
    banxin_item value{};
    std::visit(
        [&](const auto& piece) {
            fill(value, piece);
            if constexpr (requires { piece.ink; }) fill_ink(value, placed.inks[piece.ink].colour);
            else value.text = text_of(placed.structure[piece.node].alternative);
            if (piece.source.file) value.file = text_of(piece.source.file->name);
            value.line = piece.source.line;
            value.column = piece.source.column;
        },
        *at);
    return give(value, out);
}

banxin_status banxin_document_glyphs(const banxin_document* document, size_t page, size_t item, banxin_glyph* out, size_t capacity,
                                     size_t* count) {
    const display::Item* at = item_at(document, page, item);
    const auto* run = at ? std::get_if<display::GlyphRun>(at) : nullptr;
    if (!run) return BANXIN_WRONG_CALL;
    return copy_out(run->glyphs, out, capacity, count, [](const display::Glyph& g) {
        return banxin_glyph{g.id, g.cluster, g.x.units, g.y.units, g.advance.units};
    });
}

banxin_status banxin_document_strokes(const banxin_document* document, size_t page, size_t item, banxin_stroke* out, size_t capacity,
                                      size_t* count) {
    const display::Item* at = item_at(document, page, item);
    const auto* path = at ? std::get_if<display::Path>(at) : nullptr;
    if (!path) return BANXIN_WRONG_CALL;
    return copy_out(path->strokes, out, capacity, count, [](const display::Stroke& s) {
        return banxin_stroke{s.curved, s.to.x.units, s.to.y.units, s.first.x.units, s.first.y.units, s.second.x.units, s.second.y.units};
    });
}

banxin_status banxin_document_picture(const banxin_document* document, size_t page, size_t item, banxin_picture* out) {
    const display::Item* at = item_at(document, page, item);
    const auto* placed = at ? std::get_if<display::PictureItem>(at) : nullptr;
    if (!placed) return BANXIN_WRONG_CALL;
    const display::Picture& picture = *placed->picture;
    banxin_picture value{};
    value.jpeg = picture.coding == display::Picture::Coding::kJpeg;
    value.columns = picture.columns;
    value.rows = picture.rows;
    value.components = picture.components;
    value.inverted = picture.inverted;
    value.turn = static_cast<int>(picture.turn);
    value.data = picture.data.data();
    value.data_size = picture.data.size();
    return give(value, out);
}

banxin_status banxin_document_face(const banxin_document* document, size_t face, banxin_face* out) {
    if (!document || face >= document->typeset.document.faces.size()) return BANXIN_WRONG_CALL;
    const font::FontSet::FaceSource& source = document->engine->fonts().source(static_cast<font::FaceId>(face));
    banxin_face value{};
    value.role = text_of(source.role_title);
    value.postscript_name = text_of(source.postscript_name);
    value.path = text_of(source.path);
    value.index = source.index;
    return give(value, out);
}

}  // extern "C"
