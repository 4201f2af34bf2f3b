// banxin_calls.hpp - how banxin.hpp calls banxin.h; a part of banxin.hpp, which includes it.
#pragma once

#include <algorithm>

#include "banxin.hpp"

namespace banxin {
inline namespace v1 {

namespace detail {

inline std::string_view view(banxin_text text) { return {text.data, text.size}; }
inline std::string copy(banxin_text text) { return std::string(view(text)); }
inline banxin_text text_of(std::string_view text) { return {text.data(), text.size()}; }
inline std::vector<banxin_text> texts_of(const std::vector<std::string>& texts) {
    std::vector<banxin_text> out;
    for (const std::string& text : texts) out.push_back(text_of(text));
    return out;
}

/// A limit in C; one beyond the reach of 32 bits, 49 days, is as good as that.
inline std::uint32_t in_c(std::chrono::milliseconds limit) {
    if (limit.count() < 0) {
        Found found;
        found.diagnostics.push_back(
            {BANXIN_ERROR, 1901, false, {}, 0, 0, "max_time must not be below 0", "error[BX1901]: max_time must not be below 0", {}});
        throw Error(BANXIN_WRONG_CALL, std::move(found));
    }
    return static_cast<std::uint32_t>(std::min<std::chrono::milliseconds::rep>(limit.count(), UINT32_MAX));
}

/// The library's bytes as a string.
inline std::string taken(banxin_bytes* bytes) {
    const Owned<banxin_bytes, banxin_bytes_free> owner(bytes);
    return {static_cast<const char*>(banxin_bytes_data(bytes)), banxin_bytes_size(bytes)};
}

/// One call over the border: its diagnostics, and what its callbacks threw.
class Call {
  public:
    explicit Call(banxin_language language) {
        banxin_diagnostics* made = nullptr;
        if (banxin_diagnostics_new(language, &made) != BANXIN_OK) throw std::bad_alloc();
        list_.reset(made);
    }
    banxin_diagnostics* list() const noexcept { return list_.get(); }

    Found found() const {
        Found out;
        for (std::size_t i = 0; i < banxin_diagnostics_count(list(), nullptr); ++i) {
            banxin_diagnostic d{};
            d.struct_size = sizeof d;
            if (banxin_diagnostics_get(list(), i, &d) != BANXIN_OK) continue;
            out.diagnostics.push_back({static_cast<banxin_severity>(d.severity), d.code, d.to_confirm != 0, copy(d.file), d.line, d.column,
                                       copy(d.message), copy(d.rendered), copy(d.json)});
        }
        out.summary.struct_size = sizeof out.summary;
        banxin_diagnostics_summary(list(), &out.summary);
        return out;
    }
    /// `fine`: a status that is no failure either.
    void check(banxin_status status, banxin_status fine = BANXIN_OK) const {
        if (thrown_) std::rethrow_exception(thrown_);
        if (status == BANXIN_NO_MEMORY) throw std::bad_alloc();
        if (status != BANXIN_OK && status != fine) throw Error(status, found());
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
    const auto* behind = static_cast<Behind<Sink::Write>*>(user);
    return behind->call->run([&] { (*behind->function)(std::span<const char>(static_cast<const char*>(bytes), size)); }) ? 0 : 1;
}

/// What the callbacks of a document or batch are to reach; empty functions are not called.
struct Callbacks {
    Call* call;
    const Progress* progress;
    const OnTime* on_time;
    const std::function<void(const Edition&)>* each = nullptr;
    Batch* batch = nullptr;

    static int advance(void* user, const banxin_progress* progress) {
        const auto* self = static_cast<Callbacks*>(user);
        bool go_on = false;
        self->call->run([&] { go_on = (*self->progress)(static_cast<banxin_stage>(progress->stage), progress->done, progress->all); });
        return go_on ? 0 : 1;
    }
    static void time(void* user, banxin_text stage, double ms) {
        const auto* self = static_cast<Callbacks*>(user);
        self->call->run([&] { (*self->on_time)(view(stage), ms); });
    }
    static int edition(void* user, const banxin_edition* e) {
        const auto* self = static_cast<Callbacks*>(user);
        const Edition edition{e->row, view(e->key), e->pages, {static_cast<const char*>(e->pdf), e->pdf_size}};
        return self->call->run([&] { (*self->each)(edition); }) ? 0 : 1;
    }
    static int issue(void* user, const banxin_issue* issue) {
        const auto* self = static_cast<Callbacks*>(user);
        return self->call->run([&] {
            self->batch->key = copy(issue->key);
            self->batch->number = copy(issue->text);
        })
                   ? 0
                   : 1;
    }
};

/// A source in C, with what its callback needs.
struct SourceInC {
    SourceInC(Call& call, const Source& from)
        : reader{&call, &from.read_}, source(banxin_from_memory(nullptr, from.bytes_.data(), from.bytes_.size())) {
        source.name = text_of(from.name_);
        if (!from.in_memory_) source.data = nullptr;
        if (!from.read_) return;
        source.read = detail::read;
        source.user = &reader;
    }
    SourceInC(const SourceInC&) = delete;
    SourceInC& operator=(const SourceInC&) = delete;
    Behind<Source::Read> reader;
    banxin_source source;
};

/// Several, one behind the other.
struct SourcesInC {
    SourcesInC(Call& call, const std::vector<Source>& from) {
        for (const Source& source : from) sources.push_back(kept.emplace_back(std::make_unique<SourceInC>(call, source))->source);
    }
    std::vector<std::unique_ptr<SourceInC>> kept;
    std::vector<banxin_source> sources;
};

/// A sink likewise.
struct SinkInC {
    SinkInC(Call& call, const Sink& to) : writer{&call, &to.write_}, sink(banxin_to_file(nullptr)) {
        sink.path = text_of(to.path_);
        sink.descriptor = to.descriptor_;
        sink.fresh = to.fresh_ ? 1 : 0;
        if (!to.write_) return;
        sink.write = detail::write;
        sink.user = &writer;
    }
    SinkInC(const SinkInC&) = delete;
    SinkInC& operator=(const SinkInC&) = delete;
    Behind<Sink::Write> writer;
    banxin_sink sink;
};

inline banxin_stamp in_c(const Stamp& stamp) { return {sizeof(banxin_stamp), text_of(stamp.at), text_of(stamp.who)}; }

struct NumberingInC {
    explicit NumberingInC(const Numbering& from) : stamp(in_c(from.stamp)) {
        const bool stamped = !from.stamp.at.empty();
        numbering = {sizeof numbering,       text_of(from.registry), text_of(from.series),
                     text_of(from.replaces), text_of(from.reprints), stamped ? &stamp : nullptr};
    }
    NumberingInC(const NumberingInC&) = delete;
    NumberingInC& operator=(const NumberingInC&) = delete;
    banxin_stamp stamp;
    banxin_numbering numbering{};
};

/// Options of a document likewise.
struct OptionsInC {
    OptionsInC(Call& call, const Engine::DocumentOptions& from)
        : callbacks{&call, &from.progress, &from.on_time}, pictures(call, from.pictures) {
        c = banxin_document_defaults();
        c.layout = text_of(from.layout);
        c.grid = from.grid ? 1 : 0;
        c.max_pages = from.max_pages;
        c.max_memory = from.max_memory;
        c.max_time_ms = in_c(from.max_time);
        if (from.progress) c.on_progress = Callbacks::advance;
        if (from.on_time) c.on_time = Callbacks::time;
        c.user = &callbacks;
        c.issue_number = from.issue_number;
        c.issue_total = from.issue_total;
        c.copies = from.copies.data();
        c.copy_count = from.copies.size();
        if (from.numbering) c.numbering = &numbering.emplace(*from.numbering).numbering;
        if (from.stop) c.stop = from.stop->get();
        c.pictures = pictures.sources.data();
        c.picture_count = pictures.sources.size();
    }
    OptionsInC(const OptionsInC&) = delete;
    OptionsInC& operator=(const OptionsInC&) = delete;
    Callbacks callbacks;
    SourcesInC pictures;
    std::optional<NumberingInC> numbering;
    banxin_document_options c{};
};

}  // namespace detail

inline Engine::Engine(const Options& options) : language_(options.language) {
    detail::Call call(language_);
    std::vector<std::unique_ptr<detail::SourceInC>> kept;
    const auto source_of = [&](const Source& s) {
        kept.push_back(std::make_unique<detail::SourceInC>(call, s));
        return kept.back()->source;
    };
    const auto sources_of = [&](const std::vector<Source>& sources) {
        std::vector<banxin_source> out;
        for (const Source& source : sources) out.push_back(source_of(source));
        return out;
    };
    const std::vector<banxin_source> layouts = sources_of(options.layouts), fonts = sources_of(options.fonts);
    const std::vector<banxin_text> layout_folders = detail::texts_of(options.layout_folders),
                                   font_folders = detail::texts_of(options.font_folders);
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
    c.no_official_layouts = options.official_layouts ? 0 : 1;
    c.fonts_when_needed = options.fonts_when_needed ? 1 : 0;
    c.layout_files = options.layout_files ? 1 : 0;
    banxin_engine* made = nullptr;
    const banxin_status status = banxin_engine_new(&c, call.list(), &made);
    engine_.reset(made);
    call.check(status);
    diagnostics_ = call.found().diagnostics;
}

inline Document Engine::build(const Source& brief, const DocumentOptions& options, const Sink* pdf, const Sink* dump) const {
    detail::Call call(language_);
    const detail::SourceInC source(call, brief);
    const detail::OptionsInC c(call, options);
    std::optional<detail::SinkInC> to_pdf, to_dump;
    banxin_outputs outputs{sizeof outputs, nullptr, nullptr};
    if (pdf) outputs.pdf = &to_pdf.emplace(call, *pdf).sink;
    if (dump) outputs.dump = &to_dump.emplace(call, *dump).sink;
    banxin_document* made = nullptr;
    const banxin_status status = banxin_build(get(), &source.source, &c.c, &outputs, call.list(), &made);
    Document out(made, language_);
    call.check(status);
    out.found_ = call.found();
    return out;
}

inline Batch Engine::batch(const Source& brief, const Source& table, const BatchOptions& options,
                           const std::function<void(const Edition&)>& each) const {
    Batch out;
    detail::Call call(language_);
    const detail::SourceInC brief_in_c(call, brief), table_in_c(call, table);
    detail::Callbacks callbacks{&call, &options.progress, &options.on_time, &each, &out};
    const std::vector<banxin_text> lists = detail::texts_of(options.lists), only = detail::texts_of(options.only);
    std::optional<detail::SinkInC> figures;
    std::optional<detail::NumberingInC> numbering;
    banxin_batch_options c = banxin_batch_defaults();
    c.key = detail::text_of(options.key);
    c.layout = detail::text_of(options.layout);
    c.threads = options.threads;
    c.keep_going = options.keep_going ? 1 : 0;
    c.shard = options.shard;
    c.shards = options.shards;
    if (each) c.on_edition = detail::Callbacks::edition;
    if (options.progress) c.on_progress = detail::Callbacks::advance;
    if (options.on_time) c.on_time = detail::Callbacks::time;
    c.user = &callbacks;
    c.max_pages = options.max_pages;
    c.max_memory = options.max_memory;
    c.max_time_ms = detail::in_c(options.max_time);
    c.folder = detail::text_of(options.folder);
    c.resume = options.resume ? 1 : 0;
    c.lists = lists.data();
    c.list_count = lists.size();
    c.numbered = options.numbered ? 1 : 0;
    c.only = only.data();
    c.only_count = only.size();
    c.merged = detail::text_of(options.merged);
    c.separator = detail::text_of(options.separator);
    c.volume_pages = options.volume_pages;
    if (options.figures) c.figures = &figures.emplace(call, *options.figures).sink;
    if (options.numbering) {
        c.numbering = &numbering.emplace(*options.numbering).numbering;
        c.on_issue = detail::Callbacks::issue;
    }
    c.language = language_;
    c.discard = options.discard ? 1 : 0;
    c.temporary = detail::text_of(options.temporary);
    if (options.stop) c.stop = options.stop->get();
    const detail::SourcesInC pictures(call, options.pictures);
    c.pictures = pictures.sources.data();
    c.picture_count = pictures.sources.size();
    banxin_batch_report report{};
    report.struct_size = sizeof report;
    const banxin_status status = banxin_batch(get(), &brief_in_c.source, &table_in_c.source, &c, call.list(), &report);
    call.check(status, options.keep_going ? BANXIN_SOME_FAILED : BANXIN_OK);
    Found found = call.found();
    out.rows = report.rows;
    out.made = report.made;
    out.failed = report.failed;
    out.there = report.there;
    out.editions = report.editions;
    out.pages = report.pages;
    out.bytes = report.bytes;
    out.set_twice = report.set_twice;
    out.diagnostics = std::move(found.diagnostics);
    out.summary = found.summary;
    return out;
}

inline Report Engine::fonts_report(const Source* brief) const {
    detail::Call call(language_);
    std::optional<detail::SourceInC> source;
    banxin_bytes* made = nullptr;
    const banxin_status status =
        banxin_fonts_report(get(), brief ? &source.emplace(call, *brief).source : nullptr, language_, call.list(), &made);
    if (!made) call.check(status);
    return {detail::taken(made), call.found()};
}

inline Document::Document(const Engine& engine, const Source& brief, const Options& options) : language_(engine.language()) {
    detail::Call call(language_);
    const detail::SourceInC source(call, brief);
    const detail::OptionsInC c(call, options);
    banxin_document* made = nullptr;
    const banxin_status status = banxin_document_new(engine.get(), &source.source, &c.c, call.list(), &made);
    document_.reset(made);
    call.check(status);
    found_ = call.found();
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

inline std::string Document::dump() const {
    banxin_bytes* made = nullptr;
    check(banxin_document_dump(get(), &made));
    return detail::taken(made);
}

inline void Document::write(const Sink& to, const Limits& limits) const {
    detail::Call call(language_);
    const detail::SinkInC sink(call, to);
    const OnTime nobody;
    detail::Callbacks callbacks{&call, &limits.progress, &nobody};
    banxin_document_options c = banxin_document_defaults();
    c.max_memory = limits.max_memory;
    c.max_time_ms = detail::in_c(limits.max_time);
    if (limits.progress) c.on_progress = detail::Callbacks::advance;
    c.user = &callbacks;
    if (limits.stop) c.stop = limits.stop->get();
    call.check(banxin_document_write(get(), &sink.sink, &c, call.list()));
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

inline banxin_picture Document::picture(std::size_t page, std::size_t number) const {
    banxin_picture out{};
    out.struct_size = sizeof out;
    check(banxin_document_picture(get(), page, number, &out));
    return out;
}

inline banxin_face Document::face(std::size_t number) const {
    banxin_face out{};
    out.struct_size = sizeof out;
    check(banxin_document_face(get(), number, &out));
    return out;
}

inline void write_to(const Sink& to, std::string_view bytes, banxin_language language) {
    detail::Call call(language);
    const detail::SinkInC sink(call, to);
    call.check(banxin_write_to(&sink.sink, bytes.data(), bytes.size(), call.list()));
}

inline std::string reference(banxin_topic topic, banxin_language language) {
    banxin_bytes* made = nullptr;
    const banxin_status status = banxin_reference(topic, language, &made);
    if (status != BANXIN_OK) throw Error(status, {});
    return detail::taken(made);
}

inline Verified verify_batch(const std::string& folder, banxin_language language) {
    const detail::Call call(language);
    Verified out;
    call.check(banxin_batch_verify(detail::text_of(folder), call.list(), &out.count));
    out.found = call.found();
    return out;
}

}  // namespace v1
}  // namespace banxin

#include "banxin_register_calls.hpp"
