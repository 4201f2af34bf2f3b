// Pages in pieces, and the copies of them as they differ.
#include "pdf/copies.hpp"

#include <algorithm>

#include "pdf/content.hpp"
#include "pdf/pages.hpp"
#include "pdf/shared.hpp"

namespace banxin::pdf {
namespace {

/// Where pieces begin, and which of them are own.
std::vector<CommonDraft::Piece> pieces_of(const display::Page& page, const std::vector<std::size_t>& changing, const FontUses& fonts) {
    std::vector<char> own(page.items.size(), 0);
    for (const std::size_t item : changing) own[item] = 1;
    for (bool grown = true; grown;) {
        grown = false;
        for (std::size_t i = 1; i < own.size(); ++i) {
            if (own[i] == own[i - 1] || !joined_at(page, fonts, i)) continue;
            own[i] = own[i - 1] = 1;
            grown = true;
        }
    }
    std::vector<CommonDraft::Piece> out;
    for (std::size_t i = 0; i < own.size(); ++i)
        if (out.empty() || out.back().own != (own[i] != 0)) out.push_back({i, own[i] != 0, {}});
    if (out.empty()) out.emplace_back();  // an empty page
    return out;
}

std::vector<std::size_t> starts_of(const std::vector<CommonDraft::Piece>& pieces) {
    std::vector<std::size_t> out;
    for (const CommonDraft::Piece& piece : pieces) out.push_back(piece.from);
    return out;
}

bool has_own(const std::vector<CommonDraft::Piece>& pieces) {
    return std::any_of(pieces.begin(), pieces.end(), [](const CommonDraft::Piece& piece) { return piece.own; });
}

bool among(const std::vector<std::uint16_t>& few, const std::vector<std::uint16_t>& many) {
    return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

/// Items that copies share are the same on both pages, and no text goes over a border of pieces.
bool fits(const std::vector<CommonDraft::Piece>& pieces, const display::Page& common, const display::Page& page, const FontUses& fonts) {
    if (page.items.size() != common.items.size()) return false;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        const std::size_t from = pieces[p].from, to = p + 1 < pieces.size() ? pieces[p + 1].from : page.items.size();
        if (p > 0 && joined_at(page, fonts, from)) return false;
        for (std::size_t i = from; !pieces[p].own && i < to; ++i)
            if (page.items[i] != common.items[i]) return false;
    }
    return true;
}

}  // namespace

CommonDraft common_draft(const display::Document& document, const Changing& changing, const SharedFonts& fonts,
                         const WriterOptions& options) {
    const FontUses& uses = fonts_of(fonts);
    CommonDraft out;
    out.document = beside_pages(document);
    for (const display::Page& page : document.pages) {
        faces_of(page, out.faces, out.standing);
        unite(out.pictures, pictures_of(page));
    }
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const display::Page& page = document.pages[i];
        std::vector<CommonDraft::Piece> pieces = pieces_of(page, changing[i], uses);
        std::vector<std::string> contents = page_pieces(page, document, uses, starts_of(pieces));
        for (std::size_t p = 0; p < pieces.size(); ++p)
            if (!pieces[p].own) pieces[p].content = deflate(contents[p], options.compression);
        out.pages.push_back(std::move(pieces));
    }
    return out;
}

bool own_pieces(const CommonDraft& common, const display::Document& document, const std::vector<const display::Page*>& pages,
                const SharedFonts& fonts, CopyDraft& out) {
    const FontUses& uses = fonts_of(fonts);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::vector<CommonDraft::Piece>& pieces = common.pages[i];
        const bool as_it_was = pages[i] == &document.pages[i];
        if (!as_it_was && !fits(pieces, document.pages[i], *pages[i], uses)) return false;
        if (!has_own(pieces)) continue;
        std::vector<std::uint16_t> faces, standing;
        faces_of(*pages[i], faces, standing);
        if (!among(faces, common.faces) || !among(standing, common.standing)) return false;
        Pictures pictures = common.pictures;
        unite(pictures, pictures_of(*pages[i]));
        if (pictures.size() != common.pictures.size()) return false;
        std::vector<std::string> contents = page_pieces(*pages[i], document, uses, starts_of(pieces));
        for (std::size_t p = 0; p < pieces.size(); ++p)
            if (pieces[p].own) out.own.push_back(std::move(contents[p]));
    }
    return true;
}

}  // namespace banxin::pdf
