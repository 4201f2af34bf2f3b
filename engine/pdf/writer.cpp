// The order of a PDF: fonts, pages, what stands beside them, the file.
#include "pdf/writer.hpp"

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

std::string build(const display::Document& document, const FontUses& fonts, const WriterOptions& options) {
    File file;
    Identifier identifier;
    const Ref catalog = file.reserve();
    const Ref tree = file.reserve();
    const FontRefs refs = write_fonts(fonts, document, file);
    const Ref resources = file.dictionary("/Font" + font_resources(fonts, refs));

    std::vector<Ref> pages;
    std::string kids;
    for (const display::Page& page : document.pages) {
        const std::string content = page_content(page, document, fonts);
        identifier.add(content);
        const Ref stream = file.deflated("", content, options.compression);
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
    for (const std::string* text : {&document.metadata.title, &document.metadata.author, &document.metadata.date}) identifier.add(*text);
    return file.finish(catalog, info, identifier.hex());
}

}  // namespace

struct SharedFonts::State {
    FontUses uses;
};

SharedFonts::SharedFonts() : state_(std::make_unique<State>()) {}
SharedFonts::~SharedFonts() = default;

void SharedFonts::add(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics) {
    merge_fonts(state_->uses, collect_fonts(document, fonts, diagnostics));
}

void SharedFonts::add(const SharedFonts& other) { merge_fonts(state_->uses, other.state_->uses); }

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

bool write(const display::Document& document, const SharedFonts& fonts, const WriterOptions& options, std::string& out,
           Diagnostics& diagnostics) {
    try {
        out = build(document, fonts.state_->uses, options);
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
        out = build(document, uses, options);
        return true;
    } catch (const std::exception& e) {
        out.clear();
        diagnostics.report_in(Code::kPdfFailed, "", {e.what()});
        return false;
    }
}

}  // namespace banxin::pdf
