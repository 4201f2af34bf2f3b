// A document in the making: read, numbered, typeset.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/engine.hpp"
#include "edition/numbered.hpp"
#include "office/numbering.hpp"
#include "reader/brief_reader.hpp"

namespace banxin::api {

/// Faults go to the diagnostics; what a caller's limit ends is thrown.
class Maker {
  public:
    /// `options` and what they point to outlive this.
    Maker(std::shared_ptr<Engine> engine, const banxin_document_options& options, Diagnostics& diagnostics);

    /// Brief and layout are both read, so that one call names the faults of both; then the fonts.
    bool read(const banxin_source& source);
    /// The number that a register would give stands in the brief, if one is asked for. `output`: what will be published; empty: nothing.
    bool take_next(const std::string& output = {});
    /// Null: a fault was reported.
    std::unique_ptr<banxin_document> make();
    /// To its file, with the number: see banxin_build. The document may be made again.
    bool publish(std::unique_ptr<banxin_document>& document, const banxin_sink* dump);

    Supervisor& supervisor() { return supervisor_; }
    /// Paths of the pictures that were read.
    std::vector<std::string> picture_files() const;

  private:
    bool read_brief(const banxin_source& source);
    std::unique_ptr<banxin_document> make_one();
    std::unique_ptr<banxin_document> make_copies();

    std::shared_ptr<Engine> engine_;
    banxin_document_options options_;
    std::vector<edition::CopyRange> copies_;
    Pictures pictures_;
    Diagnostics& diagnostics_;
    Supervisor supervisor_;
    std::unique_ptr<reader::BriefDocument> brief_;
    LayoutPtr layout_;
    std::unique_ptr<office::Numbering> numbering_;
    registry::Stamp stamp_;
};

bool to_pdf(const banxin_document& document, std::string& out, Diagnostics& diagnostics);

}  // namespace banxin::api
