// banxin.hpp - the C++ face of banxin.h: C++20, headers alone, nothing but the standard library.
//
// Threads    Any number of threads may use one Engine and one Document at the same time. Both can be moved. A Register belongs to one
//            thread at a time.
// Ownership  Objects own what they are made of; a Document keeps its engine alive. std::string_view and std::span that are handed out
//            live as long as the object that they came from; what is handed in is not kept after the call.
// Errors     Whatever fails throws Error, with its status and the diagnostics; nothing was made or written, and every object can be used
//            as before. What a callback throws comes out of the call unchanged. Allocation may throw std::bad_alloc.
// Limits     Bound the whole call that has them, the reading of its inputs too; see banxin.h.
// Lengths    std::int64_t, in units of which 36000 make a millimetre and 12700 a point.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "banxin.h"

namespace banxin {
inline namespace v1 {

namespace detail {
class Call;
struct SourceInC;
struct SourcesInC;
struct SinkInC;
struct OptionsInC;
template <auto Free>
struct Freed {
    template <class Object>
    void operator()(Object* object) const noexcept {
        Free(object);
    }
};
template <class Object, auto Free>
using Owned = std::unique_ptr<Object, Freed<Free>>;
}  // namespace detail

/// What is wrong in an input, or worth a look, and where.
struct Diagnostic {
    banxin_severity severity = BANXIN_ERROR;
    int code = 0;                        ///< as 1112; its meaning is fixed
    bool to_confirm = false;             ///< the work was done, but a person must look at something
    std::string file;                    ///< a source's name; empty: none
    std::uint32_t line = 0, column = 0;  ///< from 1, columns in characters; line 0: the file as a whole
    std::string message;                 ///< in the language of the engine
    std::string rendered;                ///< "brief.xml:7:11: error[BX1112]: ..."
    std::string json;                    ///< the same and the message's arguments, as one JSON object
};

/// What a call has found.
struct Found {
    std::vector<Diagnostic> diagnostics;  ///< in the order of the files' lines
    banxin_summary summary{};             ///< of all, also of those that were too many to be kept
};

/// A call that failed.
class Error : public std::runtime_error {
  public:
    Error(banxin_status status, Found found)
        : std::runtime_error(sentence(status, found.diagnostics)), status_(status), found_(std::move(found)) {}
    banxin_status status() const noexcept { return status_; }
    /// In the order of the files' lines; lives as long as the Error.
    std::span<const Diagnostic> diagnostics() const noexcept { return found_.diagnostics; }
    const Found& found() const noexcept { return found_; }

  private:
    static std::string sentence(banxin_status status, const std::vector<Diagnostic>& diagnostics) {
        const banxin_text text = banxin_status_text(status, BANXIN_ENGLISH);
        std::string out(text.data, text.size);
        for (const Diagnostic& d : diagnostics) out += '\n' + d.rendered;
        return out;
    }
    banxin_status status_;
    Found found_;
};

/// Where an input is. Messages call it by its name.
class Source {
  public:
    /// Fills the span and returns how much of it; 0 at the end. May throw. Called in the thread of the call.
    using Read = std::function<std::size_t(std::span<char>)>;

    static Source file(std::string path) { return {std::move(path), {}, false, {}}; }
    /// `bytes` live until the call that takes the source is over.
    static Source memory(std::string name, std::string_view bytes) { return {std::move(name), bytes, true, {}}; }
    static Source memory(std::string name, std::same_as<std::string> auto&& gone_too_soon) = delete;
    /// An empty `read` is a wrong call.
    static Source callback(std::string name, Read read) {
        if (!read) name.clear();  // or the file of that name would be read
        return {std::move(name), {}, false, std::move(read)};
    }

  private:
    friend class Engine;
    friend class Document;
    friend struct detail::SourceInC;
    Source(std::string name, std::string_view bytes, bool in_memory, Read read)
        : name_(std::move(name)), bytes_(bytes), in_memory_(in_memory), read_(std::move(read)) {}
    std::string name_;
    std::string_view bytes_;
    bool in_memory_;
    Read read_;
};

/// Where an output goes: a file, which appears whole or not at all; a stream as it is; or a callback.
class Sink {
  public:
    using Write = std::function<void(std::span<const char>)>;

    static Sink file(std::string path) { return {std::move(path), 0, {}, false}; }
    /// One that is not there yet.
    static Sink new_file(std::string path) { return {std::move(path), 0, {}, true}; }
    /// Above 0; it stays open. `name`: what messages call it.
    static Sink descriptor(int descriptor, std::string name) { return {std::move(name), descriptor > 0 ? descriptor : -1, {}, false}; }
    /// In pieces; may throw, which ends the call.
    static Sink callback(Write write) { return {{}, 0, std::move(write), false}; }

  private:
    friend struct detail::SinkInC;
    Sink(std::string path, int descriptor, Write write, bool fresh)
        : path_(std::move(path)), descriptor_(descriptor), write_(std::move(write)), fresh_(fresh) {}
    std::string path_;
    int descriptor_;
    Write write_;
    bool fresh_;
};

/// Called often while a document is made; false cancels it. May throw. Called in the thread of the call.
using Progress = std::function<bool(banxin_stage stage, std::uint64_t done, std::uint64_t all)>;
/// Told after each stage of a work that has succeeded. What it throws comes out of the call, but undoes nothing: files stay published, and
/// a number issued.
using OnTime = std::function<void(std::string_view stage, double ms)>;

/// Ends work from outside: from another thread, or from a signal handler. Outlives the work.
class Stop {
  public:
    Stop() {
        banxin_stop* made = nullptr;
        if (banxin_stop_new(&made) != BANXIN_OK) throw std::bad_alloc();
        stop_.reset(made);
    }
    void now() const noexcept { banxin_stop_now(stop_.get()); }
    banxin_stop* get() const noexcept { return stop_.get(); }

  private:
    detail::Owned<banxin_stop, banxin_stop_free> stop_;
};

/// What bounds one call, and what ends it.
struct Limits {
    std::uint64_t max_memory = 0;           ///< bytes, about; 0: no limit; so below
    std::chrono::milliseconds max_time{0};  ///< below 0: a wrong call
    Progress progress;
    const Stop* stop = nullptr;
};

/// When and by whom, as a register records it.
struct Stamp {
    std::string at;  ///< as 2026-03-02T09:30:00+0800
    std::string who;
};

/// Where a number comes from that the brief leaves open.
struct Numbering {
    std::string registry, series;  ///< the file, and which of its series
    std::string replaces{};        ///< key of the issue that this one replaces; empty: none
    std::string reprints{};        ///< of a run: key of the issue that is made again, or a part of it by `only`; empty: none
    Stamp stamp{};                 ///< needed where something is taken or published
};

/// An edition of a batch; its key and bytes live until the callback returns.
struct Edition {
    std::size_t row = 0;   ///< of the table, from 0
    std::string_view key;  ///< what the key column calls it
    std::size_t pages = 0;
    std::string_view pdf;
};

/// What became of a batch.
struct Batch {
    std::size_t rows = 0, made = 0, failed = 0;
    std::size_t there = 0;                ///< files that an earlier run has made
    std::size_t editions = 0;             ///< of a print run; made and there then count volumes
    std::uint64_t pages = 0, bytes = 0;   ///< of a run that is discarded
    std::size_t set_twice = 0;            ///< editions that were typeset again, for there was no room to keep them
    std::string key, number;              ///< of the issue, where a register gave it: "2026-3", and as its series writes it
    std::vector<Diagnostic> diagnostics;  ///< worth a look; with keep_going also the faults of the editions that failed
    banxin_summary summary{};
};

/// A text for people, with what is worth a look, or wrong all the same.
struct Report {
    std::string text;
    Found found;
};

class Document;

/// Layouts, catalogue and fonts: made once, shared by all threads.
class Engine {
  public:
    struct Options {
        std::vector<Source> layouts;              ///< found by name without folders and .xml, before the official ones
        std::vector<std::string> layout_folders;  ///< read when first asked for
        std::optional<Source> catalogue;          ///< none: the official one
        std::vector<Source> fonts;                ///< searched before all folders
        std::vector<std::string> font_folders;    ///< searched with all below them, before the system's: each must be there
        bool system_fonts = true;
        bool free_fonts = false;                    ///< only the free faces of the catalogue
        std::string font_index;                     ///< a file that keeps what fonts were found; empty: none
        banxin_language language = BANXIN_ENGLISH;  ///< of the diagnostics of all that is made with the engine
        bool official_layouts = true;
        bool fonts_when_needed = false;  ///< looked for with the first document, which then tells what is wrong with them
        bool layout_files = false;       ///< where a layout is named, the path of a file will do, too
    };

    Engine() : Engine(Options{}) {}
    explicit Engine(const Options& options);

    struct DocumentOptions {
        std::string layout;                     ///< name; empty: that of the brief
        bool grid = false;                      ///< rows and cells drawn under the text, for proofs
        std::uint32_t max_pages = 0;            ///< 0: no limit; so below
        std::uint64_t max_memory = 0;           ///< bytes, about
        std::chrono::milliseconds max_time{0};  ///< below 0: a wrong call
        Progress progress;
        std::uint32_t issue_number = 0, issue_total = 0;  ///< in place of "auto" in the brief; 0: it has its own
        std::vector<banxin_range> copies;                 ///< numbered copies, each with pages of its own, ascending; empty: one document
        std::optional<Numbering> numbering;               ///< the number that comes next; build() takes it
        const Stop* stop = nullptr;
        OnTime on_time;
        /// By the names that briefs call them; others are looked for beside the brief, if that is a file.
        std::vector<Source> pictures{};
    };
    /// A brief to files in one step: both or neither. Without `pdf` it is checked only. With options.numbering the number is taken, put on
    /// record, published and issued.
    Document build(const Source& brief, const DocumentOptions& options, const Sink* pdf, const Sink* dump = nullptr) const;

    struct BatchOptions {
        std::string key;                      ///< column that names the editions; empty: the table says it
        std::string layout;                   ///< name; empty: that of the brief
        std::uint32_t threads = 0;            ///< 0: one for each processor
        bool keep_going = false;              ///< editions that have faults are left out
        std::uint32_t shard = 0, shards = 0;  ///< only every `shards`th row, beginning with the `shard`th, from 1; 0: all
        Progress progress;
        std::uint32_t max_pages = 0;            ///< of an edition; 0: no limit; so below
        std::uint64_t max_memory = 0;           ///< of an edition and its copies, bytes, about; of what comes from a pipe or a callback
        std::chrono::milliseconds max_time{0};  ///< of an edition, in each of the two passes; likewise
        std::string folder;                     ///< PDFs and a manifest, all or none; in place of a callback
        bool resume = false;                    ///< the folder may hold a part of the same run
        std::vector<std::string> lists;         ///< layouts of lists beside the editions
        bool numbered = false;                  ///< each edition's PDF holds all its copies, numbered
        std::vector<std::string> only;          ///< parts: "NAME", "NAME:41-50", "000041-000050"; empty: everything
        std::string merged;                     ///< one print run, in volumes of this name; empty: a PDF an edition
        std::string separator;                  ///< layout of the sheet before each edition of a print run; empty: none
        std::uint32_t volume_pages = 0;         ///< at most; 0: 10000
        std::optional<Sink> figures;            ///< the marked figures as CSV, for proof-reading
        std::optional<Numbering> numbering;     ///< one number for the whole run
        bool discard = false;                   ///< all is made, and handed to nobody: to measure
        std::string temporary;                  ///< folder for what is set aside meanwhile; empty: /tmp, whatever TMPDIR says
        const Stop* stop = nullptr;             ///< editions under way are finished, nothing is published, and `resume` goes on
        OnTime on_time;
        std::vector<Source> pictures{};  ///< as in DocumentOptions
    };
    /// A brief with fields and a table with a row for each edition. All are checked before the first is made; then `each` is called, in
    /// threads of the library, one call at a time, rows in no order; or they are published in a folder. Without either all is checked.
    Batch batch(const Source& brief, const Source& table, const BatchOptions& options,
                const std::function<void(const Edition&)>& each = {}) const;

    /// Who plays each role and why, and what it lacks of a brief's characters, or of GB2312 where `brief` is null.
    Report fonts_report(const Source* brief = nullptr) const;

    /// Worth a look, though the engine was made.
    std::span<const Diagnostic> diagnostics() const noexcept { return diagnostics_; }
    banxin_language language() const noexcept { return language_; }
    /// For calls of banxin.h; owned by this object.
    banxin_engine* get() const noexcept { return engine_.get(); }

  private:
    detail::Owned<banxin_engine, banxin_engine_free> engine_;
    banxin_language language_;
    std::vector<Diagnostic> diagnostics_;
};

/// A page as plain data; it refers to its document, which outlives it.
using Page = banxin_page;
/// Glyphs, a bar, a path or a picture on a page; the same holds.
using Item = banxin_item;

/// A brief on its pages. Immutable.
class Document {
  public:
    using Options = Engine::DocumentOptions;
    using Write = Sink::Write;

    Document(const Engine& engine, const Source& brief) : Document(engine, brief, Options{}) {}
    Document(const Engine& engine, const Source& brief, const Options& options);

    /// Worth a look, though the document was made.
    std::span<const Diagnostic> diagnostics() const noexcept { return found_.diagnostics; }
    const Found& found() const noexcept { return found_; }
    banxin_document_info info() const;

    std::string pdf() const;
    /// The placed pages as text, for comparing.
    std::string dump() const;
    /// The PDF. A file appears whole or not at all.
    void write(const Sink& to, const Limits& limits = {}) const;
    void write_file(const std::string& path, const Limits& limits = {}) const { write(Sink::file(path), limits); }
    /// To a callback, in pieces. May throw, which ends the writing.
    void write(const Write& to, const Limits& limits = {}) const { write(Sink::callback(to), limits); }

    std::size_t pages() const { return info().pages; }
    Page page(std::size_t number) const;  ///< from 0; beyond: Error BANXIN_WRONG_CALL, as for all below
    Item item(std::size_t page, std::size_t number) const;
    std::vector<banxin_glyph> glyphs(std::size_t page, std::size_t item) const;
    std::vector<banxin_stroke> strokes(std::size_t page, std::size_t item) const;
    banxin_picture picture(std::size_t page, std::size_t item) const;
    banxin_face face(std::size_t number) const;

    /// For calls of banxin.h; owned by this object.
    banxin_document* get() const noexcept { return document_.get(); }

  private:
    friend class Engine;
    Document(banxin_document* made, banxin_language language) : document_(made), language_(language) {}
    static void check(banxin_status status) {
        if (status != BANXIN_OK) throw Error(status, {});
    }
    detail::Owned<banxin_document, banxin_document_free> document_;
    banxin_language language_;
    Found found_;
};

/// Bytes of yours, written as the library writes its own.
inline void write_to(const Sink& sink, std::string_view bytes, banxin_language language = BANXIN_ENGLISH);
/// What can be written, and what each diagnostic means, as one text.
inline std::string reference(banxin_topic topic, banxin_language language = BANXIN_ENGLISH);
/// Whether every edition of a run lies in its folder as it was made; how many there are.
struct Verified {
    std::size_t count = 0;
    Found found;
};
inline Verified verify_batch(const std::string& folder, banxin_language language = BANXIN_ENGLISH);

}  // namespace v1
}  // namespace banxin

#include "banxin_register.hpp"
