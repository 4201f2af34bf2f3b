// A brief to its files in one step, with the number of a register if one gives it.
#include <cerrno>
#include <filesystem>

#include "api/issues.hpp"
#include "api/maker.hpp"
#include "display/dump.hpp"
#include "office/guard.hpp"

namespace banxin::api {
namespace {

/// The files of a build.
struct Outputs {
    std::optional<banxin_sink> pdf, dump;

    explicit Outputs(const banxin_outputs& outputs) {
        pdf = taken_sink(outputs.pdf, "outputs.pdf");
        dump = taken_sink(outputs.dump, "outputs.dump");
    }
    static std::string file(const std::optional<banxin_sink>& sink) { return sink && is_file(*sink) ? copy(sink->path) : std::string(); }
};

/// Where a file comes to lie: behind its links, which need not lead to one.
std::filesystem::path target_of(const std::string& path) {
    constexpr int kMostLinks = 40;
    std::error_code error;
    std::filesystem::path out = path;
    for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(out, error); ++i)
        out = out.parent_path() / std::filesystem::read_symlink(out, error);
    const std::filesystem::path whole = std::filesystem::weakly_canonical(absolute(out.string()), error);
    return error ? out : whole;
}

/// One file cannot hold both; before anything is read or taken.
bool are_apart(const Outputs& outputs, Diagnostics& diagnostics) {
    const std::string pdf = Outputs::file(outputs.pdf), dump = Outputs::file(outputs.dump);
    std::error_code error;
    if (pdf.empty() || dump.empty() || std::filesystem::is_other(pdf, error)) return true;  // a device takes both
    if (target_of(pdf) != target_of(dump)) return true;
    diagnostics.report_in(Code::kOutputRefused, dump, {dump, "the PDF goes to the same file", "与 PDF 是同一个文件"});
    return false;
}

/// Output over the brief, the layout or a picture: a slip that would cost somebody's work.
bool spares(const std::vector<std::string>& inputs, const Outputs& outputs, Diagnostics& diagnostics) {
    for (const std::string& written : {Outputs::file(outputs.pdf), Outputs::file(outputs.dump)})
        for (const std::string& read : inputs) {
            if (written.empty() || read.empty() || !same_file(written, read)) continue;
            diagnostics.report_in(Code::kOutputIsInput, written, {written});
            return false;
        }
    return true;
}

/// The PDF, if there is one, and the dump: both or neither.
bool write_both(const banxin_document& document, const Outputs& outputs, Supervisor& supervisor, Diagnostics& diagnostics) {
    Staging staging(diagnostics);
    std::string pdf;
    if (outputs.pdf && !to_pdf(document, pdf, diagnostics)) return false;
    supervisor.lap("pdf");
    const std::string dump = outputs.dump ? display::dump(document.typeset.document) : std::string();
    if (outputs.dump && !staging.add(output_of(*outputs.dump, supervisor), dump)) return false;
    if (outputs.pdf && !staging.add(output_of(*outputs.pdf, supervisor), pdf)) return false;
    if (!staging.place()) return false;
    staging.keep();
    return true;
}

banxin_status build(const std::shared_ptr<Engine>& engine, const banxin_source& brief, const banxin_document_options& options,
                    const Outputs& outputs, Diagnostics& found, banxin_document** out) {
    const std::vector<std::string> inputs{is_in_file(brief) ? copy(brief.name) : std::string(), copy(options.layout)};
    if (!are_apart(outputs, found) || !spares(inputs, outputs, found) ||
        !office::spares_registers({Outputs::file(outputs.pdf), Outputs::file(outputs.dump)}, found))
        return status_of(found);
    Maker maker(engine, options, found);
    const std::string file = Outputs::file(outputs.pdf);
    must_be_right(!options.numbering || !outputs.pdf || !file.empty(), "outputs.pdf", "must be a file: it takes a number of a register",
                  "应为文件，因为要取登记簿的编号");
    if (!maker.read(brief) || !spares(maker.picture_files(), outputs, found) || !maker.take_next(file)) return status_of(found);
    auto document = maker.make();
    const bool written = document && (options.numbering && outputs.pdf ? maker.publish(document, outputs.dump ? &*outputs.dump : nullptr)
                                                                       : write_both(*document, outputs, maker.supervisor(), found));
    if (!written) return status_of(found);
    maker.supervisor().lap("write");
    if (out) *out = document.release();
    return BANXIN_OK;
}

}  // namespace

bool Maker::take_next(const std::string& output) {
    if (!options_.numbering) return true;
    const office::NumberFrom from = number_from(taken(options_.numbering, "options.numbering"));
    must_be_there(output.empty() || !from.stamp.at.empty(), "options.numbering.stamp");
    must_be_right(from.reprints.empty(), "options.numbering.reprints", "is for runs alone", "只用于批量生成");
    if (!output.empty() && exists(output)) return diagnostics_.report_in(Code::kAlreadyThere, output, {output}), false;
    stamp_ = from.stamp;
    numbering_ = office::Numbering::open(from, *brief_->tree, output, diagnostics_);
    if (numbering_) brief_ = numbering_->with_next(*brief_, pictures_, diagnostics_);
    return numbering_ && brief_;
}

/// The number is taken, and the document made again if others were quicker; then it is put on record, published, issued.
/// Before that it is known that a file can be made in its folder. A program that ends anywhere in between leaves what Register::recover
/// needs. A dump stands before the document does, or neither.
bool Maker::publish(std::unique_ptr<banxin_document>& document, const banxin_sink* dump_to) {
    const std::string& path = numbering_->document();
    const auto file = NewFile::in_folder_of(path);
    if (!file) return fail_to_write(path, errno, diagnostics_);
    std::string dump, pdf;
    std::optional<Staging> staging;
    const auto stage = [&] {
        if (!to_pdf(*document, pdf, diagnostics_)) return false;
        supervisor_.lap("pdf");
        if (dump_to) dump = display::dump(document->typeset.document);
        staging.emplace(diagnostics_);
        return (!dump_to || staging->add(output_of(*dump_to, supervisor_), dump)) &&
               numbering_->collect(*brief_, copies_, *layout_, *engine_->catalogue().file, engine_->fonts(), document->typeset,
                                   diagnostics_);
    };
    bool changed = false;
    if (!stage() || !numbering_->take(stamp_, changed, diagnostics_)) return false;
    bool is_out = false;
    try {
        if (changed) {
            brief_ = numbering_->with_taken(*brief_, pictures_, diagnostics_);
            document = brief_ ? make() : nullptr;
        }
        is_out = document && (!changed || stage()) && numbering_->prepare(pdf, stamp_, diagnostics_) && staging->place() &&
                 file->publish(path, pdf, diagnostics_);
    } catch (...) {  // a caller's limit, or memory
        numbering_->give_up(stamp_, diagnostics_);
        throw;
    }
    if (!is_out) return numbering_->give_up(stamp_, diagnostics_), false;
    staging->keep();
    numbering_->issue(stamp_, diagnostics_);
    document->key = numbering_->key();
    document->number = numbering_->text();
    return true;
}

}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" banxin_status banxin_build(const banxin_engine* engine, const banxin_source* brief, const banxin_document_options* options,
                                      const banxin_outputs* outputs, banxin_diagnostics* diagnostics, banxin_document** out) {
    if (out) *out = nullptr;
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(engine, "engine");
        return build(engine->of, taken_source(brief, "brief"), taken(options, "options"), Outputs(taken(outputs, "outputs")), found, out);
    });
}
