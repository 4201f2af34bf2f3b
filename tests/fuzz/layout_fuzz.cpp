// Fuzzing of layouts: any bytes give a layout or an error, never both, and a layout composes a real brief.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz_support.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace banxin;
    static const auto kBrief = [] {
        Diagnostics none;
        return reader::read_brief(fuzz::read("tests/data/briefs/restricted.xml", none), none);
    }();
    Diagnostics diagnostics;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto document = xml::Document::parse(bytes, "fuzz.xml", {}, diagnostics);
    fuzz::Layouts source;
    const LayoutPtr layout = document ? reader::read_layout(std::move(document), source, diagnostics) : nullptr;
    fuzz::require((layout == nullptr) == diagnostics.failed());
    if (layout) {
        fuzz::require(layout->page.pitch() > Length{} && layout->page.cell() > Length{});
        for (const auto& [name, style] : layout->styles) fuzz::require(style.chars.size > Length{} && style.kinsoku);
        compose::Queries queries;
        compose::Budget budget;
        compose::compose(*layout, *kBrief, {3}, queries, budget, diagnostics);
        if (layout->folio) compose::compose_folio(*layout, *kBrief, 2, {3}, queries, budget, diagnostics);
    }
    fuzz::check(diagnostics, bytes);
    return 0;
}
