// The order of a PDF: fonts, pages, what stands beside them, the file.
#include "pdf/writer.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "pdf/catalog.hpp"
#include "pdf/fonts.hpp"
#include "pdf/objects.hpp"
#include "pdf/pages.hpp"
#include "pdf/shared.hpp"

namespace banxin::pdf {
namespace {

std::string box(std::string_view name, Length x, Length y, Length width, Length height) {
    return fmt::format("/{}[{} {} {} {}]", name, format_pt(x, 4), format_pt(y, 4), format_pt(x + width, 4), format_pt(y + height, 4));
}

}  // namespace

std::string font_resources(const FontUses& fonts, const FontRefs& refs) {
    std::string out = "<<";
    for (const auto& [id, font] : refs) {
        const std::string& name = fonts.at(id).resource;
        out += fmt::format("/{} {}", name, reference(font.level));
        if (font.stands) out += fmt::format("/{}V {}", name, reference(font.standing));
    }
    return out + ">>";
}

std::string boxes(const display::Page& page) {
    const display::Rect& trim = page.trim;
    return box("MediaBox", {}, {}, page.width, page.height) +
           box("TrimBox", trim.x, page.height - trim.y - trim.height, trim.width, trim.height);
}

display::Document beside_pages(const display::Document& document) {
    display::Document out;
    out.metadata = document.metadata;
    out.outline = document.outline;
    out.bound_right = document.bound_right;
    for (const display::Page& page : document.pages) {
        display::Page& beside = out.pages.emplace_back();
        beside.width = page.width;
        beside.height = page.height;
        beside.trim = page.trim;
        beside.label = page.label;
    }
    return out;
}

namespace {

void unite_faces(std::vector<std::uint16_t>& into, const std::vector<std::uint16_t>& from) {
    into.insert(into.end(), from.begin(), from.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
}

Draft draft_of(const display::Document& document, std::vector<PageStreamPtr> pages) {
    Draft out;
    out.document = beside_pages(document);
    Sha256 drawn;  // the same pages, the same identifier
    for (const PageStreamPtr& page : pages) {
        drawn.add(page->hash);
        unite_faces(out.faces, page->faces);
        unite_faces(out.standing, page->standing);
        unite(out.pictures, page->pictures);
    }
    const display::Metadata& metadata = document.metadata;
    for (const std::string* text : {&metadata.title, &metadata.author, &metadata.date}) drawn.add(*text);
    constexpr std::size_t kDigits = 32;
    out.identifier = drawn.digest().substr(0, kDigits);
    out.pages = std::move(pages);
    return out;
}

std::vector<Bookmark> bookmarks(const display::Document& document, const std::vector<Ref>& pages) {
    std::vector<Bookmark> out;
    for (const display::OutlineEntry& entry : document.outline)
        out.push_back({entry.title, entry.level,
                       fmt::format("[{} /XYZ null {} null]", reference(pages[entry.page]),
                                   format_pt(document.pages[entry.page].height - entry.y, 2))});
    return out;
}

Draft draft_of(const display::Document& document, const FontUses& fonts, int compression) {
    std::vector<PageStreamPtr> pages;
    for (const display::Page& page : document.pages) pages.push_back(stream_of(page, document, fonts, compression));
    return draft_of(document, std::move(pages));
}

/// The faces of a document as objects, with which its file begins.
struct FontPart {
    std::shared_ptr<const Beginning> beginning;
    std::string fonts;  // entry of a page's resources
    Ref resources = 0;  // of pages without pictures
};

FontPart write_font_part(const Draft& draft, const FontUses& fonts) {
    File file;
    FontPart out;
    const FontRefs refs = write_fonts(fonts, draft.faces, draft.standing, file);
    out.fonts = "/Font" + font_resources(fonts, refs);
    out.resources = file.dictionary(out.fonts);
    out.beginning = std::make_shared<Beginning>(file.begin());
    return out;
}

/// What stands behind the faces.
std::string write_rest(const Draft& draft, const FontPart& fonts, const WriterOptions& options) {
    const display::Document& document = draft.document;
    File file(fonts.beginning.get());
    const Ref catalog = file.reserve();
    const Ref tree = file.reserve();

    PictureRefs pictures;
    pictures.write(draft.pictures, file);
    const auto resources = [&](const PageStream& page) {
        return page.pictures.empty() ? reference(fonts.resources) : "<<" + fonts.fonts + pictures.resources(page.pictures) + ">>";
    };

    std::vector<Ref> pages;
    std::string kids;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const display::Page& page = document.pages[i];
        const Ref stream = file.shared_stream("/Filter/FlateDecode", draft.pages[i]->packed);
        pages.push_back(file.dictionary(fmt::format("/Type/Page/Parent {}{}/Resources {}/Contents {}", reference(tree), boxes(page),
                                                    resources(*draft.pages[i]), reference(stream))));
        kids += reference(pages.back()) + ' ';
    }
    file.set(tree, fmt::format("/Type/Pages/Count {}/Kids[{}]", pages.size(), kids));

    const Ref outline = write_outline(bookmarks(document, pages), file);
    const Ref info = write_info(document.metadata, options.producer, file);
    const Ref xmp = write_xmp(document.metadata, options.producer, file);
    std::string root =
        fmt::format("/Type/Catalog/Pages {}/PageLabels{}/Metadata {}/ViewerPreferences<</DisplayDocTitle true{}>>", reference(tree),
                    "<</Nums[" + page_labels(document, 0, {}) + "]>>", reference(xmp), document.bound_right ? "/Direction/R2L" : "");
    if (!document.metadata.language.empty()) root += "/Lang" + text_string(document.metadata.language);
    if (outline != 0) root += fmt::format("/Outlines {}", reference(outline));
    file.set(catalog, std::move(root));
    return file.finish(catalog, info, draft.identifier);
}

}  // namespace

std::size_t Draft::bytes() const {
    std::size_t out = sizeof *this + identifier.size() + (faces.size() + standing.size()) * sizeof(std::uint16_t);
    for (const PageStreamPtr& page : pages) out += sizeof page + sizeof *page + page->packed.size() + page->hash.size();
    out += document.pages.size() * sizeof(display::Page);
    for (const display::OutlineEntry& entry : document.outline) out += sizeof entry + entry.title.size();
    const display::Metadata& metadata = document.metadata;
    for (const std::string* text : {&metadata.title, &metadata.author, &metadata.subject, &metadata.keywords}) out += text->size();
    return out;
}

struct SharedFonts::State {
    FontUses uses;
    bool consistent = true;
    PageCache pages;  // of documents that were added: their glyphs are noted

    /// Once the faces are cut: as documents use them.
    const FontPart& part(const Draft& draft) {
        const std::lock_guard lock(guard);
        const auto [part, added] = parts.try_emplace({draft.faces, draft.standing});
        if (added) part->second = write_font_part(draft, uses);
        return part->second;
    }

  private:
    std::mutex guard;
    std::map<std::pair<std::vector<std::uint16_t>, std::vector<std::uint16_t>>, FontPart> parts;
};

const FontUses& fonts_of(const SharedFonts& fonts) { return fonts.state_->uses; }

SharedFonts::SharedFonts() : state_(std::make_unique<State>()) {}
SharedFonts::~SharedFonts() = default;

void SharedFonts::add(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics) {
    std::vector<const display::Page*> pages;
    for (const display::Page& page : document.pages) pages.push_back(&page);
    if (!share_fonts(state_->uses, pages, fonts, diagnostics)) state_->consistent = false;
}

std::optional<Draft> SharedFonts::add_draft(const display::Document& document, const font::FontSet& fonts, const WriterOptions& options,
                                            Diagnostics& diagnostics) {
    std::vector<PageStreamPtr> streams;
    std::vector<PageCache::Key> keys;
    std::vector<const display::Page*> fresh;
    for (const display::Page& page : document.pages) {
        keys.push_back(PageCache::key(page, document));
        streams.push_back(state_->pages.find(keys.back()));
        if (!streams.back()) fresh.push_back(&page);
    }
    const std::size_t before = diagnostics.errors();
    if (!share_fonts(state_->uses, fresh, fonts, diagnostics)) state_->consistent = false;
    if (diagnostics.errors() > before) return std::nullopt;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (streams[i]) continue;
        streams[i] = stream_of(document.pages[i], document, state_->uses, options.page_compression);
        state_->pages.add(std::move(keys[i]), streams[i]);
    }
    return draft_of(document, std::move(streams));
}

void SharedFonts::add(const SharedFonts& other) {
    if (!merge_fonts(state_->uses, other.state_->uses) || !other.state_->consistent) state_->consistent = false;
}

bool SharedFonts::consistent() const { return state_->consistent; }

Draft SharedFonts::draft(const display::Document& document, const WriterOptions& options) const {
    return draft_of(document, state_->uses, options.page_compression);
}

bool SharedFonts::cut(const WriterOptions& options, Diagnostics& diagnostics) {
    try {
        subset_fonts(state_->uses, options.compression, options.threads);
        return true;
    } catch (const std::bad_alloc&) { throw; } catch (const std::exception& e) {
        return diagnostics.report_in(Code::kPdfFailed, "", {e.what()}), false;
    }
}

std::vector<std::uint16_t> SharedFonts::faces() const {
    std::vector<std::uint16_t> out;
    for (const auto& [id, use] : state_->uses) out.push_back(id);
    return out;
}

std::string SharedFonts::glyphs() const {
    std::string out;
    for (const auto& [id, use] : state_->uses) {
        out += fmt::format("{}:", id);
        for (const UsedGlyph& glyph : use.glyphs) out += fmt::format(" {}", glyph.id);
        out += '\n';
    }
    return out;
}

bool write(const Draft& draft, const SharedFonts& fonts, const WriterOptions& options, Bytes& out, Diagnostics& diagnostics) {
    try {
        const FontPart& part = fonts.state_->part(draft);
        out = {part.beginning, write_rest(draft, part, options)};
        return true;
    } catch (const std::bad_alloc&) { throw; } catch (const std::exception& e) {
        return diagnostics.report_in(Code::kPdfFailed, "", {e.what()}), false;
    }
}

bool write(const display::Document& document, const font::FontSet& fonts, const WriterOptions& options, std::string& out,
           Diagnostics& diagnostics) {
    out.clear();
    const std::size_t before = diagnostics.errors();
    try {
        FontUses uses = collect_fonts(document, fonts, diagnostics);
        if (diagnostics.errors() > before) return false;
        subset_fonts(uses, options.compression, options.threads);
        const Draft draft = draft_of(document, uses, options.page_compression);
        const FontPart part = write_font_part(draft, uses);
        out = Bytes{part.beginning, write_rest(draft, part, options)}.joined();
        return true;
    } catch (const std::bad_alloc&) {
        out.clear();
        throw;
    } catch (const std::exception& e) {
        diagnostics.report_in(Code::kPdfFailed, "", {e.what()});
        return false;
    }
}

}  // namespace banxin::pdf
