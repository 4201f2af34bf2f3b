// build, check: one brief from its file to a PDF.
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/library.hpp"
#include "cli/stopwatch.hpp"
#include "display/dump.hpp"
#include "page/proof.hpp"
#include "pdf/writer.hpp"
#include "press/typeset.hpp"

namespace banxin::cli {
namespace {

constexpr std::string_view kDefaultLayout = "work-brief";

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
    Library library;
    std::unique_ptr<reader::BriefDocument> brief;
    LayoutPtr layout;
    std::optional<font::Catalogue> catalogue;
    font::Choice choice;
};

/// Brief and layout are both read, so that one run names the faults of both.
bool read(Job& job, const Options& options, Diagnostics& diagnostics, Stopwatch& watch) {
    if (const auto bytes = read_file(options.brief, diagnostics))
        if (auto document = xml::Document::parse(*bytes, options.brief, {}, diagnostics)) job.brief = reader::read_brief(std::move(document), diagnostics);
    watch.lap("brief");
    if (!options.layout.empty()) job.layout = job.library.layout(options.layout, {}, diagnostics);
    else if (job.brief && !job.brief->brief.layout.empty()) job.layout = job.library.layout(job.brief->brief.layout, job.brief->brief.layout_pos, diagnostics);
    else if (job.brief) job.layout = job.library.layout(std::string(kDefaultLayout), {}, diagnostics);
    watch.lap("layout");
    if (!job.brief || !job.layout) return false;
    job.catalogue = job.library.catalogue(diagnostics);
    if (!job.catalogue) return false;
    const font::FontIndex index = indexed_fonts(job.library.font_folders(options), options.font_cache);
    watch.lap("font index");
    job.choice = font::choose(*job.catalogue, index, options.free_fonts, diagnostics);
    watch.lap("font choice");
    return !diagnostics.failed();
}

void summary(const Options& options, const std::string& output, const press::Typeset& typeset) {
    const auto& lines = typeset.lines;
    if (options.json) {
        return say(fmt::format("{{\"report\":{{\"pages\":{},\"lines\":{},\"adjusted\":{},\"hanzi\":{},\"hanzi-in-cell\":{}}}}}\n",
                   typeset.document.pages.size(), lines.lines, lines.adjusted, lines.hanzi, lines.hanzi_on_grid));
    }
    const double share = lines.hanzi == 0 ? 100.0 : 100.0 * static_cast<double>(lines.hanzi_on_grid) / static_cast<double>(lines.hanzi);
    if (options.language == Language::kChinese)
        say(fmt::format("{}：{} 页，{} 行，其中 {} 行作了调整，{:.1f}% 的汉字落格\n", output, typeset.document.pages.size(), lines.lines, lines.adjusted, share));
    else
        say(fmt::format("{}: {} page{}, {} lines, {} of them adjusted, {:.1f} % of hanzi in their cell\n", output,
                   typeset.document.pages.size(), typeset.document.pages.size() == 1 ? "" : "s", lines.lines, lines.adjusted, share));
}

}  // namespace

void build(const Options& options, Diagnostics& diagnostics) {
    const bool writes = options.command == "build";
    const std::string output = options.output.empty() ? default_output(options.brief) : options.output;
    if (overwrites_input(options, writes ? output : "", diagnostics)) return;
    Stopwatch watch;
    Job job;
    if (!read(job, options, diagnostics, watch)) return;
    auto typeset = press::typeset(*job.layout, *job.brief, *job.choice.fonts, diagnostics);
    watch.lap("typeset");
    if (!typeset) return;
    if (options.grid) {
        if (!job.layout->proof) return diagnostics.report_in(Code::kNoProofGrid, job.layout->files.back()->name, {job.layout->name});
        page::draw_grid(typeset->document, job.layout->page, *job.layout->proof);
    }

    std::string pdf;
    pdf::WriterOptions writer;
    writer.producer = "Banxin " BANXIN_VERSION;
    if (writes && !pdf::write(typeset->document, *job.choice.fonts, writer, pdf, diagnostics)) return;
    watch.lap("pdf");
    if (!options.dump.empty() && !write_file(options.dump, display::dump(typeset->document), diagnostics)) return;
    if (writes && !write_file(output, pdf, diagnostics)) return;
    watch.lap("write");
    if (options.timings) watch.print();
    summary(options, writes ? output : options.brief, *typeset);
}

}  // namespace banxin::cli
