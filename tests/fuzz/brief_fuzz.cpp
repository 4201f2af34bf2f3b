// Fuzzing of briefs: any bytes give a brief or an error, never both, and a brief composes with the real layout.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz_support.hpp"

namespace {

/// Of three shapes, by the length of the name; some are not there.
struct Pictures : banxin::reader::PictureSource {
    Found picture(std::string_view name, banxin::SourcePos where, banxin::Watch*, banxin::Diagnostics& diagnostics) override {
        if (name.size() % 4 == 3) return diagnostics.report(banxin::Code::kPictureNotGiven, where, {name}), Found{};
        auto out = std::make_shared<banxin::display::Picture>();
        out->columns = name.size() % 4 == 1 ? 1 : 3'000;
        out->rows = name.size() % 4 == 2 ? 1 : 2'000;
        return {std::move(out), std::string(name), {}};
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace banxin;
    static const LayoutPtr kLayout = [] {
        Diagnostics none;
        fuzz::Layouts source;
        return reader::read_layout(fuzz::read("layouts/work-brief.xml", none), source, none);
    }();
    Diagnostics diagnostics;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    Pictures pictures;
    auto document = xml::Document::parse(bytes, "fuzz.xml", {}, diagnostics);
    const auto brief = document ? reader::read_brief(std::move(document), diagnostics, &pictures) : nullptr;
    fuzz::require((brief == nullptr) == diagnostics.failed());
    if (brief) {
        compose::Queries queries;
        compose::Budget budget;
        const compose::Composition blocks = compose::compose(*kLayout, *brief, {}, queries, budget, diagnostics);
        fuzz::require(!blocks.structure.empty() && !blocks.flow.empty());
    }
    fuzz::check(diagnostics, bytes);
    return 0;
}
