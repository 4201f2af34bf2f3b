// Pairs of lines, one below the other: what reaches out of one against the letters of the other, and against what reaches out of it.
#include "page/beside.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "text/classes.hpp"

namespace banxin::page {
namespace {

using text::Reach;

/// Less than that counts as nothing: 0.01 mm.
constexpr Length kSlack{Length::kPerMillimetre / 100};

/// What takes room down the page: a line's em box, a rule, a picture, a row of a table.
struct Strip {
    const text::Line* line = nullptr;  // none: a rule or a picture
    Length top, bottom, baseline;      // of its em box
    bool whole = false;                // a rule, picture or row: all of its width is taken
    Length left{}, right{};            // of a rule or picture
};

/// As the brief names it: zhuyin is a reading.
std::string_view element_of(const InlineStyle& style) {
    return style.kind == InlineKind::kReading ? std::string_view("ruby") : std::string_view(style.element);
}

/// Side by side they would still be too close to be told apart: a twentieth of the em.
bool meet(Length left, Length right, Length other_left, Length other_right, Length em) {
    const Length near = scale(em, 1, 20);
    return left < other_right + near && other_left < right + near;
}

/// Where a glyph stands along the line; those of a column that stand upright hang from their baseline.
std::pair<Length, Length> along(const display::GlyphRun& run, const display::Glyph& glyph) {
    const Length x = run.origin.x + glyph.x;
    const bool hangs = run.orientation == display::Orientation::kUpright || run.orientation == display::Orientation::kAcross;
    if (hangs) return {x - scale(run.size, 880, 1'000), x + scale(run.size, 120, 1'000)};
    return {x, x + Length{std::abs(glyph.advance.units)}};
}

bool is_blank(const display::GlyphRun& run, const display::Glyph& glyph) {
    std::size_t at = glyph.cluster;
    if (at >= run.text.size()) return false;
    const char32_t c = utf8::next(run.text, at);
    return c == U'\u3000' || text::kind_of(c) == text::Kind::kSpace;
}

/// Whether anything of a strip stands there.
bool taken(const Strip& strip, const Reach& reach, Length em) {
    if (!strip.line) return meet(strip.left, strip.right, reach.left, reach.right, em);
    if (strip.whole) return meet(strip.line->left, strip.line->right, reach.left, reach.right, em);
    for (const display::GlyphRun& run : strip.line->runs)
        for (const display::Glyph& glyph : run.glyphs) {
            const auto [left, right] = along(run, glyph);
            if (!is_blank(run, glyph) && meet(left, right, reach.left, reach.right, em)) return true;
        }
    return false;
}

/// The worst that two strips come to.
struct Worst {
    Length need;
    const Reach* over = nullptr;   // of the lower
    const Reach* under = nullptr;  // of the upper
};

class Checker {
  public:
    explicit Checker(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// From the top of the page down; of what reaches over several lines the nearest counts.
    void run(const std::vector<Strip>& strips) {
        Length under;
        for (const Strip& strip : strips)
            if (strip.line)
                for (const Reach& reach : strip.line->under) under = std::max(under, beyond_bottom(strip, reach));
        for (std::size_t k = 1; k < strips.size(); ++k) {
            Length over;
            if (strips[k].line)
                for (const Reach& reach : strips[k].line->over) over = std::max(over, beyond_top(strips[k], reach));
            for (std::size_t i = k; i-- > 0 && strips[k].top - strips[i].bottom < over + under;) pair(strips[i], strips[k]);
        }
    }

  private:
    static Length beyond_top(const Strip& strip, const Reach& reach) {
        return std::max(reach.far - (strip.baseline - strip.top), Length{});
    }
    static Length beyond_bottom(const Strip& strip, const Reach& reach) {
        return std::max(reach.far - (strip.bottom - strip.baseline), Length{});
    }

    void pair(const Strip& above, const Strip& below) {
        static const std::vector<Reach> kNone;
        const std::vector<Reach>&overs = below.line ? below.line->over : kNone, &unders = above.line ? above.line->under : kNone;
        const Length room = below.top - above.bottom, em = std::max(above.bottom - above.top, below.bottom - below.top);
        Worst worst;
        const auto consider = [&](Length need, const Reach* over, const Reach* under) {
            if (need > room + kSlack && need > worst.need) worst = {need, over, under};
        };
        for (const Reach& over : overs) {
            const Length need = beyond_top(below, over);
            if (need > std::max(room + kSlack, worst.need) && taken(above, over, em)) consider(need, &over, nullptr);
            for (const Reach& under : unders)
                if (meet(over.left, over.right, under.left, under.right, em)) consider(need + beyond_bottom(above, under), &over, &under);
        }
        for (const Reach& under : unders) {
            const Length need = beyond_bottom(above, under);
            if (need > std::max(room + kSlack, worst.need) && taken(below, under, em)) consider(need, nullptr, &under);
        }
        if (worst.need > Length{}) report(above, below, worst, room);
    }

    /// At the outermost of what stands there; where there is none, the letters themselves are tall.
    void report(const Strip& above, const Strip& below, const Worst& worst, Length room) {
        const bool lower = worst.over && (worst.over->style || !worst.under || !worst.under->style);
        const Reach& outer = lower ? *worst.over : *worst.under;
        if (std::find(told_.begin(), told_.end(), &outer) != told_.end()) return;
        told_.push_back(&outer);
        const SourcePos place = outer.source.file ? outer.source : (lower ? below : above).line->source;
        const std::string need = format_mm(worst.need, 2), there = format_mm(room, 2);
        if (outer.style) diagnostics_.report(Code::kBesideTooHigh, place, {need, there, std::string(element_of(*outer.style))});
        else diagnostics_.report(Code::kLettersTooTall, place, {need, there});
    }

    Diagnostics& diagnostics_;
    std::vector<const Reach*> told_;
};

Strip strip_of(const Placed& placed, const PageGeometry& page) {
    const SetBlock& block = *placed.owner;
    if (block.is_rule())
        return {nullptr, placed.top, placed.top + std::get<RuleBlock>(block.block->content).thickness, {}, true, {}, page.block_width};
    if (const PictureBlock* picture = block.picture()) {
        const Length left = scale(page.block_width - picture->along, 1, 2);
        return {nullptr, placed.top, placed.top + picture->across, {}, true, left, left + picture->along};
    }
    const text::Line& line = block.lines[placed.line];
    if (block.table_row()) return {&line, placed.top, placed.top + block.size, placed.baseline, true};
    const Length top = placed.baseline - scale(block.em, page.frame_above, 1'000);
    return {&line, top, top + block.em, placed.baseline};
}

}  // namespace

void check_beside(const std::vector<LogicalPage>& pages, const PageGeometry& page, Diagnostics& diagnostics) {
    const auto reaches_out = [](const Placed& placed) {
        const bool line = !placed.owner->is_rule() && !placed.owner->picture() && !placed.owner->table_row();
        return line && !(placed.owner->lines[placed.line].over.empty() && placed.owner->lines[placed.line].under.empty());
    };
    for (const LogicalPage& logical : pages) {
        if (std::none_of(logical.placed.begin(), logical.placed.end(), reaches_out)) continue;
        std::vector<Strip> strips;
        for (const Placed& placed : logical.placed) strips.push_back(strip_of(placed, page));
        std::stable_sort(strips.begin(), strips.end(), [](const Strip& a, const Strip& b) { return a.top < b.top; });
        Checker(diagnostics).run(strips);
    }
}

void check_beside(const std::vector<text::Line>& lines, Length em, Length pitch, int frame_above, Diagnostics& diagnostics) {
    std::vector<Strip> strips;
    Length top;
    for (const text::Line& line : lines) {
        strips.push_back({&line, top, top + em, top + scale(em, frame_above, 1'000)});
        top += pitch;
    }
    Checker(diagnostics).run(strips);
}

}  // namespace banxin::page
