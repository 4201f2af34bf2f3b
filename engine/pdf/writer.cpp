// The order of a PDF: fonts, pages, what stands beside them, the file.
#include "pdf/writer.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "pdf/catalog.hpp"
#include "pdf/content.hpp"
#include "pdf/fonts.hpp"
#include "pdf/objects.hpp"

namespace banxin::pdf {
namespace {

/// Two FNV-1a hashes of everything that is drawn: the same pages, the same identifier.
class Identifier {
  public:
    void add(std::string_view bytes) {
        for (const char c : bytes) {
            a_ = (a_ ^ static_cast<unsigned char>(c)) * 1099511628211ull;
            b_ = (b_ ^ static_cast<unsigned char>(c)) * 1099511628211ull + 0x9E3779B97F4A7C15ull;
        }
    }
    std::string hex() const { return fmt::format("{:016X}{:016X}", a_, b_); }

  private:
    std::uint64_t a_ = 1469598103934665603ull, b_ = 7809847782465536322ull;
};

std::string box(std::string_view name, Length x, Length y, Length width, Length height) {
    return fmt::format("/{}[{} {} {} {}]", name, format_pt(x, 4), format_pt(y, 4), format_pt(x + width, 4), format_pt(y + height, 4));
}

std::string font_resources(const FontUses& fonts, const FontRefs& refs) {
    std::string out = "<<";
    for (const auto& [id, font] : refs) {
        const std::string& name = fonts.at(id).resource;
        out += fmt::format("/{} {}", name, reference(font.level));
        if (font.stands) out += fmt::format("/{}V {}", name, reference(font.standing));
    }
    return out + ">>";
}

Draft draft_of(const display::Document& document, const FontUses& fonts, int compression) {
    Draft out;
    out.document.metadata = document.metadata;
    out.document.outline = document.outline;
    out.document.bound_right = document.bound_right;
    Identifier identifier;
    for (const display::Page& page : document.pages) {
        const std::string content = page_content(page, document, fonts);
        identifier.add(content);
        out.contents.push_back(deflate(content, compression));
        out.contents.back().shrink_to_fit();  // many may be kept for long
        display::Page& beside = out.document.pages.emplace_back();
        beside.width = page.width;
        beside.height = page.height;
        beside.trim = page.trim;
        beside.label = page.label;
        for (const display::Item& item : page.items) {
            const auto* run = std::get_if<display::GlyphRun>(&item);
            if (!run || run->glyphs.empty()) continue;
            out.faces.push_back(run->face);
            if (run->orientation == display::Orientation::kUpright) out.standing.push_back(run->face);
        }
        for (std::vector<std::uint16_t>* faces : {&out.faces, &out.standing}) {
            std::sort(faces->begin(), faces->end());
            faces->erase(std::unique(faces->begin(), faces->end()), faces->end());
        }
    }
    const display::Metadata& metadata = document.metadata;
    for (const std::string* text : {&metadata.title, &metadata.author, &metadata.date}) identifier.add(*text);
    out.identifier = identifier.hex();
    return out;
}

std::string build(const Draft& draft, const FontUses& fonts, const WriterOptions& options) {
    const display::Document& document = draft.document;
    File file;
    const Ref catalog = file.reserve();
    const Ref tree = file.reserve();
    const FontRefs refs = write_fonts(fonts, draft.faces, draft.standing, file);
    const Ref resources = file.dictionary("/Font" + font_resources(fonts, refs));

    std::vector<Ref> pages;
    std::string kids;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const display::Page& page = document.pages[i];
        const Ref stream = file.shared_stream("/Filter/FlateDecode", draft.contents[i]);
        const display::Rect& trim = page.trim;
        pages.push_back(file.dictionary(fmt::format(
            "/Type/Page/Parent {}{}{}/Resources {}/Contents {}", reference(tree), box("MediaBox", {}, {}, page.width, page.height),
            box("TrimBox", trim.x, page.height - trim.y - trim.height, trim.width, trim.height), reference(resources), reference(stream))));
        kids += reference(pages.back()) + ' ';
    }
    file.set(tree, fmt::format("/Type/Pages/Count {}/Kids[{}]", pages.size(), kids));

    const Ref outline = write_outline(document, pages, file);
    const Ref info = write_info(document.metadata, options.producer, file);
    const Ref xmp = write_xmp(document.metadata, options.producer, file);
    std::string root = fmt::format("/Type/Catalog/Pages {}/PageLabels{}/Metadata {}/ViewerPreferences<</DisplayDocTitle true{}>>",
                                   reference(tree), page_labels(document), reference(xmp), document.bound_right ? "/Direction/R2L" : "");
    if (!document.metadata.language.empty()) root += "/Lang" + text_string(document.metadata.language);
    if (outline != 0) root += fmt::format("/Outlines {}", reference(outline));
    file.set(catalog, std::move(root));
    return file.finish(catalog, info, draft.identifier);
}

}  // namespace

struct SharedFonts::State {
    FontUses uses;
    bool consistent = true;
};

SharedFonts::SharedFonts() : state_(std::make_unique<State>()) {}
SharedFonts::~SharedFonts() = default;

void SharedFonts::add(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics) {
    if (!share_fonts(state_->uses, document, fonts, diagnostics)) state_->consistent = false;
}

void SharedFonts::add(const SharedFonts& other) {
    if (!merge_fonts(state_->uses, other.state_->uses) || !other.state_->consistent) state_->consistent = false;
}

bool SharedFonts::consistent() const { return state_->consistent; }

Draft SharedFonts::draft(const display::Document& document, const WriterOptions& options) const {
    return draft_of(document, state_->uses, options.compression);
}

bool SharedFonts::cut(const WriterOptions& options, Diagnostics& diagnostics) {
    try {
        subset_fonts(state_->uses, options.compression, options.threads);
        return true;
    } catch (const std::exception& e) { return diagnostics.report_in(Code::kPdfFailed, "", {e.what()}), false; }
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

bool write(const Draft& draft, const SharedFonts& fonts, const WriterOptions& options, std::string& out, Diagnostics& diagnostics) {
    try {
        out = build(draft, fonts.state_->uses, options);
        return true;
    } catch (const std::exception& e) {
        out.clear();
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
        out = build(draft_of(document, uses, options.compression), uses, options);
        return true;
    } catch (const std::exception& e) {
        out.clear();
        diagnostics.report_in(Code::kPdfFailed, "", {e.what()});
        return false;
    }
}

}  // namespace banxin::pdf
