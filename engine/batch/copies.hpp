// The copies of one edition: typeset once, and then only what the number changes.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostics.hpp"
#include "edition/numbered.hpp"
#include "font/font_set.hpp"
#include "model/layout.hpp"
#include "pdf/copies.hpp"
#include "press/standing.hpp"
#include "reader/brief_reader.hpp"

namespace banxin::batch {

/// A brief that may have a number open.
struct Edition {
    std::optional<xml::VariableText> number;
    std::unique_ptr<reader::BriefDocument> brief;  // null: it has faults, which were reported
    LayoutPtr layout;

    /// `pictures` may be null, as for read_brief().
    static Edition read(std::shared_ptr<const xml::Document> document, Diagnostics& diagnostics, reader::PictureSource* pictures = nullptr,
                        Watch* watch = nullptr);
};

class CopyMaker {
  public:
    CopyMaker(Edition& edition, const font::FontSet& fonts, press::Desk& desk, const pdf::WriterOptions& options)
        : edition_(edition), fonts_(fonts), desk_(desk), options_(options), standing_(*edition.layout, *edition.brief, fonts, desk) {}

    /// Takes a copy; called in order.
    using Take = std::function<void(int number, pdf::CopyDraft&& copy)>;

    /// Sets the copy `first`, from which all others are told apart: the same whichever of them are wanted. `collect`: gets all glyphs, or
    /// null where they are known.
    bool begin(int first, const pdf::SharedFonts& fonts, pdf::SharedFonts* collect, Diagnostics& diagnostics);
    /// False: a copy has a fault, or `stop` was set meanwhile.
    bool make(const std::vector<edition::CopyRange>& numbers, const std::atomic<bool>& stop, const Take& take, Diagnostics& diagnostics);

    const pdf::CommonDraft& common() const { return common_; }
    const press::Typeset& typeset() const { return standing_.typeset(); }

  private:
    void set_number(int number);
    std::optional<pdf::Changing> probe(int first);
    bool alike(pdf::CopyDraft& out, Diagnostics& diagnostics);
    bool whole(pdf::CopyDraft& out, Diagnostics& diagnostics);

    Edition& edition_;
    const font::FontSet& fonts_;
    press::Desk& desk_;
    const pdf::WriterOptions& options_;
    press::Standing standing_;
    const pdf::SharedFonts* known_ = nullptr;
    pdf::SharedFonts* collect_ = nullptr;
    pdf::CommonDraft common_;
    bool each_whole_ = false;  // the number changes more than pieces of pages
};

/// All of these copies in one file. `first`: the copy that was typeset whole. `watch` may be null.
bool write_copies(Edition& edition, const std::vector<edition::CopyRange>& numbers, const font::FontSet& fonts,
                  const pdf::WriterOptions& options, std::string& pdf, press::Typeset& first, Diagnostics& diagnostics,
                  Watch* watch = nullptr);

}  // namespace banxin::batch
