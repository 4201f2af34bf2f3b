// One number of a register for a run of editions, or for a part of it that is made again: looked up before the first pass, taken before the
// second, on record before the first name, issued after the last.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "batch/publish.hpp"
#include "office/numbering.hpp"

namespace banxin::office {

class BatchNumber {
  public:
    /// `folder`: where the run is published; empty: nowhere. `resume`: an earlier try's number is taken up. `parts` that were asked for stand
    /// in the note of a reprint. Null: a fault was reported.
    static std::unique_ptr<BatchNumber> open(const NumberFrom& from, const std::string& folder, bool resume,
                                             const std::vector<std::string>& parts, std::shared_ptr<const xml::Document> brief,
                                             Diagnostics& diagnostics);

    /// The brief with the number: of an earlier try that is resumed, else the next. Null: a fault was reported.
    std::shared_ptr<const xml::Document> brief(Diagnostics& diagnostics);
    /// As the series writes it, in the brief that was given last.
    std::string text() const;
    /// As commands write it; empty before the number is taken.
    const std::string& key() const { return numbering_->taken().key; }
    const registry::Issue& taken() const { return numbering_->taken(); }

    /// What is to be done while `run` is published.
    batch::Steps steps(const batch::Run& run);
    /// The number that was taken is not the one in the brief, for others were quicker: everything is to be made again.
    bool changed() const { return changed_; }

  private:
    bool begin(Diagnostics& diagnostics);
    bool written(const batch::Run& run, const batch::Manifest& manifest, Diagnostics& diagnostics);
    void end(bool published, bool stopped, Diagnostics& diagnostics);
    bool compare_reprint(const batch::Run& run, const batch::Manifest& manifest, Diagnostics& diagnostics);
    void add_documents(registry::Publication& out, const batch::Manifest& manifest) const;
    registry::Publication publication_of(const batch::Run& run, const batch::Manifest& manifest) const;

    std::shared_ptr<const xml::Document> brief_;
    std::unique_ptr<Numbering> numbering_;
    registry::Stamp stamp_;
    registry::Numbers in_brief_;
    std::string folder_;
    std::string parts_;            // that were asked for, as typed
    registry::Publication again_;  // what was made again
    bool resume_ = false, changed_ = false, reprints_ = false, recorded_ = false;
};

}  // namespace banxin::office
