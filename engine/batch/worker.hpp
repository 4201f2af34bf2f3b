// What one thread of a run keeps from one edition to the next. For this room alone.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "batch/run.hpp"
#include "press/typeset.hpp"

namespace banxin::batch {

struct Run::Worker {
    explicit Worker(Run& of) : run(of), watch(of.settings_.limits) {}

    /// The row's brief with its layout; nullopt where one of them has faults.
    std::optional<Edition> read(std::size_t row, bool first, Diagnostics& diagnostics);
    struct Set {
        Edition edition;
        press::Typeset typeset;
    };
    std::optional<Set> set(std::size_t row, bool first, Diagnostics& diagnostics);
    press::Desk& desk(const LayoutPtr& layout);

    void begin() {
        if (run.clock) last = run.clock();
    }
    void lap(Stage stage) {
        if (!run.clock) return;
        const double now = run.clock();
        spent[stage] += now - last;
        last = now;
    }

    Run& run;
    LimitWatch watch;
    double last = 0;
    std::array<double, kStages> spent{};
    std::map<const Layout*, std::unique_ptr<press::Desk>> desks;
    pdf::SharedFonts fonts;
    std::vector<edition::Figure> figures;
    pdf::Bytes pdf;
};

}  // namespace banxin::batch
