// build, check: one brief from its file to a PDF.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/json.hpp"
#include "cli/stamp.hpp"
#include "cli/stopwatch.hpp"

namespace banxin::cli {
namespace {

std::string default_output(const std::string& brief) {
    const bool xml = brief.ends_with(".xml");
    return (xml ? brief.substr(0, brief.size() - 4) : brief) + ".pdf";
}

std::string_view view(banxin_text text) { return {text.data, text.size}; }

void summary(const Options& options, const std::string& output, const Document& document) {
    const banxin_document_info info = document.info();
    const bool numbered = info.number.size > 0;
    if (options.json) {
        const std::string number = numbered ? fmt::format(",\"series\":{},\"number\":{},\"written\":{}", json(options.series),
                                                          json(view(info.key)), json(view(info.number)))
                                            : "";
        return say(fmt::format("{{\"report\":{{\"pages\":{},\"lines\":{},\"adjusted\":{},\"hanzi\":{},\"hanzi-in-cell\":{}{}}}}}\n",
                               info.pages, info.lines, info.adjusted, info.hanzi, info.hanzi_in_cell, number));
    }
    const bool chinese = options.language == Language::kChinese;
    std::size_t copies = 0;
    for (const banxin_range& range : options.copies) copies += range.last - range.first + 1;
    if (copies > 0)
        say(fmt::format(fmt::runtime(chinese ? "{}：{} 份\n" : copies == 1 ? "{}: {} copy\n" : "{}: {} copies\n"), output, copies));
    const double share = info.hanzi == 0 ? 100.0 : 100.0 * static_cast<double>(info.hanzi_in_cell) / static_cast<double>(info.hanzi);
    if (numbered) say(fmt::format("{}{}{}\n", output, chinese ? "：" : ": ", view(info.number)));
    if (chinese)
        say(fmt::format("{}：{} 页，{} 行，其中 {} 行作了调整，{:.1f}% 的汉字落格\n", output, info.pages, info.lines, info.adjusted,
                        share));
    else
        say(fmt::format("{}: {} page{}, {} lines, {} of them adjusted, {:.1f} % of hanzi in their cell\n", output, info.pages,
                        info.pages == 1 ? "" : "s", info.lines, info.adjusted, share));
}

}  // namespace

void build(const Options& options, Outcome& outcome) {
    const bool writes = options.command == "build";
    const std::string output = options.output.empty() ? default_output(options.brief) : options.output;
    Stopwatch watch;
    Engine::DocumentOptions wishes;
    wishes.layout = options.layout;
    wishes.grid = options.grid;
    wishes.copies = options.copies;
    if (!options.register_file.empty()) wishes.numbering = {options.register_file, options.series, options.replaces, "", stamp_of(options)};
    if (options.timings) wishes.on_time = watch.on_time();
    const Sink pdf = sink_of(output), dump = sink_of(options.dump);
    const Document document =
        engine_of(options).build(Source::file(options.brief), wishes, writes ? &pdf : nullptr, options.dump.empty() ? nullptr : &dump);
    outcome.add(document.found());
    if (options.timings) watch.print();
    summary(options, writes ? output : options.brief, document);
}

}  // namespace banxin::cli
