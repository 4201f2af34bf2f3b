// banxin.hpp - the C++ face of banxin.h: C++20, this header alone, nothing but the standard library.
//
// Threads    Any number of threads may use one Engine and one Document at the same time. Both can be moved.
// Ownership  Objects own what they are made of; a Document keeps its engine alive. std::string_view and std::span that are handed out
//            live as long as the object that they came from; what is handed in is not kept after the call.
// Errors     Whatever fails throws Error, with its status and the diagnostics; nothing was made or written, and every object can be used
//            as before. What a callback throws comes out of the call unchanged. Allocation may throw std::bad_alloc.
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

/// What is wrong in an input, or worth a look, and where.
struct Diagnostic {
    banxin_severity severity = BANXIN_ERROR;
    int code = 0;                        ///< as 1112; its meaning is fixed
    bool to_confirm = false;             ///< the work was done, but a person must look at something
    std::string file;                    ///< a source's name; empty: none
    std::uint32_t line = 0, column = 0;  ///< from 1, columns in characters; line 0: the file as a whole
    std::string message;                 ///< in the language of the engine
    std::string rendered;                ///< "brief.xml:7:11: error[BX1112]: ..."
};

/// A call that failed.
class Error : public std::runtime_error {
  public:
    Error(banxin_status status, std::vector<Diagnostic> diagnostics)
        : std::runtime_error(sentence(status, diagnostics)), status_(status), diagnostics_(std::move(diagnostics)) {}
    banxin_status status() const noexcept { return status_; }
    /// In the order of the files' lines; lives as long as the Error.
    std::span<const Diagnostic> diagnostics() const noexcept { return diagnostics_; }

  private:
    static std::string sentence(banxin_status status, const std::vector<Diagnostic>& diagnostics) {
        const banxin_text text = banxin_status_text(status, BANXIN_ENGLISH);
        std::string out(text.data, text.size);
        for (const Diagnostic& d : diagnostics) out += '\n' + d.rendered;
        return out;
    }
    banxin_status status_;
    std::vector<Diagnostic> diagnostics_;
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
    static Source callback(std::string name, Read read) { return {std::move(name), {}, false, std::move(read)}; }

  private:
    friend class Engine;
    friend class Document;
    Source(std::string name, std::string_view bytes, bool in_memory, Read read)
        : name_(std::move(name)), bytes_(bytes), in_memory_(in_memory), read_(std::move(read)) {}
    std::string name_;
    std::string_view bytes_;
    bool in_memory_;
    Read read_;
};

/// Called often while a document is made; false cancels it. May throw. Called in the thread of the call.
using Progress = std::function<bool(banxin_stage stage, std::uint64_t done, std::uint64_t all)>;

namespace detail {

template <auto Free>
struct Freed {
    template <class Object>
    void operator()(Object* object) const noexcept {
        Free(object);
    }
};
template <class Object, auto Free>
using Owned = std::unique_ptr<Object, Freed<Free>>;

inline std::string_view view(banxin_text text) { return {text.data, text.size}; }
inline std::string copy(banxin_text text) { return std::string(view(text)); }
inline banxin_text text_of(std::string_view text) { return {text.data(), text.size()}; }

/// One call over the border: its diagnostics, and what its callbacks threw.
class Call {
  public:
    explicit Call(banxin_language language) {
        banxin_diagnostics* made = nullptr;
        if (banxin_diagnostics_new(language, &made) != BANXIN_OK) throw std::bad_alloc();
        list_.reset(made);
    }
    banxin_diagnostics* list() const noexcept { return list_.get(); }

    std::vector<Diagnostic> diagnostics() const {
        std::vector<Diagnostic> out;
        for (std::size_t i = 0; i < banxin_diagnostics_count(list(), nullptr); ++i) {
            banxin_diagnostic d{};
            d.struct_size = sizeof d;
            if (banxin_diagnostics_get(list(), i, &d) != BANXIN_OK) continue;
            out.push_back({static_cast<banxin_severity>(d.severity), d.code, d.to_confirm != 0, copy(d.file), d.line, d.column,
                           copy(d.message), copy(d.rendered)});
        }
        return out;
    }
    void check(banxin_status status) const {
        if (thrown_) std::rethrow_exception(thrown_);
        if (status == BANXIN_NO_MEMORY) throw std::bad_alloc();
        if (status != BANXIN_OK) throw Error(status, diagnostics());
    }
    /// Runs a callback; false: it threw.
    template <class Function>
    bool run(Function function) noexcept {
        try {
            function();
            return true;
        } catch (...) {
            if (!thrown_) thrown_ = std::current_exception();
            return false;
        }
    }

  private:
    Owned<banxin_diagnostics, banxin_diagnostics_free> list_;
    std::exception_ptr thrown_;
};

}  // namespace detail

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
    std::vector<Diagnostic> diagnostics;  ///< worth a look; with keep_going also the faults of the editions that failed
};

/// Layouts, catalogue and fonts: made once, shared by all threads.
class Engine {
  public:
    struct Options {
        std::vector<Source> layouts;              ///< found by name without folders and .xml, before the official ones
        std::vector<std::string> layout_folders;  ///< read when first asked for
        std::optional<Source> catalogue;          ///< none: the official one
        std::vector<Source> fonts;                ///< searched before all folders
        std::vector<std::string> font_folders;    ///< searched with all below them, before the system's
        bool system_fonts = true;
        bool free_fonts = false;                    ///< only the free faces of the catalogue
        std::string font_index;                     ///< a file that keeps what fonts were found; empty: none
        banxin_language language = BANXIN_ENGLISH;  ///< of the diagnostics of all that is made with the engine
    };

    Engine() : Engine(Options{}) {}
    explicit Engine(const Options& options);

    struct BatchOptions {
        std::string key;                      ///< column that names the editions; empty: the table says it
        std::string layout;                   ///< name; empty: that of the brief
        std::uint32_t threads = 0;            ///< 0: one for each processor
        bool keep_going = false;              ///< editions that have faults are left out
        std::uint32_t shard = 0, shards = 0;  ///< only every `shards`th row, beginning with the `shard`th, from 1; 0: all
        Progress progress;
    };
    /// A brief with fields and a table with a row for each edition. All are checked before the first is made; then `each` is called, in
    /// threads of the library, one call at a time, rows in no order. An empty `each` only checks.
    Batch batch(const Source& brief, const Source& table, const BatchOptions& options,
                const std::function<void(const Edition&)>& each) const;

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
/// Glyphs, a bar or a path on a page; the same holds.
using Item = banxin_item;

/// A brief on its pages. Immutable.
class Document {
  public:
    struct Options {
        std::string layout;            ///< name; empty: that of the brief
        bool grid = false;             ///< rows and cells drawn under the text, for proofs
        std::uint32_t max_pages = 0;   ///< 0: no limit; so below
        std::uint64_t max_memory = 0;  ///< bytes, about
        std::chrono::milliseconds max_time{0};
        Progress progress;
        std::uint32_t issue_number = 0, issue_total = 0;  ///< in place of "auto" in the brief; 0: it has its own
    };
    using Write = std::function<void(std::span<const char>)>;

    Document(const Engine& engine, const Source& brief) : Document(engine, brief, Options{}) {}
    Document(const Engine& engine, const Source& brief, const Options& options);

    /// Worth a look, though the document was made.
    std::span<const Diagnostic> diagnostics() const noexcept { return diagnostics_; }
    banxin_document_info info() const;

    std::string pdf() const;
    /// The file appears whole or not at all.
    void write_file(const std::string& path) const;
    /// To a callback, in pieces. May throw, which ends the writing.
    void write(const Write& to) const;

    std::size_t pages() const { return info().pages; }
    Page page(std::size_t number) const;  ///< from 0; beyond: Error BANXIN_WRONG_CALL, as for all below
    Item item(std::size_t page, std::size_t number) const;
    std::vector<banxin_glyph> glyphs(std::size_t page, std::size_t item) const;
    std::vector<banxin_stroke> strokes(std::size_t page, std::size_t item) const;
    banxin_face face(std::size_t number) const;

    /// For calls of banxin.h; owned by this object.
    banxin_document* get() const noexcept { return document_.get(); }

  private:
    static void check(banxin_status status) {
        if (status != BANXIN_OK) throw Error(status, {});
    }
    detail::Owned<banxin_document, banxin_document_free> document_;
    banxin_language language_;
    std::vector<Diagnostic> diagnostics_;
};

// --- how it is done ---------------------------------------------------------------------------------------------------------------

namespace detail {

/// A std::function and the call that it serves, behind the pointer of a C callback.
template <class Function>
struct Behind {
    Call* call;
    const Function* function;
};

inline std::ptrdiff_t read(void* user, void* to, std::size_t size) {
    const auto* behind = static_cast<Behind<Source::Read>*>(user);
    std::ptrdiff_t out = -1;
    const bool done =
        behind->call->run([&] { out = static_cast<std::ptrdiff_t>((*behind->function)(std::span<char>(static_cast<char*>(to), size))); });
    return done ? out : -1;
}

inline int write(void* user, const void* bytes, std::size_t size) {
    const auto* behind = static_cast<Behind<std::function<void(std::span<const char>)>>*>(user);
    return behind->call->run([&] { (*behind->function)(std::span<const char>(static_cast<const char*>(bytes), size)); }) ? 0 : 1;
}

inline int on_progress(void* user, const banxin_progress* progress) {
    const auto* behind = static_cast<Behind<Progress>*>(user);
    bool go_on = false;
    behind->call->run([&] { go_on = (*behind->function)(static_cast<banxin_stage>(progress->stage), progress->done, progress->all); });
    return go_on ? 0 : 1;
}

/// What both callbacks of a batch are to reach.
struct BatchCallbacks {
    Call* call;
    const Progress* progress;
    const std::function<void(const Edition&)>* each;
};

inline int on_batch_progress(void* user, const banxin_progress* progress) {
    const auto* callbacks = static_cast<BatchCallbacks*>(user);
    Behind<Progress> behind{callbacks->call, callbacks->progress};
    return on_progress(&behind, progress);
}

inline int on_edition(void* user, const banxin_edition* e) {
    const auto* callbacks = static_cast<BatchCallbacks*>(user);
    const Edition edition{e->row, view(e->key), e->pages, {static_cast<const char*>(e->pdf), e->pdf_size}};
    return callbacks->call->run([&] { (*callbacks->each)(edition); }) ? 0 : 1;
}

/// A source in C, with what its callback needs.
struct SourceInC {
    SourceInC(Call& call, std::string_view name, std::string_view bytes, bool in_memory, const Source::Read& read)
        : reader{&call, &read}, source(banxin_from_memory(nullptr, bytes.data(), bytes.size())) {
        source.name = text_of(name);
        if (!in_memory) source.data = nullptr;
        if (!read) return;
        source.read = detail::read;
        source.user = &reader;
    }
    SourceInC(const SourceInC&) = delete;
    SourceInC& operator=(const SourceInC&) = delete;
    Behind<Source::Read> reader;
    banxin_source source;
};

}  // namespace detail

inline Engine::Engine(const Options& options) : language_(options.language) {
    detail::Call call(language_);
    std::vector<std::unique_ptr<detail::SourceInC>> kept;
    const auto source_of = [&](const Source& s) {
        kept.push_back(std::make_unique<detail::SourceInC>(call, s.name_, s.bytes_, s.in_memory_, s.read_));
        return kept.back()->source;
    };
    const auto sources_of = [&](const std::vector<Source>& sources) {
        std::vector<banxin_source> out;
        for (const Source& source : sources) out.push_back(source_of(source));
        return out;
    };
    const auto texts_of = [](const std::vector<std::string>& texts) {
        std::vector<banxin_text> out;
        for (const std::string& text : texts) out.push_back(detail::text_of(text));
        return out;
    };
    const std::vector<banxin_source> layouts = sources_of(options.layouts), fonts = sources_of(options.fonts);
    const std::vector<banxin_text> layout_folders = texts_of(options.layout_folders), font_folders = texts_of(options.font_folders);
    banxin_source catalogue{};
    banxin_engine_options c = banxin_engine_defaults();
    c.layouts = layouts.data();
    c.layout_count = layouts.size();
    c.layout_folders = layout_folders.data();
    c.layout_folder_count = layout_folders.size();
    if (options.catalogue) {
        catalogue = source_of(*options.catalogue);
        c.catalogue = &catalogue;
    }
    c.fonts = fonts.data();
    c.font_count = fonts.size();
    c.font_folders = font_folders.data();
    c.font_folder_count = font_folders.size();
    c.no_system_fonts = options.system_fonts ? 0 : 1;
    c.free_fonts = options.free_fonts ? 1 : 0;
    c.font_index = detail::text_of(options.font_index);
    banxin_engine* made = nullptr;
    const banxin_status status = banxin_engine_new(&c, call.list(), &made);
    engine_.reset(made);
    call.check(status);
    diagnostics_ = call.diagnostics();
}

inline Document::Document(const Engine& engine, const Source& brief, const Options& options) : language_(engine.language()) {
    detail::Call call(language_);
    const detail::SourceInC source(call, brief.name_, brief.bytes_, brief.in_memory_, brief.read_);
    detail::Behind<Progress> progress{&call, &options.progress};
    banxin_document_options c = banxin_document_defaults();
    c.layout = detail::text_of(options.layout);
    c.grid = options.grid ? 1 : 0;
    c.max_pages = options.max_pages;
    c.max_memory = options.max_memory;
    c.max_time_ms = static_cast<std::uint32_t>(options.max_time.count());
    if (options.progress) {
        c.on_progress = detail::on_progress;
        c.user = &progress;
    }
    c.issue_number = options.issue_number;
    c.issue_total = options.issue_total;
    banxin_document* made = nullptr;
    const banxin_status status = banxin_document_new(engine.get(), &source.source, &c, call.list(), &made);
    document_.reset(made);
    call.check(status);
    diagnostics_ = call.diagnostics();
}

inline Batch Engine::batch(const Source& brief, const Source& table, const BatchOptions& options,
                           const std::function<void(const Edition&)>& each) const {
    detail::Call call(language_);
    const detail::SourceInC brief_in_c(call, brief.name_, brief.bytes_, brief.in_memory_, brief.read_);
    const detail::SourceInC table_in_c(call, table.name_, table.bytes_, table.in_memory_, table.read_);
    detail::BatchCallbacks callbacks{&call, &options.progress, &each};
    banxin_batch_options c{};
    c.struct_size = sizeof c;
    c.key = detail::text_of(options.key);
    c.layout = detail::text_of(options.layout);
    c.threads = options.threads;
    c.keep_going = options.keep_going ? 1 : 0;
    c.shard = options.shard;
    c.shards = options.shards;
    if (each) c.on_edition = detail::on_edition;
    if (options.progress) c.on_progress = detail::on_batch_progress;
    c.user = &callbacks;
    banxin_batch_report report{};
    report.struct_size = sizeof report;
    const banxin_status status = banxin_batch(get(), &brief_in_c.source, &table_in_c.source, &c, call.list(), &report);
    if (status != BANXIN_SOME_FAILED || !options.keep_going) call.check(status);
    return {report.rows, report.made, report.failed, call.diagnostics()};
}

inline banxin_document_info Document::info() const {
    banxin_document_info out{};
    out.struct_size = sizeof out;
    check(banxin_document_info_get(get(), &out));
    return out;
}

inline std::string Document::pdf() const {
    std::string out;
    write([&](std::span<const char> piece) { out.append(piece.data(), piece.size()); });
    return out;
}

inline void Document::write_file(const std::string& path) const {
    const detail::Call call(language_);
    banxin_sink sink = banxin_to_file(nullptr);
    sink.path = detail::text_of(path);
    call.check(banxin_document_write(get(), &sink, nullptr, call.list()));
}

inline void Document::write(const Write& to) const {
    detail::Call call(language_);
    detail::Behind<Write> writer{&call, &to};
    const banxin_sink sink = banxin_to_callback(detail::write, &writer);
    call.check(banxin_document_write(get(), &sink, nullptr, call.list()));
}

inline Page Document::page(std::size_t number) const {
    Page out{};
    out.struct_size = sizeof out;
    check(banxin_document_page(get(), number, &out));
    return out;
}

inline Item Document::item(std::size_t page, std::size_t number) const {
    Item out{};
    out.struct_size = sizeof out;
    check(banxin_document_item(get(), page, number, &out));
    return out;
}

inline std::vector<banxin_glyph> Document::glyphs(std::size_t page, std::size_t number) const {
    std::vector<banxin_glyph> out(item(page, number).glyphs);
    check(banxin_document_glyphs(get(), page, number, out.data(), out.size(), nullptr));
    return out;
}

inline std::vector<banxin_stroke> Document::strokes(std::size_t page, std::size_t number) const {
    std::vector<banxin_stroke> out(item(page, number).glyphs);
    check(banxin_document_strokes(get(), page, number, out.data(), out.size(), nullptr));
    return out;
}

inline banxin_face Document::face(std::size_t number) const {
    banxin_face out{};
    out.struct_size = sizeof out;
    check(banxin_document_face(get(), number, &out));
    return out;
}

}  // namespace v1
}  // namespace banxin
