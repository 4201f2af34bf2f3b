// The placed page as PDF bytes. The only room that knows PDF, libharu, subsets and CIDs.
// Tagged PDF will enter here: content.cpp marks runs by their node, catalog.cpp writes display::Document::structure.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "display/document.hpp"
#include "font/font_set.hpp"
#include "pdf/beginning.hpp"

namespace banxin::pdf {

struct PageStream;

struct WriterOptions {
    int compression = 6;       // deflate level of streams, 0..12 as libdeflate counts; a level changes bytes, never the page
    int threads = 1;           // faces are cut side by side where this is above 1; the bytes are the same
    std::string producer;      // e.g. "Banxin 0.1.0"; part of the bytes, so it is handed in
    int page_compression = 6;  // of the pages: where there are many documents, these are what is deflated for each
};

/// Writes `document` into `out` (replaced). The same document, faces and options give the same bytes, on any thread.
/// On a fault reports it (with the source position of the run concerned), leaves `out` empty and returns false.
bool write(const display::Document& document, const font::FontSet& fonts, const WriterOptions& options, std::string& out,
           Diagnostics& diagnostics);

/// A document but for its fonts: pages as deflated streams, and what stands beside them.
struct Draft {
    display::Document document;  // without what is on the pages
    std::vector<std::shared_ptr<const PageStream>> pages;
    std::vector<std::uint16_t> faces, standing;  // those that it uses, and of them those upright in columns
    std::vector<display::PicturePtr> pictures;
    std::string identifier;

    std::size_t bytes() const;  // of memory, about; pages that other drafts have as well count for each, pictures do not
};

/// Faces cut to the glyphs of many documents and compressed once. Filled, then cut; from then on any number of threads may write with it.
class SharedFonts {
  public:
    SharedFonts();
    ~SharedFonts();

    /// Reports faces that may not be embedded or cannot be opened. With its draft, if that is asked for and there is nothing to report.
    void add(const display::Document& document, const font::FontSet& fonts, Diagnostics& diagnostics);
    std::optional<Draft> add_draft(const display::Document& document, const font::FontSet& fonts, const WriterOptions& options,
                                   Diagnostics& diagnostics);
    void add(const SharedFonts& other);
    /// False: some glyph stands for different texts in different documents. Drafts made before all were added are then void.
    bool consistent() const;
    bool cut(const WriterOptions& options, Diagnostics& diagnostics);

    /// Of a document that was added; before the faces are cut, if consistent() in the end, or after.
    Draft draft(const display::Document& document, const WriterOptions& options) const;

    std::vector<std::uint16_t> faces() const;
    /// A line a face with the numbers of its glyphs: what the bytes of every document depend on.
    std::string glyphs() const;

  private:
    friend const std::map<std::uint16_t, struct FontUse>& fonts_of(const SharedFonts&);
    friend bool write(const Draft&, const SharedFonts&, const WriterOptions&, Bytes&, Diagnostics&);
    struct State;
    std::unique_ptr<State> state_;
};

/// The draft with the faces as they were cut.
bool write(const Draft& draft, const SharedFonts& fonts, const WriterOptions& options, Bytes& out, Diagnostics& diagnostics);

}  // namespace banxin::pdf
