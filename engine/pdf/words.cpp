// Looks at every pair of neighbours of a line, across runs.
#include "pdf/words.hpp"

#include <optional>

namespace banxin::pdf {
namespace {

// In 1/100 em. Poppler parts words at a tenth of an em, both ways; beyond this the gap is meant (parts of a row).
constexpr std::int64_t kSeen = 8, kMeant = 125;

bool blank(std::string_view text) { return text.find_first_not_of(" \t\n") == std::string_view::npos; }

class Joiner {
  public:
    Joiner(const display::Page& page, const FontUses& fonts) : page_(page), fonts_(fonts) {}

    std::vector<Joined> run() {
        for (std::size_t i = 0; i < page_.items.size(); ++i) {
            const auto* run = std::get_if<display::GlyphRun>(&page_.items[i]);
            if (run && !run->glyphs.empty() && extracts_as_written(*run, fonts_.at(run->face))) add(*run, i);
            else before_.reset();
        }
        return std::move(out_);
    }

  private:
    struct Neighbour {
        GlyphPlace place;
        Length right, baseline;
        std::string_view text;
    };

    void add(const display::GlyphRun& run, std::size_t item) {
        const FontUse& use = fonts_.at(run.face);
        for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
            const display::Glyph& glyph = run.glyphs[i];
            const UsedGlyph& used = use.glyph(glyph.id);
            const Length left = run.origin.x + glyph.x;
            const Neighbour now{{item, i}, left + scale(run.size, used.width, 1'000), run.origin.y + glyph.y, used.text};
            if (before_ && torn(*before_, now, left, run.size)) join(*before_, now);
            before_ = now;
        }
    }

    static bool torn(const Neighbour& a, const Neighbour& b, Length left, Length size) {
        if (a.baseline != b.baseline || blank(a.text) || blank(b.text)) return false;
        const Length gap = left - a.right;
        const Length seen = scale(size, kSeen, 100);
        if (gap < -size) return false;  // not a neighbour: another part of the page
        return gap < -seen || (gap > seen && gap < scale(size, kMeant, 100));
    }

    void join(const Neighbour& a, const Neighbour& b) {
        if (out_.empty() || out_.back().last != a.place) out_.push_back({a.place, a.place, std::string(a.text)});
        out_.back().last = b.place;
        out_.back().text += b.text;
    }

    const display::Page& page_;
    const FontUses& fonts_;
    std::optional<Neighbour> before_;
    std::vector<Joined> out_;
};

}  // namespace

bool extracts_as_written(const display::GlyphRun& run, const FontUse& use) {
    std::size_t at = 0;
    for (const display::Glyph& glyph : run.glyphs) {
        const std::string& text = use.glyph(glyph.id).text;
        if (run.text.compare(at, text.size(), text) != 0) return false;
        at += text.size();
    }
    return at == run.text.size();
}

std::vector<Joined> joined_glyphs(const display::Page& page, const FontUses& fonts) { return Joiner(page, fonts).run(); }

}  // namespace banxin::pdf
