// A page's stream, and what tells it from others.
#include "pdf/pages.hpp"

#include <algorithm>
#include <type_traits>

#include "base/sha256.hpp"
#include "pdf/content.hpp"
#include "pdf/objects.hpp"

namespace banxin::pdf {
namespace {

template <class T>
void append(std::string& key, const T& value) {
    static_assert(std::has_unique_object_representations_v<T>);  // no bytes but those of the value
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append(std::string& key, const display::GlyphRun& run) {
    append(key, run.face);
    append(key, run.ink);
    append(key, run.size);
    append(key, run.orientation);
    append(key, run.stretch);
    append(key, run.origin);
    append(key, run.right_to_left);
    static_assert(std::has_unique_object_representations_v<display::Glyph>);
    append(key, run.glyphs.size());
    key.append(reinterpret_cast<const char*>(run.glyphs.data()), run.glyphs.size() * sizeof(display::Glyph));
    append(key, run.text.size());
    key += run.text;
}

void append(std::string& key, const display::Rule& rule) {
    append(key, rule.box);
    append(key, rule.ink);
}

void append(std::string& key, const display::Path& path) {
    append(key, path.start);
    append(key, path.strokes.size());
    for (const display::Stroke& stroke : path.strokes) {
        append(key, stroke.curved);
        for (const display::Point p : {stroke.to, stroke.first, stroke.second}) append(key, p);
    }
    append(key, path.thickness);
    append(key, path.closed);
    append(key, path.ink);
}

void append(std::string& key, const display::PictureItem& item) {
    key += item.picture->sha256;
    append(key, item.box);
}

}  // namespace

void faces_of(const display::Page& page, std::vector<std::uint16_t>& faces, std::vector<std::uint16_t>& standing) {
    for (const display::Item& item : page.items) {
        const auto* run = std::get_if<display::GlyphRun>(&item);
        if (!run || run->glyphs.empty()) continue;
        if (faces.empty() || faces.back() != run->face) faces.push_back(run->face);
        if (run->orientation == display::Orientation::kUpright) standing.push_back(run->face);
    }
    for (std::vector<std::uint16_t>* all : {&faces, &standing}) {
        std::sort(all->begin(), all->end());
        all->erase(std::unique(all->begin(), all->end()), all->end());
    }
}

PageStreamPtr stream_of(const display::Page& page, const display::Document& document, const FontUses& fonts, int compression) {
    const auto out = std::make_shared<PageStream>();
    const std::string content = page_content(page, document, fonts);
    out->packed = deflate(content, compression);
    out->hash = sha256(out->packed);
    out->packed.shrink_to_fit();  // many may be kept for long
    faces_of(page, out->faces, out->standing);
    out->pictures = pictures_of(page);
    return out;
}

PageCache::Key PageCache::key(const display::Page& page, const display::Document& document) {
    constexpr std::size_t kUsual = 1 << 15;
    std::string out;
    out.reserve(kUsual);
    append(out, page.height);
    for (const Ink& ink : document.inks)
        for (const std::uint16_t part : {ink.colour.c, ink.colour.m, ink.colour.y, ink.colour.k}) append(out, part);
    for (const display::Item& item : page.items) {
        append(out, item.index());
        std::visit([&](const auto& one) { append(out, one); }, item);
        if (const auto* picture = std::get_if<display::PictureItem>(&item)) out.append(alternative_of(*picture, document)).append(1, '\0');
    }
    const std::size_t hash = std::hash<std::string>()(out);
    return {std::move(out), hash};
}

void PageCache::make_room() {
    if (young_.size() < kMost) return;
    old_ = std::move(young_);
    young_.clear();
}

PageStreamPtr PageCache::find(const Key& key) {
    if (const auto known = young_.find(key); known != young_.end()) return known->second;
    auto known = old_.extract(key);
    if (!known) return nullptr;
    make_room();
    return young_.insert(std::move(known)).position->second;
}

void PageCache::add(Key key, PageStreamPtr stream) {
    make_room();
    young_.emplace(std::move(key), std::move(stream));
}

}  // namespace banxin::pdf
