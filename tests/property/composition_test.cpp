// Properties of composed paragraphs, over what the generator makes.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "property/checks.hpp"
#include "property/paragraphs.hpp"
#include "text/breaks.hpp"
#include "text/divide.hpp"
#include "text/flow_breaker.hpp"
#include "text/itemise.hpp"
#include "text/shape.hpp"
#include "text/spacing.hpp"
#include "text/strict_breaker.hpp"

namespace banxin::property {
namespace {

constexpr std::string_view kStyles = R"(
    <style name="flow" based-on="body" composition="flow"/>
    <style name="flow-strict-marks" based-on="flow" kinsoku="strict" marks="kaiming"/>
    <style name="flow-half" based-on="flow" marks="half" indent="0字" hyphenate="en-US"/>
    <style name="flow-css" based-on="flow" line-end-marks="css" squeeze="spaces brackets pauses gaps"/>
    <style name="flow-jis" based-on="flow" line-end-marks="jis" kinsoku="basic" least-blank="0.1字"/>
    <style name="flow-none" based-on="flow" kinsoku="none" han-latin-gap="0字" han-latin-limits="0字 0.25字"/>
    <style name="flow-note" based-on="note" composition="flow"/>
    <style name="flow-hang" based-on="flow" hanging="，。、"/>
    <style name="strict" based-on="body"/>
    <style name="strict-whole" based-on="body" kinsoku="strict" indent="0字" hyphenate="none"/>
    <style name="strict-basic" based-on="note" kinsoku="basic"/>)";

constexpr std::array kFlowStyles{"flow",      "flow-strict-marks", "flow-half", "flow-css", "flow-jis",
                                 "flow-none", "flow-hang",         "flow-note", "colophon"};
constexpr std::array kStrictStyles{"strict", "strict-whole", "strict-basic"};

const Layout& layout() {
    static const LayoutPtr out = layout_with(kStyles);
    return *out;
}

const Style& style(std::string_view name) { return layout().styles.find(name)->second; }

bool same(const text::ComposedParagraph& a, const text::ComposedParagraph& b) {
    const auto same_glyph = [](const display::Glyph& x, const display::Glyph& y) {
        return x.id == y.id && x.cluster == y.cluster && x.x == y.x && x.y == y.y && x.advance == y.advance;
    };
    const auto same_run = [&](const display::GlyphRun& x, const display::GlyphRun& y) {
        return x.face == y.face && x.size == y.size && x.origin == y.origin && x.text == y.text &&
               std::equal(x.glyphs.begin(), x.glyphs.end(), y.glyphs.begin(), y.glyphs.end(), same_glyph);
    };
    const auto same_line = [&](const text::Line& x, const text::Line& y) {
        return x.left == y.left && x.right == y.right && std::equal(x.runs.begin(), x.runs.end(), y.runs.begin(), y.runs.end(), same_run);
    };
    return std::equal(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(), same_line);
}

/// A measure in cells: mostly that of a page, sometimes of a column, rarely too small for anything.
Length some_measure(Dice& dice, const Style& style) {
    const std::size_t cells = dice.one_in(10) ? 4 + dice.below(8) : dice.one_in(3) ? 12 + dice.below(16) : 28;
    return style.inset_left + style.inset_right + std::max(style.indent, Length{}) + style.chars.cell * static_cast<std::int64_t>(cells);
}

/// Counts and shows the first faults of a run.
class Tally {
  public:
    void add(const std::vector<std::string>& faults, std::string_view style, Length measure, const std::string& written) {
        for (const std::string& fault : faults)
            if (++count_ <= 40) MESSAGE(std::string(style) << ", " << format_mm(measure, 1) << " mm: " << fault << "\n  " << written);
    }
    std::size_t count() const { return count_; }

  private:
    std::size_t count_ = 0;
};

std::size_t paragraphs() { return std::getenv("BANXIN_LONG") ? 100'000 : 10'000; }

void check_all(const std::vector<const char*>& names, std::uint64_t seed) {
    text::Composer composer(free_fonts(), layout().words);
    Dice dice(seed);
    Tally tally;
    for (std::size_t n = 0; n < paragraphs(); ++n) {
        const char* name = names[dice.below(names.size())];
        const Style& asked = style(name);
        const std::string written = paragraph(dice);
        const Length measure = some_measure(dice, asked);
        const Setting set(composer, written, asked, measure);
        tally.add(faults(set, written, composer, measure), name, measure, written);
        if (n % 16 != 0) continue;
        const Setting again(composer, written, asked, measure);
        if (!same(set.composed, again.composed)) tally.add({"the same text gives other lines"}, name, measure, written);
        const Setting longer(composer, written + "国", asked, measure);
        if (longer.composed.lines.size() < set.composed.lines.size())
            tally.add({"a character more gives fewer lines"}, name, measure, written);
    }
    CHECK(tally.count() == 0);
}

/// Atoms as the composer makes them, and the breaker's view of a paragraph without indent.
struct Broken {
    Broken(const std::string& written, const Style& style, Length measure)
        : room{{}, {}, measure}, shaper(free_fonts()), coverage(free_fonts()) {
        paragraph.style = &style;
        paragraph.spans.push_back({SourceText(written, {&file, 1, 1}), &style.chars, 0});
        text = text::join(paragraph);
        atoms = shaper.shape(text, text::itemise(text, free_fonts(), coverage, diagnostics));
        text::tidy(atoms, free_fonts());
        text::divide_words(atoms, text, style, measure, free_fonts(), hyphenator, diagnostics);
        text::find_breaks(atoms.list, text, style);
        text::space(atoms.list, style);
    }
    std::vector<std::size_t> ends() const { return text::break_flow(atoms.list, text::Measure(atoms.list), room, true); }
    double cost(const std::vector<std::size_t>& e) const { return text::flow_cost(atoms.list, text::Measure(atoms.list), room, true, e); }

    /// First fit: as much on each line as goes in squeezed, back to the last place where a line may end.
    std::vector<std::size_t> greedy() const {
        const text::Measure measure(atoms.list);
        std::vector<std::size_t> out;
        std::size_t from = 0, good = 0;
        for (std::size_t to = 1; to <= atoms.list.size(); ++to) {
            Length least = measure.natural(from, to);
            for (const Length part : measure.squeeze(from, to)) least -= part;
            if (least > room.right && good > from) {
                out.push_back(from = good);
                to = from;
                continue;
            }
            const text::Break end = atoms.list[to - 1].break_after;
            if (to == atoms.list.size() || end == text::Break::kAllowed || end == text::Break::kUnwanted) good = to;
        }
        out.push_back(atoms.list.size());
        return out;
    }

    SourceFile file{"test"};
    Paragraph paragraph;
    Diagnostics diagnostics;
    text::Room room;
    text::Shaper shaper;
    text::Coverage coverage;
    text::Hyphenator hyphenator;
    text::Text text;
    text::Atoms atoms;
};

std::size_t letters_of_last_line(const Broken& b, const std::vector<std::size_t>& ends) {
    std::size_t letters = 0;
    for (std::size_t i = ends.size() > 1 ? ends[ends.size() - 2] : 0; i < b.atoms.list.size(); ++i) {
        const text::Kind kind = b.atoms.list[i].kind;
        letters += kind == text::Kind::kWestern || kind == text::Kind::kPair      ? 2
                   : kind == text::Kind::kHanzi || kind == text::Kind::kConnector ? 1
                                                                                  : 0;
    }
    return letters;
}

/// Lines of atoms on a grid of `cells`, and what they cost.
std::pair<std::vector<text::StrictLine>, double> strict_lines(const std::vector<text::Atom>& atoms, const Style& style, Length measure) {
    const auto grid = text::grid_of({{}, {}, measure}, style.chars.cell);
    text::Fitter fitter(atoms, style.chars.cell);
    double cost = 0;
    auto lines = text::break_strict(atoms, *style.kinsoku, *grid, fitter, true, &cost);
    return {std::move(lines), cost};
}

/// First fit on the grid: as much on each line as any squeezing admits, back to the last place where a line may end.
std::vector<std::size_t> strict_first_fit(const std::vector<text::Atom>& atoms, const Style& style, Length measure) {
    std::vector<std::size_t> out;
    std::size_t from = 0, good = 0;
    for (std::size_t to = 1; to <= atoms.size(); ++to) {
        const auto lines =
            strict_lines({atoms.begin() + static_cast<std::ptrdiff_t>(from), atoms.begin() + static_cast<std::ptrdiff_t>(to)}, style,
                         measure)
                .first;
        if (lines.size() > 1 && good > from) {
            out.push_back(from = good);
            to = from;
            continue;
        }
        const text::Break end = atoms[to - 1].break_after;
        if (to == atoms.size() || end == text::Break::kAllowed || end == text::Break::kUnwanted) good = to;
    }
    out.push_back(atoms.size());
    return out;
}

}  // namespace

TEST_CASE("on the strict grid too, the lines never cost more than those of first fit") {
    Dice dice(22);
    const Style& strict = style("strict");
    for (int n = 0; n < 300; ++n) {
        const std::string written = paragraph(dice);
        const Length measure = strict.chars.cell * static_cast<std::int64_t>(12 + dice.below(17));
        const Broken broken(written, strict, measure);
        const auto ends = strict_first_fit(broken.atoms.list, strict, measure);
        std::vector<text::Atom> bound = broken.atoms.list;
        for (std::size_t i = 0; i < bound.size(); ++i)
            if (bound[i].break_after != text::Break::kForced && !std::binary_search(ends.begin(), ends.end(), i + 1))
                bound[i].break_after = text::Break::kForbidden;
        CAPTURE(written);
        CHECK(strict_lines(broken.atoms.list, strict, measure).second <= strict_lines(bound, strict, measure).second + 1e-6);
    }
}

TEST_CASE("every generated paragraph keeps the rules, in flow") { check_all({kFlowStyles.begin(), kFlowStyles.end()}, 20191125); }

TEST_CASE("every generated paragraph keeps the rules, on the strict grid") {
    check_all({kStrictStyles.begin(), kStrictStyles.end()}, 9704);
}

TEST_CASE("total fit never costs more than first fit, and leaves no single character that could be helped") {
    Dice dice(7);
    const Style& flow = style("flow");
    for (int n = 0; n < 1'500; ++n) {
        const std::string written = paragraph(dice);
        const Broken broken(written, flow, flow.chars.cell * static_cast<std::int64_t>(6 + dice.below(23)));
        const auto ends = broken.ends();
        CAPTURE(written);
        const double first_fit = broken.cost(broken.greedy());
        CHECK(broken.cost(ends) <= first_fit + 1e-6);
        for (const std::size_t end : ends)  // first fit gives no rule up: where its lines are bearable, no more does total fit
            if (first_fit < 1'000 && end < broken.atoms.list.size())
                CHECK(broken.atoms.list[end - 1].break_after != text::Break::kForbidden);
        if (ends.size() < 2 || letters_of_last_line(broken, ends) >= 2) continue;
        // Where another way leaves every line bearable, it is taken.
        Broken other(written, flow, broken.room.right);
        for (std::size_t i = other.atoms.list.size(); i-- > ends[ends.size() - 2];)
            if (i > 0) other.atoms.list[i - 1].break_after = text::Break::kForbidden;
        const auto without = other.ends();
        const bool helped = letters_of_last_line(other, without) >= 2 && other.cost(without) < 50;
        CHECK_FALSE(helped);
    }
}

TEST_CASE("long and hostile paragraphs are set in linear time with every character") {
    const auto repeat = [](std::string_view piece, std::size_t n) {
        std::string out;
        while (n-- > 0) out += piece;
        return out;
    };
    Dice dice(3);
    std::string text;
    while (utf8::count(text) < 200'000) text += paragraph(dice);
    const std::vector<std::pair<const char*, std::string>> cases{{"200,000 characters", text},
                                                                 {"10,000 marks", repeat("，。！", 3'334)},
                                                                 {"10,000 brackets", repeat("（", 10'000)},
                                                                 {"a long word", repeat("a", 100'000)},
                                                                 {"a long number", repeat("7", 100'000)},
                                                                 {"dashes", repeat("——", 10'000)},
                                                                 {"joiners", repeat("国\u200B\u2060", 20'000)},
                                                                 {"blanks", repeat("国 ", 20'000)},
                                                                 {"many blanks", "国" + repeat(" ", 20'000) + "家"},
                                                                 {"a long address", "http://" + repeat("abc/", 20'000)}};
    for (const auto& [what, written] : cases) {
        for (const char* name : {"flow", "strict"}) {
            text::Composer composer(free_fonts(), {});
            const Style& asked = style(name);
            const Length measure = asked.chars.cell * 28;
            const auto start = std::chrono::steady_clock::now();
            const Setting set(composer, written, asked, measure);
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            MESSAGE(std::string(what) << ", " << name << ": " << seconds << " s, " << set.composed.lines.size() << " lines");
            CHECK(seconds < 10);  // tenths of a second as measured; a quadratic way takes minutes
            const auto found = faults(set, written, composer, measure);
            if (!found.empty()) FAIL_CHECK(std::string(what) << ", " << name << ": " << found.front());
        }
    }
}

}  // namespace banxin::property
