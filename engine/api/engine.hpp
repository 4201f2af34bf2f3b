// What engines and documents are made of.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "api/calls.hpp"
#include "batch/run.hpp"
#include "font/choose.hpp"
#include "library/library.hpp"
#include "library/pictures.hpp"
#include "press/typeset.hpp"

namespace banxin::api {

/// Where fonts are looked for.
struct FontWishes {
    struct Given {
        std::string name;
        std::shared_ptr<const std::string> bytes;  // null: in the file `name`
    };
    std::optional<Given> catalogue;  // none: the official one
    std::vector<Given> fonts;
    std::vector<std::string> asked;    // folders that must be there
    std::vector<std::string> folders;  // these and the system's
    std::string index;                 // a file that keeps what was found; empty: none
    bool free = false;
};

/// Immutable but for what is read when first asked for, which is guarded.
class Engine {
  public:
    using Lap = std::function<void(std::string_view stage)>;

    std::deque<std::string> kept;  // bytes of the layouts that were handed in
    Library library;               // not changed once the engine is made
    bool layout_files = false;     // a layout may be named by the path of its file
    FontWishes wishes;
    PictureStore pictures;

    /// Catalogue and fonts, looked for once. False: a role has no face, or the catalogue is faulty; it was reported, a fault again with each call.
    bool find_fonts(Diagnostics& diagnostics, const Lap& lap = {});
    /// After find_fonts(); also where that has failed, if there is a catalogue.
    const font::Catalogue& catalogue() const { return *catalogue_; }
    bool has_catalogue() const { return catalogue_.has_value(); }
    const font::Choice& choice() const { return choice_; }
    const font::FontSet& fonts() const { return *choice_.fonts; }

    /// By a caller's or a brief's name; "" is the default. Null: a fault was reported.
    LayoutPtr layout(const std::string& name, SourcePos where, Diagnostics& diagnostics);
    /// The one that the caller asked for, if he did, else the brief's own wish.
    /// `reading` is asked while a file of his is read.
    LayoutPtr layout(const std::string& asked, const std::string& wish, SourcePos where, Diagnostics& diagnostics, const Reading& reading);
    /// The same out of a library of the caller's own, which begins as a copy of the engine's and keeps the folder of a layout's file.
    LayoutPtr layout(Library& own, const std::string& asked, const std::string& wish, SourcePos where, Diagnostics& diagnostics) const;

  private:
    bool read_catalogue(Diagnostics& diagnostics);
    void choose(Diagnostics& diagnostics, const Lap& lap);

    batch::Layouts layouts_{[this](const std::string& name, SourcePos where, Diagnostics& diagnostics) {
        Library own = library;
        return layout(own, "", name, where, diagnostics);
    }};
    std::mutex guard_;
    bool looked_ = false;
    Diagnostics faults_;  // of fonts and catalogue
    std::optional<font::Catalogue> catalogue_;
    font::Choice choice_;
};

/// The caller's pictures, and the folder of a brief that is a file. False: one of them could not be read; no brief may ask for it.
bool take_pictures(Pictures& to, const banxin_source& brief, const banxin_source* pictures, std::size_t count, const Reading& reading,
                   Diagnostics& diagnostics);

/// The producer in a PDF: the same as the program's.
inline constexpr const char* kProducer = "Banxin " BANXIN_VERSION;

}  // namespace banxin::api

struct banxin_engine {
    std::shared_ptr<banxin::api::Engine> of;
};

struct banxin_document {
    std::shared_ptr<banxin::api::Engine> engine;
    banxin::LayoutPtr layout;
    banxin::press::Typeset typeset;
    std::string copies;       // the PDF of numbered copies; empty: it is one document
    std::string key, number;  // of the issue, where a register gave it
};
