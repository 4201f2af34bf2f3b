// build, check: one brief from its file to a PDF.
#include <cerrno>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "batch/copies.hpp"
#include "batch/manifest.hpp"
#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/guard.hpp"
#include "cli/numbering.hpp"
#include "cli/stamp.hpp"
#include "cli/stopwatch.hpp"
#include "display/dump.hpp"
#include "edition/numbered.hpp"
#include "edition/open_number.hpp"
#include "edition/template.hpp"
#include "files/files.hpp"
#include "page/proof.hpp"
#include "pdf/writer.hpp"
#include "press/typeset.hpp"

namespace banxin::cli {
namespace {

std::string default_output(const std::string& brief) {
    const bool xml = brief.ends_with(".xml");
    return (xml ? brief.substr(0, brief.size() - 4) : brief) + ".pdf";
}

/// Output over the brief or the layout: a slip that would cost somebody's work.
bool overwrites_input(const Options& options, const std::string& output, Diagnostics& diagnostics) {
    for (const std::string& written : {output, options.dump})
        for (const std::string& read : {options.brief, options.layout}) {
            if (written.empty() || read.empty() || !same_file(written, read)) continue;
            diagnostics.report_in(Code::kOutputIsInput, written, {written});
            return true;
        }
    return false;
}

/// Everything that a document is made from; kept until the last byte is written.
struct Job {
    Library library = own_library();
    std::unique_ptr<reader::BriefDocument> brief;
    LayoutPtr layout;
    std::optional<font::Catalogue> catalogue;
    font::Choice choice;
};

/// Brief and layout are both read, so that one run names the faults of both.
bool read(Job& job, const Options& options, Diagnostics& diagnostics, Stopwatch& watch) {
    if (const auto bytes = read_file(options.brief, diagnostics)) {
        if (auto document = xml::Document::parse(*bytes, options.brief, {}, diagnostics);
            document && edition::has_no_fields(*document, diagnostics))
            job.brief = reader::read_brief(std::move(document), diagnostics);
    }
    watch.lap("brief");
    if (!options.layout.empty()) job.layout = job.library.layout(options.layout, {}, diagnostics);
    else if (job.brief) job.layout = job.library.layout({}, job.brief->brief.layout, job.brief->brief.layout_pos, diagnostics);
    watch.lap("layout");
    if (!job.brief || !job.layout) return false;
    job.catalogue = own_catalogue(diagnostics);
    if (!job.catalogue) return false;
    const font::FontIndex index = index_fonts(options);
    watch.lap("font index");
    job.choice = font::choose(*job.catalogue, index, options.free_fonts, diagnostics);
    watch.lap("font choice");
    return !diagnostics.failed();
}

/// `taken`: what gave the document its number; null: no register did.
void summary(const Options& options, const std::string& output, const Numbering* taken, const press::Typeset& typeset) {
    const auto& lines = typeset.lines;
    if (options.json) {
        const std::string number = taken ? fmt::format(",\"series\":{},\"number\":{},\"written\":{}", batch::json(options.series),
                                                       batch::json(taken->key()), batch::json(taken->text()))
                                         : "";
        return say(fmt::format("{{\"report\":{{\"pages\":{},\"lines\":{},\"adjusted\":{},\"hanzi\":{},\"hanzi-in-cell\":{}{}}}}}\n",
                               typeset.document.pages.size(), lines.lines, lines.adjusted, lines.hanzi, lines.hanzi_on_grid, number));
    }
    const bool chinese = options.language == Language::kChinese;
    std::size_t copies = 0;
    for (const edition::CopyRange& range : options.copies) copies += static_cast<std::size_t>(range.last - range.first + 1);
    if (copies > 0)
        say(fmt::format(fmt::runtime(chinese ? "{}：{} 份\n" : copies == 1 ? "{}: {} copy\n" : "{}: {} copies\n"), output, copies));
    const double share = lines.hanzi == 0 ? 100.0 : 100.0 * static_cast<double>(lines.hanzi_on_grid) / static_cast<double>(lines.hanzi);
    if (taken) say(fmt::format("{}{}{}\n", output, chinese ? "：" : ": ", taken->text()));
    if (chinese)
        say(fmt::format("{}：{} 页，{} 行，其中 {} 行作了调整，{:.1f}% 的汉字落格\n", output, typeset.document.pages.size(), lines.lines,
                        lines.adjusted, share));
    else
        say(fmt::format("{}: {} page{}, {} lines, {} of them adjusted, {:.1f} % of hanzi in their cell\n", output,
                        typeset.document.pages.size(), typeset.document.pages.size() == 1 ? "" : "s", lines.lines, lines.adjusted, share));
}

/// Pages and bytes of a brief.
struct Made {
    press::Typeset typeset;
    std::string pdf;
};

std::optional<Made> make_copies(const Job& job, const Options& options, Diagnostics& diagnostics, Stopwatch& watch) {
    batch::Edition edition = batch::Edition::read(job.brief->tree, diagnostics);
    if (!edition.brief) return std::nullopt;
    edition.layout = job.layout;
    pdf::WriterOptions writer;
    writer.producer = "Banxin " BANXIN_VERSION;
    Made out;
    const bool made = batch::write_copies(edition, options.copies, *job.choice.fonts, writer, out.pdf, out.typeset, diagnostics);
    watch.lap("copies");
    return made ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Made> make(const Job& job, const Options& options, Diagnostics& diagnostics, Stopwatch& watch) {
    if (!options.copies.empty()) return make_copies(job, options, diagnostics, watch);
    auto typeset = press::typeset(*job.layout, *job.brief, *job.choice.fonts, diagnostics);
    watch.lap("typeset");
    if (!typeset) return std::nullopt;
    if (options.grid) {
        if (!job.layout->proof)
            return diagnostics.report_in(Code::kNoProofGrid, job.layout->files.back()->name, {job.layout->name}), std::nullopt;
        page::draw_grid(typeset->document, job.layout->page, *job.layout->proof);
    }
    Made out{std::move(*typeset), {}};
    pdf::WriterOptions writer;
    writer.producer = "Banxin " BANXIN_VERSION;
    if (options.command == "build" && !pdf::write(out.typeset.document, *job.choice.fonts, writer, out.pdf, diagnostics))
        return std::nullopt;
    watch.lap("pdf");
    return out;
}

std::string dump_of(const Made& made, const Options& options) {
    return options.dump.empty() ? std::string() : display::dump(made.typeset.document);
}

/// The PDF, if there is one, and the dump: both or neither.
bool write_both(const Made& made, const std::string& output, const Options& options, Diagnostics& diagnostics) {
    Staging staging(diagnostics);
    const std::string dump = dump_of(made, options);
    if (!options.dump.empty() && !staging.add(options.dump, dump)) return false;
    if (!output.empty() && !staging.add(output, made.pdf)) return false;
    if (!staging.place()) return false;
    staging.keep();
    return true;
}

/// The number is taken, and the document made again if others were quicker; then it is put on record, published, issued.
/// Before that it is known that a file can be made in its folder. A program that ends anywhere in between leaves what Register::recover
/// needs. A dump stands before the document does, or neither.
bool publish_numbered(Numbering& numbering, Job& job, std::optional<Made>& made, const Options& options, Diagnostics& diagnostics,
                      Stopwatch& watch) {
    const registry::Stamp stamp = stamp_of(options);
    const auto document = NewFile::in_folder_of(numbering.document());
    if (!document) return fail_to_write(numbering.document(), errno, diagnostics);
    std::string dump;
    std::optional<Staging> staging;
    const auto stage = [&] {
        dump = dump_of(*made, options);
        staging.emplace(diagnostics);
        return (options.dump.empty() || staging->add(options.dump, dump)) &&
               numbering.collect(*job.brief, options.copies, *job.layout, *job.catalogue->file, *job.choice.fonts, made->typeset,
                                 diagnostics);
    };
    bool changed = false;
    if (!stage() || !numbering.take(stamp, changed, diagnostics)) return false;
    if (changed) {
        job.brief = numbering.with_taken(*job.brief, diagnostics);
        made = job.brief ? make(job, options, diagnostics, watch) : std::nullopt;
    }
    const bool is_out = made && (!changed || stage()) && numbering.prepare(made->pdf, stamp, diagnostics) && staging->place() &&
                        document->publish(numbering.document(), made->pdf, diagnostics);
    if (!is_out) return numbering.give_up(stamp), false;
    staging->keep();
    numbering.issue(stamp, diagnostics);
    return true;
}

}  // namespace

void build(const Options& options, Diagnostics& diagnostics) {
    const bool writes = options.command == "build";
    const std::string output = options.output.empty() ? default_output(options.brief) : options.output;
    if (overwrites_input(options, writes ? output : "", diagnostics) ||
        !spares_registers({writes ? output : "", options.dump}, diagnostics))
        return;
    Stopwatch watch;
    Job job;
    if (!read(job, options, diagnostics, watch)) return;
    const xml::Document& brief = *job.brief->tree;
    if (options.copies.empty() ? !edition::is_copy_numbered(brief, diagnostics)
                               : !edition::can_be_numbered(brief, diagnostics) ||
                                     !edition::check_print_run(brief, options.copies, !options.register_file.empty(), diagnostics))
        return;
    std::unique_ptr<Numbering> numbering;
    if (options.register_file.empty()) {
        if (!edition::is_issue_numbered(brief, diagnostics)) return;
    } else {
        if (writes && exists(output)) return diagnostics.report_in(Code::kAlreadyThere, output, {output});
        numbering = Numbering::open(options, brief, writes ? output : "", diagnostics);
        job.brief = numbering ? numbering->with_next(*job.brief, diagnostics) : nullptr;
        if (!job.brief) return;
    }
    auto made = make(job, options, diagnostics, watch);
    if (!made) return;
    const bool written = writes && numbering ? publish_numbered(*numbering, job, made, options, diagnostics, watch)
                                             : write_both(*made, writes ? output : "", options, diagnostics);
    if (!written) return;
    watch.lap("write");
    if (options.timings) watch.print();
    summary(options, writes ? output : options.brief, writes ? numbering.get() : nullptr, made->typeset);
}

}  // namespace banxin::cli
