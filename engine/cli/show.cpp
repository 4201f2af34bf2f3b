// fonts, schema, reference: what the library knows, printed.
#include "cli/commands.hpp"
#include "cli/data.hpp"

namespace banxin::cli {
namespace {

banxin_topic topic_of(const Options& options) {
    if (options.command == "schema") return options.topic == "brief" ? BANXIN_BRIEF_SCHEMA : BANXIN_LAYOUT_SCHEMA;
    if (options.topic == "codes") return BANXIN_CODES_REFERENCE;
    return options.topic == "brief" ? BANXIN_BRIEF_REFERENCE : BANXIN_LAYOUT_REFERENCE;
}

}  // namespace

void show_fonts(const Options& options, Outcome& outcome) {
    const Source brief = Source::file(options.brief);
    const Report report = engine_of(options).fonts_report(options.brief.empty() ? nullptr : &brief);
    outcome.add(report.found);
    print(report.text, options.language);
}

void show_reference(const Options& options) { print(reference(topic_of(options), in_c(options.language)), options.language); }

}  // namespace banxin::cli
