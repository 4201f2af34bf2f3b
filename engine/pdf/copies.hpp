// Many copies of documents in one file: what copies have in common is there once, each page of each copy is a page of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/writer.hpp"

namespace banxin::pdf {

/// A document for many copies, its pages in pieces.
struct CommonDraft {
    struct Piece {
        std::size_t from = 0;  // first of its items on the page
        bool own = false;      // each copy has its own
        std::string content;   // deflated; of a piece that copies share
    };
    display::Document document;  // without what is on the pages
    std::vector<std::vector<Piece>> pages;
    std::vector<std::uint16_t> faces, standing;
    std::vector<display::PicturePtr> pictures;
};

/// Numbers of items, ascending, for each page: those that change from copy to copy.
using Changing = std::vector<std::vector<std::size_t>>;

/// What one copy has of its own.
struct CopyDraft {
    std::string label;             // the copy's number; empty: it has none
    std::vector<std::string> own;  // the contents of its own pieces in order
    std::optional<Draft> whole;    // instead: everything
};

/// Of a document that was added to the fonts. Items that readers take as one with what changes count as changing.
CommonDraft common_draft(const display::Document& document, const Changing& changing, const SharedFonts& fonts,
                         const WriterOptions& options);
/// The copy whose pages these are, one for each of the document. False: it shares less than `common` says.
bool own_pieces(const CommonDraft& common, const display::Document& document, const std::vector<const display::Page*>& pages,
                const SharedFonts& fonts, CopyDraft& out);

/// One file, written as copies come. Every copy begins on an odd page, for paper that is printed on both sides.
class CopyFile {
  public:
    CopyFile(std::function<void(std::string_view)> out, const SharedFonts& fonts, const WriterOptions& options);
    ~CopyFile();

    /// What follows is one edition, under this bookmark.
    void begin(std::string title);
    /// `common` stays as it is until the next begin().
    void add(const CommonDraft& common, const CopyDraft& copy);
    /// A sheet of its own: what parts editions.
    void add_sheet(const Draft& draft, const std::string& label);

    std::size_t pages() const;
    void finish(const display::Metadata& metadata, bool bound_right);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace banxin::pdf
