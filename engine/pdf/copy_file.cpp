// Copies into one file: pages point to what they share.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "pdf/copies.hpp"
#include "pdf/objects.hpp"
#include "pdf/pages.hpp"
#include "pdf/shared.hpp"
#include "pdf/stream_file.hpp"

namespace banxin::pdf {
namespace {

constexpr std::size_t kMostKids = 100;  // of a node of the page tree
constexpr std::string_view kDeflated = "/Filter/FlateDecode";

std::vector<std::uint16_t> together(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b) {
    std::vector<std::uint16_t> out;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

}  // namespace

struct CopyFile::State {
    State(std::function<void(std::string_view)> out, const SharedFonts& cut, WriterOptions given)
        : file(std::move(out), given.compression), fonts(cut), options(std::move(given)) {
        root = file.reserve();
        resources = file.reserve();
    }

    void page(const display::Page& as, const std::string& contents) {
        if (kids_open == 0) node = file.reserve();
        const Ref ref = file.dictionary(fmt::format("/Type/Page/Parent {}{}{}", reference(node), boxes(as), contents));
        if (first == 0) first = ref;
        kids += reference(ref) + ' ';
        ++count;
        if (++kids_open == kMostKids) close_node();
    }
    void close_node() {
        if (kids_open == 0) return;
        file.set(node, fmt::format("/Type/Pages/Parent {}/Count {}/Kids[{}]", reference(root), kids_open, kids));
        nodes += reference(node) + ' ';
        kids.clear();
        kids_open = 0;
    }
    /// The next copy begins on the front of a sheet.
    void turn_over(const display::Page& as) {
        if (count % 2 == 1) page(as, "");
    }

    void use(const std::vector<std::uint16_t>& more, const std::vector<std::uint16_t>& more_standing) {
        faces = together(faces, more);
        standing = together(standing, more_standing);
    }

    /// To the pages written last: of the edition, if it has just begun, and of the copy.
    void bookmark(const std::string& copy) {
        const std::string destination = fmt::format("[{} /XYZ null null null]", reference(first));
        if (!title.empty()) bookmarks.push_back({std::exchange(title, {}), 1, destination});
        if (!copy.empty()) bookmarks.push_back({copy, static_cast<std::uint8_t>(titled ? 2 : 1), destination});
    }

    void draft(const Draft& of) {
        use(of.faces, of.standing);
        pictures.write(of.pictures, file);
        for (std::size_t i = 0; i < of.pages.size(); ++i) {
            const Ref stream = file.shared_stream(std::string(kDeflated), of.pages[i]->packed);
            page(of.document.pages[i], fmt::format("/Contents {}", reference(stream)));
        }
    }

    /// Writes what copies share, once.
    void share(const CommonDraft& common) {
        if (current == &common) return;
        current = &common;
        use(common.faces, common.standing);
        pictures.write(common.pictures, file);
        shared.clear();
        for (const auto& pieces : common.pages)
            for (const CommonDraft::Piece& piece : pieces)
                shared.push_back(piece.own ? 0 : file.shared_stream(std::string(kDeflated), piece.content));
    }

    void pieces(const CommonDraft& common, const CopyDraft& copy) {
        share(common);
        auto ref = shared.begin();
        auto own = copy.own.begin();
        for (std::size_t i = 0; i < common.pages.size(); ++i) {
            std::string contents;
            for (const CommonDraft::Piece& piece : common.pages[i]) {
                const Ref here = piece.own ? file.shared_stream("", *own++) : *ref;
                ++ref;
                contents += reference(here) + ' ';
            }
            page(common.document.pages[i], fmt::format("/Contents[{}]", contents));
        }
    }

    StreamFile file;
    const SharedFonts& fonts;
    WriterOptions options;
    Ref root = 0, resources = 0, node = 0;
    Ref first = 0;  // page of what is being added
    std::size_t kids_open = 0, count = 0;
    std::string kids, nodes, labels;
    std::vector<Bookmark> bookmarks;
    std::string title;    // of the edition begun, until its first page
    bool titled = false;  // it has one
    const CommonDraft* current = nullptr;
    std::vector<Ref> shared;  // of each piece of `current`, 0 for own ones
    std::vector<std::uint16_t> faces, standing;
    PictureRefs pictures;
};

CopyFile::CopyFile(std::function<void(std::string_view)> out, const SharedFonts& fonts, const WriterOptions& options)
    : state_(std::make_unique<State>(std::move(out), fonts, options)) {}

CopyFile::~CopyFile() = default;

std::size_t CopyFile::pages() const { return state_->count; }

void CopyFile::begin(std::string title) {
    state_->titled = !title.empty();
    state_->title = std::move(title);
    state_->current = nullptr;
}

void CopyFile::add(const CommonDraft& common, const CopyDraft& copy) {
    State& s = *state_;
    const display::Document& document = copy.whole ? copy.whole->document : common.document;
    s.labels += page_labels(document, s.count, copy.label.empty() ? "" : copy.label + "-");
    s.first = 0;
    if (copy.whole) s.draft(*copy.whole);
    else s.pieces(common, copy);
    s.bookmark(copy.label);
    s.turn_over(document.pages.front());
}

void CopyFile::add_sheet(const Draft& draft, const std::string& label) {
    State& s = *state_;
    s.labels += fmt::format("{}<</P{}>>", s.count, text_string(label));
    s.first = 0;
    s.draft(draft);
    s.bookmark({});
    s.turn_over(draft.document.pages.front());
}

void CopyFile::finish(const display::Metadata& metadata, bool bound_right) {
    State& s = *state_;
    s.close_node();
    s.file.set(s.root, fmt::format("/Type/Pages/Count {}/Kids[{}]/Resources {}", s.count, s.nodes, reference(s.resources)));
    const FontUses& uses = fonts_of(s.fonts);
    const FontRefs fonts = write_fonts(uses, s.faces, s.standing, s.file);
    s.file.set(s.resources, "/Font" + font_resources(uses, fonts) + s.pictures.resources());
    const Ref labels = s.file.dictionary("/Nums[" + s.labels + "]");
    const Ref outline = write_outline(s.bookmarks, s.file);
    const Ref info = write_info(metadata, s.options.producer, s.file);
    const Ref xmp = write_xmp(metadata, s.options.producer, s.file);
    std::string root = fmt::format(
        "/Type/Catalog/Pages {}/PageLabels {}/Metadata {}/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex/"
        "DuplexFlipLongEdge{}>>",
        reference(s.root), reference(labels), reference(xmp), bound_right ? "/Direction/R2L" : "");
    if (!metadata.language.empty()) root += "/Lang" + text_string(metadata.language);
    if (outline != 0) root += "/Outlines " + reference(outline);
    const Ref catalog = s.file.dictionary(std::move(root));
    s.file.finish(catalog, info);
}

}  // namespace banxin::pdf
