// One brief: read, typeset, written.
#include <fmt/format.h>

#include "api/maker.hpp"
#include "batch/copies.hpp"
#include "display/dump.hpp"
#include "edition/dispatch.hpp"
#include "edition/open_number.hpp"
#include "edition/template.hpp"
#include "page/proof.hpp"
#include "pdf/writer.hpp"

namespace banxin::api {
namespace {

/// What the tree of a file takes beside its bytes, for each of them; measured.
constexpr std::uint64_t kTree = 16;

/// Numbers that the brief leaves open, as far as the caller has them.
std::shared_ptr<const xml::Document> with_numbers(const std::shared_ptr<const xml::Document>& brief, const banxin_document_options& options,
                                                  Diagnostics& diagnostics) {
    std::vector<xml::Document::NewValue> values;
    for (const xml::Attribute& open : edition::open_numbers(*brief)) {
        const std::uint32_t number = open.name == "total" ? options.issue_total : options.issue_number;
        if (number == 0) diagnostics.report(Code::kNumberOpen, open.value_pos);
        else values.push_back({*edition::issue_number(*brief), std::string(open.name), fmt::format("{}", number)});
    }
    return values.empty() ? brief : brief->with(values);
}

std::vector<edition::CopyRange> copies_of(const banxin_document_options& options) {
    must_be_there(options.copies || options.copy_count == 0, "options.copies");
    std::vector<edition::CopyRange> out;
    for (std::size_t i = 0; i < options.copy_count; ++i) {
        const banxin_range& range = options.copies[i];
        must_be_right(range.first >= 1 && range.first <= range.last && range.last <= edition::kMostCopies, "options.copies",
                      "must be from 1 to 999999, each first not above its last", "应在 1 至 999999 之间，起号不大于止号");
        must_be_right(out.empty() || static_cast<int>(range.first) > out.back().last, "options.copies", "must be in ascending order",
                      "应按升序排列，不重叠");
        out.push_back({static_cast<int>(range.first), static_cast<int>(range.last)});
    }
    return out;
}

}  // namespace

Maker::Maker(std::shared_ptr<Engine> engine, const banxin_document_options& options, Diagnostics& diagnostics)
    : engine_(std::move(engine)),
      options_(options),
      copies_(copies_of(options)),
      pictures_(engine_->pictures),
      diagnostics_(diagnostics),
      supervisor_(options) {
    must_be_right(copies_.empty() || options_.grid == 0, "options.grid", "cannot be drawn where copies are numbered", "不能与份号同用");
    must_be_right(!options_.numbering || (options_.issue_number == 0 && options_.issue_total == 0), "options.numbering",
                  "cannot go with issue_number or issue_total", "不能与 issue_number 或 issue_total 同用");
}

/// Where a register gives the number, it stays open.
bool Maker::read_brief(const banxin_source& source) {
    supervisor_.look(BANXIN_READ, 0, 1, 0);
    const auto bytes = bytes_of(source, diagnostics_, supervisor_.reading());
    if (!bytes) return false;
    supervisor_.hold(bytes->size() * kTree);
    supervisor_.look(BANXIN_READ, 0, 1, bytes->size());
    auto tree = xml::Document::parse(*bytes, view(source.name), {}, diagnostics_);
    if (!tree || !edition::has_no_fields(*tree, diagnostics_)) return false;
    if (!options_.numbering && (options_.issue_number != 0 || options_.issue_total != 0)) tree = with_numbers(tree, options_, diagnostics_);
    if (!take_pictures(pictures_, source, options_.pictures, options_.picture_count, supervisor_.reading(), diagnostics_)) return false;
    brief_ = reader::read_brief(std::move(tree), diagnostics_, &pictures_, &supervisor_);
    if (brief_) supervisor_.hold(batch::picture_bytes(brief_->brief));
    supervisor_.look(BANXIN_READ, 1, 1, 0);
    return brief_ != nullptr;
}

std::vector<std::string> Maker::picture_files() const {
    std::vector<std::string> out;
    for (const Pictures::File& file : pictures_.files()) out.push_back(file.path);
    return out;
}

bool Maker::read(const banxin_source& source) {
    const std::string asked(view(options_.layout, "options.layout"));
    read_brief(source);
    supervisor_.lap("brief");
    if (brief_) layout_ = engine_->layout(asked, brief_->brief.layout, brief_->brief.layout_pos, diagnostics_, supervisor_.reading());
    else if (!asked.empty()) engine_->layout(asked, "", {}, diagnostics_, supervisor_.reading());  // for its faults
    supervisor_.lap("layout");
    if (!brief_ || !layout_) return false;
    if (!engine_->find_fonts(diagnostics_, [&](std::string_view stage) { supervisor_.lap(stage); }) || diagnostics_.failed()) return false;
    const xml::Document& tree = *brief_->tree;
    const bool copies_right = copies_.empty() ? edition::is_copy_numbered(tree, diagnostics_)
                                              : edition::can_be_numbered(tree, diagnostics_) &&
                                                    edition::check_print_run(tree, copies_, options_.numbering != nullptr, diagnostics_);
    return copies_right && (options_.numbering || edition::is_issue_numbered(tree, diagnostics_));
}

std::unique_ptr<banxin_document> Maker::make_copies() {
    batch::Edition edition = batch::Edition::read(brief_->tree, diagnostics_, &pictures_);
    if (!edition.brief) return nullptr;
    edition.layout = layout_;
    pdf::WriterOptions writer;
    writer.producer = kProducer;
    auto out = std::make_unique<banxin_document>();
    const bool made =
        batch::write_copies(edition, copies_, engine_->fonts(), writer, out->copies, out->typeset, diagnostics_, &supervisor_);
    supervisor_.lap("copies");
    return made ? std::move(out) : nullptr;
}

std::unique_ptr<banxin_document> Maker::make_one() {
    press::Desk desk(engine_->fonts(), *layout_);
    desk.composer.watch = &supervisor_;
    auto typeset = press::typeset(*layout_, *brief_, engine_->fonts(), desk, diagnostics_);
    supervisor_.lap("typeset");
    if (!typeset) return nullptr;
    auto out = std::make_unique<banxin_document>();
    out->typeset = std::move(*typeset);
    if (options_.grid == 0) return out;
    if (!layout_->proof) return diagnostics_.report_in(Code::kNoProofGrid, layout_->files.back()->name, {layout_->name}), nullptr;
    page::draw_grid(out->typeset.document, layout_->page, *layout_->proof);
    return out;
}

std::unique_ptr<banxin_document> Maker::make() {
    auto out = copies_.empty() ? make_one() : make_copies();
    if (!out) return nullptr;
    supervisor_.check_pages(out->typeset.document.pages.size());
    out->engine = engine_;
    out->layout = layout_;
    return out;
}

bool to_pdf(const banxin_document& document, std::string& out, Diagnostics& diagnostics) {
    if (!document.copies.empty()) return out = document.copies, true;
    pdf::WriterOptions options;
    options.producer = kProducer;
    return pdf::write(document.typeset.document, document.engine->fonts(), options, out, diagnostics);
}

}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_document_new(const banxin_engine* engine, const banxin_source* brief, const banxin_document_options* options,
                                  banxin_diagnostics* diagnostics, banxin_document** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) {
        must_be_there(engine, "engine");
        const banxin_source source = taken_source(brief, "brief");
        Maker maker(engine->of, taken(options, "options"), found);
        return maker.read(source) && maker.take_next() ? maker.make() : nullptr;
    });
}

void banxin_document_free(banxin_document* document) { const std::unique_ptr<banxin_document> owner(document); }

banxin_status banxin_document_write(const banxin_document* document, const banxin_sink* sink, const banxin_document_options* options,
                                    banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(document, "document");
        must_be_there(sink, "sink");
        const banxin_sink to = *taken_sink(sink, "sink");
        Supervisor supervisor(taken(options, "options"));
        supervisor.look(BANXIN_PDF, 0, 0, 0);
        std::string bytes;
        if (!to_pdf(*document, bytes, found)) return status_of(found);
        supervisor.look(BANXIN_PDF, 0, bytes.size(), bytes.size());
        return put(bytes, to, supervisor, found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_document_pdf(const banxin_document* document, banxin_diagnostics* diagnostics, banxin_bytes** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) {
        must_be_there(document, "document");
        auto made = std::make_unique<banxin_bytes>();
        return to_pdf(*document, made->bytes, found) ? std::move(made) : nullptr;
    });
}

banxin_status banxin_document_dump(const banxin_document* document, banxin_bytes** out) {
    return guarded(nullptr, out, [&](Diagnostics&) {
        must_be_there(document, "document");
        auto made = std::make_unique<banxin_bytes>();
        made->bytes = display::dump(document->typeset.document);
        return made;
    });
}

banxin_status banxin_write_to(const banxin_sink* sink, const void* data, size_t size, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(sink, "sink");
        must_be_there(data || size == 0, "data");
        must_be_right(fits_memory(size), "size", "is more than memory can be", "超出内存所能容纳");
        const banxin_sink to = *taken_sink(sink, "sink");
        Supervisor supervisor({});
        return put(std::string(static_cast<const char*>(data), size), to, supervisor, found) ? BANXIN_OK : status_of(found);
    });
}

const void* banxin_bytes_data(const banxin_bytes* bytes) { return bytes ? bytes->bytes.data() : nullptr; }
size_t banxin_bytes_size(const banxin_bytes* bytes) { return bytes ? bytes->bytes.size() : 0; }
void banxin_bytes_free(banxin_bytes* bytes) { const std::unique_ptr<banxin_bytes> owner(bytes); }

}  // extern "C"
