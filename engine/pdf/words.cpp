// Looks at every pair of neighbours of a line, across runs.
#include "pdf/words.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace banxin::pdf {
namespace {

// In 1/100 em. Poppler parts words at a tenth of an em, both ways; beyond this the gap is meant (parts of a row).
constexpr std::int64_t kSeen = 8, kMeant = 125;

/// The end of one number and the beginning of another: they touch, but are of two elements, as numbers in circles are.
bool parts_numbers(std::string_view before, NodeId node, std::string_view after, NodeId other) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return node != other && !before.empty() && !after.empty() && digit(before.back()) && digit(after.front());
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\n") == std::string_view::npos; }

}  // namespace

bool stacked(const display::GlyphRun& run) {
    if (run.orientation != display::Orientation::kLevel) return false;
    const Length first = run.glyphs.empty() ? Length{} : run.glyphs.front().y;
    return std::any_of(run.glyphs.begin(), run.glyphs.end(),
                       [&](const display::Glyph& g) { return std::abs((g.y - first).units) * 2 > run.size.units; });
}

namespace {

class Joiner {
  public:
    Joiner(const display::Page& page, const FontUses& fonts) : page_(page), fonts_(fonts) {}

    std::vector<Joined> run() {
        for (std::size_t i = 0; i < page_.items.size(); ++i) {
            const auto* run = std::get_if<display::GlyphRun>(&page_.items[i]);
            const bool level = run && !run->glyphs.empty() && run->orientation == display::Orientation::kLevel;
            const bool down = run && !run->glyphs.empty() && !level;
            if (down && !run->right_to_left) continue_column(*run, i);
            else column_.reset();
            if (down && run->right_to_left) replace(*run, i);
            const bool one = level && stacked(*run);  // a note of two lines: the content makes it one piece
            const bool written = level && !one && extracts_as_written(*run, fonts_.at(run->face));
            if (written && !run->right_to_left) add(*run, i);
            else before_.reset();
            if (level && !one && !written) replace(*run, i);
        }
        return std::move(out_);
    }

  private:
    struct Neighbour {
        GlyphPlace place;
        Length right, baseline;
        std::string_view text;
        NodeId node;
    };

    void add(const display::GlyphRun& run, std::size_t item) {
        const FontUse& use = fonts_.at(run.face);
        for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
            const display::Glyph& glyph = run.glyphs[i];
            const UsedGlyph& used = use.glyph(glyph.id);
            const Length left = run.origin.x + glyph.x;
            const Neighbour now{{item, i}, left + scale(run.size, used.width, 1'000), run.origin.y + glyph.y, used.text, run.node};
            if (before_ && torn(*before_, now, left, run.size)) join(*before_, now);
            before_ = now;
        }
    }

    static bool torn(const Neighbour& a, const Neighbour& b, Length left, Length size) {
        if (a.baseline != b.baseline || blank(a.text) || blank(b.text) || parts_numbers(a.text, a.node, b.text, b.node)) return false;
        const Length gap = left - a.right;
        const Length seen = scale(size, kSeen, 100);
        if (gap < -size) return false;  // not a neighbour: another part of the page
        return gap < -seen || (gap > seen && gap < scale(size, kMeant, 100));
    }

    /// Of a column: what its glyphs take of it, and where its middle is.
    struct Extent {
        Length top, bottom, middle;
        const display::GlyphRun* run;
    };

    Extent extent(const display::GlyphRun& run) const {
        const FontUse& use = fonts_.at(run.face);
        const display::Glyph& first = run.glyphs.front();
        const display::Glyph& last = run.glyphs.back();
        const Length x = run.origin.x + first.x, top = run.origin.y + first.y, bottom = run.origin.y + last.y;
        const auto em = [&](std::int64_t share) { return scale(run.size, share, 1'000); };
        const auto half = [&](const display::Glyph& g) { return em(use.glyph(g.id).width / 2); };
        if (run.orientation == display::Orientation::kTurned) return {top, bottom + half(last) * 2, x + em(kHung - 500), &run};
        if (run.orientation == display::Orientation::kUpright) return {top - em(kHung), bottom - em(kHung - 1'000), x + half(first), &run};
        const Length right = run.origin.x + last.x + half(last) * 2;
        return {top - em(kHung), bottom, x + scale(right - x, 1, 2), &run};
    }

    /// All of a column, however its runs are turned, is one piece.
    void continue_column(const display::GlyphRun& run, std::size_t item) {
        const Extent now = extent(run);
        const GlyphPlace last{item, run.glyphs.size() - 1};
        const Length gap = column_ ? now.top - column_->bottom : Length{};
        const bool goes_on = column_ && now.middle - column_->middle < run.size && column_->middle - now.middle < run.size &&
                             gap < scale(run.size, kMeant, 100) && gap > -run.size;
        if (!goes_on) out_.push_back({{item, 0}, last, {}});
        out_.back().last = last;
        const bool cells =
            goes_on && column_->run->orientation == display::Orientation::kAcross && run.orientation == column_->run->orientation;
        if (cells && parts_numbers(column_->run->text, column_->run->node, run.text, run.node)) out_.back().text += ' ';
        out_.back().text += run.text;
        column_ = now;
    }

    /// Clusters whose glyphs say something else, or nothing.
    void replace(const display::GlyphRun& run, std::size_t item) {
        const FontUse& use = fonts_.at(run.face);
        std::size_t begin = 0;  // what draws nothing before the first cluster belongs to it
        for (std::size_t i = 0; i < run.glyphs.size();) {
            std::size_t next = i;
            std::string drawn;
            bool silent = false;
            for (; next < run.glyphs.size() && run.glyphs[next].cluster == run.glyphs[i].cluster; ++next) {
                drawn += use.glyph(run.glyphs[next].id).text;
                silent |= use.glyph(run.glyphs[next].id).text.empty();
            }
            const std::size_t end = next < run.glyphs.size() ? run.glyphs[next].cluster : run.text.size();
            std::string text = run.text.substr(begin, end - begin);
            if (silent || drawn != text) out_.push_back({{item, i}, {item, next - 1}, std::move(text)});
            begin = end;
            i = next;
        }
    }

    void join(const Neighbour& a, const Neighbour& b) {
        if (out_.empty() || out_.back().last != a.place) out_.push_back({a.place, a.place, std::string(a.text)});
        out_.back().last = b.place;
        out_.back().text += b.text;
    }

    const display::Page& page_;
    const FontUses& fonts_;
    std::optional<Neighbour> before_;
    std::optional<Extent> column_;  // as far as it goes
    std::vector<Joined> out_;
};

}  // namespace

bool extracts_as_written(const display::GlyphRun& run, const FontUse& use) {
    std::size_t at = 0;
    for (const display::Glyph& glyph : run.glyphs) {
        const std::string& text = use.glyph(glyph.id).text;
        if (text.empty() || run.text.compare(at, text.size(), text) != 0) return false;
        at += text.size();
    }
    return at == run.text.size();
}

std::vector<Joined> joined_glyphs(const display::Page& page, const FontUses& fonts) { return Joiner(page, fonts).run(); }

}  // namespace banxin::pdf
