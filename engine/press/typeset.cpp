// Settling: the text may name totals that are known only when pages stand, so compose .. paginate repeats until they agree.
#include "press/typeset.hpp"

#include <utility>

#include <fmt/format.h>

#include "page/finish.hpp"
#include "press/round.hpp"

namespace banxin::press {
namespace {

constexpr int kRounds = 5;

std::vector<display::FaceInfo> face_infos(const font::FontSet& fonts) {
    std::vector<display::FaceInfo> out;
    for (std::size_t i = 0; i < fonts.face_count(); ++i) {
        const auto& source = fonts.source(static_cast<font::FaceId>(i));
        out.push_back({source.role_title, source.postscript_name, source.path.substr(source.path.rfind('/') + 1), source.index});
    }
    return out;
}

}  // namespace

std::optional<Settled> settle(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                              text::Composer& composer, text::ParagraphCache* known, compose::Queries& queries, Diagnostics& diagnostics) {
    compose::Facts facts;
    compose::Budget budget;
    for (int round = 1;; ++round) {
        Diagnostics found;  // only the last round's count: the ones before set text that is not printed
        auto round_of_now = std::make_unique<Round>(layout, brief, facts, queries, budget, composer, known, found);
        Round& current = *round_of_now;
        const compose::Facts now{static_cast<std::uint32_t>(current.pages.size())};
        const bool settled = !current.composition.uses_facts || now == facts;
        if (!settled && round < kRounds && !found.failed()) {
            facts = now;
            continue;
        }
        if (!settled && !found.failed())
            found.report(Code::kUnsettled, brief.tree->root().pos(),
                         {fmt::format("{}", facts.page_count), fmt::format("{}", now.page_count)});

        Typeset out;
        out.lines = current.lines;
        out.document.metadata = current.composition.metadata;
        out.document.inks = layout.inks;
        out.document.faces = face_infos(fonts);
        out.document.files = layout.files;
        out.document.files.push_back(brief.tree->file());
        out.document.structure = std::move(current.composition.structure);
        const auto folio = [&](std::uint32_t number) { return compose::compose_folio(layout, brief, number, now, queries, budget, found); };
        page::finish(out.document, current.pages, layout, composer, known, folio, found);
        diagnostics.add_all(found);
        if (found.failed()) return std::nullopt;
        return Settled{std::move(round_of_now), now, std::move(out)};
    }
}

namespace {

std::optional<Typeset> pages_of(std::optional<Settled> settled) {
    return settled ? std::optional(std::move(settled->typeset)) : std::nullopt;
}

}  // namespace

std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts,
                               Diagnostics& diagnostics) {
    text::Composer composer(fonts, layout.words);
    compose::Queries queries;
    return pages_of(settle(layout, brief, fonts, composer, nullptr, queries, diagnostics));
}

std::optional<Typeset> typeset(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts, Desk& desk,
                               Diagnostics& diagnostics) {
    return pages_of(settle(layout, brief, fonts, desk.composer, &desk.known, desk.queries, diagnostics));
}

}  // namespace banxin::press
