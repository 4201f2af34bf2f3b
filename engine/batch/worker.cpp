// One row: bound, checked, read, typeset.
#include "batch/worker.hpp"

namespace banxin::batch {

std::optional<Edition> Run::Worker::read(std::size_t row, bool first, Diagnostics& diagnostics) {
    begin();
    auto document = run.brief_.bind(row, first && run.settings_.figures ? &figures : nullptr, diagnostics);
    if (!document) return std::nullopt;
    if (first) run.names_.check(row, *document, diagnostics);
    if (!run.settings_.copies) edition::is_copy_numbered(*document, diagnostics);
    else if (run.settings_.numbered) edition::can_be_numbered(*document, diagnostics);
    lap(kBind);
    Edition out = Edition::read(std::move(document), diagnostics, run.settings_.pictures, run.settings_.limits.any() ? &watch : nullptr);
    if (!out.brief) return std::nullopt;
    watch.hold(picture_bytes(out.brief->brief));
    out.layout = run.layouts_.get(out.brief->brief.layout, out.brief->brief.layout_pos, diagnostics);
    lap(kRead);
    return out.layout ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Run::Worker::Set> Run::Worker::set(std::size_t row, bool first, Diagnostics& diagnostics) {
    auto edition = read(row, first, diagnostics);
    if (!edition) return std::nullopt;
    auto typeset = press::typeset(*edition->layout, *edition->brief, run.fonts_, desk(edition->layout), diagnostics);
    lap(kTypeset);
    if (!typeset || diagnostics.failed()) return std::nullopt;
    watch.check_pages(typeset->document.pages.size());
    return Set{std::move(*edition), std::move(*typeset)};
}

press::Desk& Run::Worker::desk(const LayoutPtr& layout) {
    auto& known = desks[layout.get()];
    if (!known) known = std::make_unique<press::Desk>(run.fonts_, *layout);
    if (run.settings_.limits.any()) known->composer.watch = &watch;
    return *known;
}

}  // namespace banxin::batch
