// One brief: read, typeset, written.
#include <limits>

#include <fmt/format.h>

#include "api/engine.hpp"
#include "edition/open_number.hpp"
#include "edition/template.hpp"
#include "page/proof.hpp"
#include "pdf/writer.hpp"
#include "reader/brief_reader.hpp"

struct banxin_bytes {
    std::string bytes;
};

namespace banxin::api {
namespace {

/// What the tree of a file takes beside its bytes, for each of them; measured.
constexpr std::uint64_t kTree = 16;

/// Numbers that the brief leaves open, as far as the caller has them.
std::shared_ptr<const xml::Document> with_numbers(std::shared_ptr<const xml::Document> brief, const banxin_document_options& options,
                                                  Diagnostics& diagnostics) {
    std::vector<xml::Document::NewValue> values;
    for (const xml::Attribute& a : edition::open_numbers(*brief)) {
        const std::uint32_t number = a.name == "total" ? options.issue_total : options.issue_number;
        if (number == 0) diagnostics.report(Code::kNumberOpen, a.value_pos);
        else values.push_back({*edition::issue_number(*brief), std::string(a.name), fmt::format("{}", number)});
    }
    return values.empty() ? brief : brief->with(values);
}

std::unique_ptr<reader::BriefDocument> read_brief(const banxin_source& source, const banxin_document_options& options,
                                                  Supervisor& supervisor, Diagnostics& diagnostics) {
    supervisor.look(BANXIN_READ, 0, 1, 0);
    const auto bytes = bytes_of(source, diagnostics);
    if (!bytes) return nullptr;
    supervisor.hold(bytes->size() * kTree);
    supervisor.look(BANXIN_READ, 0, 1, bytes->size());
    auto tree = xml::Document::parse(*bytes, view(source.name), {}, diagnostics);
    if (!tree || !edition::has_no_fields(*tree, diagnostics)) return nullptr;
    tree = with_numbers(std::move(tree), options, diagnostics);
    auto out = reader::read_brief(std::move(tree), diagnostics);
    supervisor.look(BANXIN_READ, 1, 1, 0);
    return out;
}

std::unique_ptr<banxin_document> make(const std::shared_ptr<Engine>& engine, const banxin_source& source,
                                      const banxin_document_options& options, Diagnostics& diagnostics) {
    Supervisor supervisor(options);
    const auto brief = read_brief(source, options, supervisor, diagnostics);
    const std::string asked(view(options.layout));
    auto out = std::make_unique<banxin_document>();
    out->engine = engine;
    if (!asked.empty()) out->layout = engine->layout(asked, {}, diagnostics);
    else if (brief) out->layout = engine->layout(brief->brief.layout, brief->brief.layout_pos, diagnostics);
    if (!brief || !out->layout || diagnostics.failed()) return nullptr;
    press::Desk desk(engine->fonts(), *out->layout);
    desk.composer.watch = &supervisor;
    auto typeset = press::typeset(*out->layout, *brief, engine->fonts(), desk, diagnostics);
    if (!typeset) return nullptr;
    supervisor.check_pages(typeset->document.pages.size());
    out->typeset = std::move(*typeset);
    if (options.grid == 0) return out;
    if (!out->layout->proof)
        return diagnostics.report_in(Code::kNoProofGrid, out->layout->files.back()->name, {out->layout->name}), nullptr;
    page::draw_grid(out->typeset.document, out->layout->page, *out->layout->proof);
    return out;
}

bool to_pdf(const banxin_document& document, std::string& out, Diagnostics& diagnostics) {
    pdf::WriterOptions options;
    options.producer = kProducer;
    return pdf::write(document.typeset.document, document.engine->fonts(), options, out, diagnostics);
}

}  // namespace
}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_document_new(const banxin_engine* engine, const banxin_source* brief, const banxin_document_options* options,
                                  banxin_diagnostics* diagnostics, banxin_document** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) {
        if (!engine || !brief) throw Stopped{BANXIN_WRONG_CALL};
        return make(engine->of, taken(brief), taken(options), found);
    });
}

void banxin_document_free(banxin_document* document) { const std::unique_ptr<banxin_document> owner(document); }

banxin_status banxin_document_write(const banxin_document* document, const banxin_sink* sink, const banxin_document_options* options,
                                    banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        if (!document || !sink) throw Stopped{BANXIN_WRONG_CALL};
        Supervisor supervisor(taken(options));
        supervisor.look(BANXIN_PDF, 0, 0, 0);
        std::string bytes;
        if (!to_pdf(*document, bytes, found)) return status_of(found);
        supervisor.look(BANXIN_PDF, 0, bytes.size(), bytes.size());
        return put(bytes, taken(sink), supervisor, found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_document_pdf(const banxin_document* document, banxin_diagnostics* diagnostics, banxin_bytes** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) {
        if (!document) throw Stopped{BANXIN_WRONG_CALL};
        auto made = std::make_unique<banxin_bytes>();
        return to_pdf(*document, made->bytes, found) ? std::move(made) : nullptr;
    });
}

const void* banxin_bytes_data(const banxin_bytes* bytes) { return bytes ? bytes->bytes.data() : nullptr; }
size_t banxin_bytes_size(const banxin_bytes* bytes) { return bytes ? bytes->bytes.size() : 0; }
void banxin_bytes_free(banxin_bytes* bytes) { const std::unique_ptr<banxin_bytes> owner(bytes); }

}  // extern "C"
