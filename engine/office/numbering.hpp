// The number of a brief from a register: looked up, put into the brief, taken, and recorded around the publication of its PDF.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "edition/numbered.hpp"
#include "files/hold.hpp"
#include "font/font_set.hpp"
#include "model/layout.hpp"
#include "press/typeset.hpp"
#include "reader/brief_reader.hpp"
#include "register/register.hpp"

namespace banxin::office {

/// One line of a list: white space and line ends inside are one blank.
std::string in_one_line(std::string_view text);

/// Where a number comes from.
struct NumberFrom {
    std::string file, series;  // the register
    std::string replaces;      // key of the issue that the new one replaces; empty: none
    std::string reprints;      // key of the issue that is made again, with its number; empty: none
    registry::Stamp stamp;     // of what is recorded
};

class Numbering {
  public:
    /// Opens the register and compares the brief with its series. Null: a fault was reported.
    /// The brief may have fields, but not in its number. `output` is what will be published; empty: the number is only looked at.
    static std::unique_ptr<Numbering> open(const NumberFrom& from, const xml::Document& brief, const std::string& output,
                                           Diagnostics& diagnostics);

    /// The brief with the number that comes next; nothing is taken. Null: a fault was reported.
    std::unique_ptr<reader::BriefDocument> with_next(const reader::BriefDocument& brief, reader::PictureSource& pictures,
                                                     Diagnostics& diagnostics);
    std::shared_ptr<const xml::Document> with_next(const xml::Document& brief, Diagnostics& diagnostics);
    /// Takes the number. The same as with_next() gave, or, where others were quicker, a later one: then the brief is `changed`.
    bool take(const registry::Stamp& stamp, bool& changed, Diagnostics& diagnostics);
    std::unique_ptr<reader::BriefDocument> with_taken(const reader::BriefDocument& brief, reader::PictureSource& pictures,
                                                      Diagnostics& diagnostics);
    std::shared_ptr<const xml::Document> with_taken(const xml::Document& brief) const;
    /// Has the number that an earlier try took for the same document, if there is one: with_next() and take() are not needed then.
    bool take_up(Diagnostics& diagnostics);
    /// False, and reported: the run that lies in the folder was made elsewhere, or there is none, and a new number would be taken.
    bool can_resume(bool run_there, Diagnostics& diagnostics);
    /// What the register will keep of the document, with the hashes of the bytes that it is made from. `copies`: those that are numbered.
    bool collect(const reader::BriefDocument& brief, const std::vector<edition::CopyRange>& copies, const Layout& layout,
                 const SourceFile& catalogue, const font::FontSet& fonts, const press::Typeset& typeset, Diagnostics& diagnostics);
    /// What will be published, on record before it is.
    bool prepare(const std::string& pdf, const registry::Stamp& stamp, Diagnostics& diagnostics);
    /// The same for what was taken up, and may be on record already.
    bool prepare_again(const registry::Publication& publication, const registry::Stamp& stamp, Diagnostics& diagnostics);
    /// What was issued is published again, as it was: whatever fails now is reported as such, and resuming the run will mend it.
    void reprint(const registry::Publication& publication, const std::string& note, const registry::Stamp& stamp, Diagnostics& diagnostics);
    /// It is published: whatever fails now is reported as such, and recovery will mend it.
    void issue(const registry::Stamp& stamp, Diagnostics& diagnostics);
    /// The document was not published: its number is kept for another try, which is told. One that was reserved by hand is free again.
    void give_up(const registry::Stamp& stamp, Diagnostics& diagnostics);

    /// As the series writes it.
    const std::string& text() const { return taken_.text; }
    /// As commands write it: 2026-3.
    const std::string& key() const { return taken_.key; }
    const std::string& document() const { return request_.document; }
    const registry::Numbers& next() const { return next_; }
    std::string written(const registry::Numbers& numbers) const { return registry::written(series_, numbers).value_or(""); }
    /// What was taken; its id is 0 before.
    const registry::Issue& taken() const { return taken_; }
    const registry::Series& series() const { return series_; }
    const std::string& file() const { return file_; }

  private:
    void tell_if_full(Diagnostics& diagnostics) const;
    bool find_issued(const std::string& key, Diagnostics& diagnostics);

    std::unique_ptr<Hold> hold_;    // recovery waits until this one goes
    std::unique_ptr<Hold> output_;  // nobody else publishes under its name meanwhile
    std::unique_ptr<registry::Register> register_;
    registry::Series series_;
    registry::Request request_;
    registry::Numbers next_;
    registry::Issue taken_;
    registry::Publication publication_;
    std::string file_;  // the register
};

}  // namespace banxin::office
