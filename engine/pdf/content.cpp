// Text, rules and pictures of a page. Glyph places are exact: each adjustment is computed from where the glyph must stand, so errors never add up.
#include "pdf/content.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "pdf/pictures.hpp"
#include "pdf/words.hpp"

namespace banxin::pdf {
namespace {

constexpr int kPlaces = 4;               // of a point: 0.00004 mm
constexpr std::int64_t kFine = 100'000;  // steps of a point inside a run

using Out = std::back_insert_iterator<std::string>;

std::int64_t fine(Length a) { return scale(a, kFine, Length::kPerPoint).units; }

/// n / 100,000 without trailing zeros.
void append_fine(std::string& out, std::int64_t n, int places) { append_pt(out, scale(Length{n}, Length::kPerPoint, kFine), places); }

using display::Orientation;

/// The way of a run: along it the pen goes, in text space.
class Direction {
  public:
    Direction(const display::GlyphRun& run, const FontUse& use) : run_(run), use_(use) {}

    std::int64_t along(std::size_t i) const {
        const display::Glyph& glyph = run_.glyphs[i];
        const bool down = run_.orientation == Orientation::kUpright || run_.orientation == Orientation::kTurned;
        return down ? fine(glyph.y) : fine(scale(glyph.x, 1'000, run_.stretch));
    }
    /// Alike for the glyphs of one string.
    Length across(std::size_t i) const {
        const display::Glyph& glyph = run_.glyphs[i];
        if (run_.orientation == Orientation::kUpright) return glyph.x + half_width(i);
        return run_.orientation == Orientation::kTurned ? glyph.x : glyph.y;
    }
    /// What the pen goes on by itself after a glyph.
    std::int64_t natural(std::size_t i) const {
        const std::int64_t width = run_.orientation == Orientation::kUpright ? 1'000 : use_.glyph(run_.glyphs[i].id).width;
        return width * fine(run_.size) / 1'000;
    }
    /// Where the pen begins, from the run's origin.
    display::Point start(std::size_t i) const {
        const display::Glyph& glyph = run_.glyphs[i];
        if (run_.orientation != Orientation::kUpright) return {glyph.x, glyph.y};
        return {glyph.x + half_width(i), glyph.y - scale(run_.size, kHung, 1'000)};
    }

  private:
    Length half_width(std::size_t i) const {
        return scale(scale(run_.size, run_.stretch, 1'000), use_.glyph(run_.glyphs[i].id).width, 2'000);
    }

    const display::GlyphRun& run_;
    const FontUse& use_;
};

class ContentWriter {
  public:
    ContentWriter(const display::Page& page, const display::Document& document, const FontUses& fonts)
        : page_(page), document_(document), fonts_(fonts), joined_(joined_glyphs(page, fonts)) {}

    std::string run() {
        finish_at(page_.items.size());
        return std::move(out_);
    }

    std::vector<std::string> run(const std::vector<std::size_t>& starts) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < starts.size(); ++i) {
            if (i > 0) forget();
            finish_at(i + 1 < starts.size() ? starts[i + 1] : page_.items.size());
            out.push_back(std::move(out_));
            out_.clear();
        }
        return out;
    }

  private:
    /// Draws items up to this one.
    void finish_at(std::size_t end) {
        for (; place_.item < end; ++place_.item) {
            const display::Item& item = page_.items[place_.item];
            if (const auto* rule = std::get_if<display::Rule>(&item)) draw(*rule);
            else if (const auto* path = std::get_if<display::Path>(&item)) draw(*path);
            else if (const auto* picture = std::get_if<display::PictureItem>(&item)) draw(*picture);
            else draw(std::get<display::GlyphRun>(item));
        }
        leave_text();
    }

    /// Other pieces may stand in between.
    void forget() {
        ink_ = pen_ink_ = -1;
        font_ = nullptr;
        spacing_.reset();
    }

    void number(Length a) { append_pt(out_, a, kPlaces); }
    Length up(Length y) const { return page_.height - y; }

    void ink(InkId id) {
        if (ink_ == id) return;
        ink_ = id;
        colour(id, "k\n");
    }
    void pen_ink(InkId id) {
        if (pen_ink_ == id) return;
        pen_ink_ = id;
        colour(id, "K\n");
    }
    void colour(InkId id, std::string_view what) {
        const Cmyk& c = document_.inks[id].colour;
        for (const std::uint16_t part : {c.c, c.m, c.y, c.k}) {
            append_pt(out_, scale(Length::pt(1), part, 1'000), 3);
            out_ += ' ';
        }
        out_ += what;
    }

    void point(display::Point p) {
        number(p.x);
        out_ += ' ';
        number(up(p.y));
        out_ += ' ';
    }

    void draw(const display::Path& path) {
        leave_text();
        const bool filled = path.thickness == Length{};
        if (filled) {
            ink(path.ink);
        } else {
            pen_ink(path.ink);
            number(path.thickness);
            out_ += " w ";
        }
        point(path.start);
        out_ += "m\n";
        for (const display::Stroke& stroke : path.strokes) {
            if (stroke.curved) {
                point(stroke.first);
                point(stroke.second);
            }
            point(stroke.to);
            out_ += stroke.curved ? "c\n" : "l\n";
        }
        out_ += filled ? "f\n" : path.closed ? "s\n" : "S\n";
    }

    void draw(const display::Rule& rule) {
        leave_text();
        ink(rule.ink);
        for (const Length part : {rule.box.x, up(rule.box.y + rule.box.height), rule.box.width, rule.box.height}) {
            number(part);
            out_ += ' ';
        }
        out_ += "re f\n";
    }

    void draw(const display::PictureItem& picture) {
        leave_text();
        const std::string_view shows = alternative_of(picture, document_);
        if (!shows.empty()) fmt::format_to(Out(out_), "/Span<</Alt{}>>BDC\n", text_string(shows));
        out_ += placed(picture, page_.height);
        if (!shows.empty()) out_ += "EMC\n";
    }

    void enter_text() {
        if (!in_text_) out_ += "BT\n";
        in_text_ = true;
    }
    void leave_text() {
        if (in_text_) out_ += "ET\n";
        in_text_ = false;
    }

    void draw(const display::GlyphRun& run) {
        if (run.glyphs.empty()) return;
        const FontUse& use = fonts_.at(run.face);
        ink(run.ink);
        enter_text();
        choose_font(use, run);
        const Direction way(run, use);
        const bool marked = stacked(run);
        if (marked) begin_span(run.text);
        for (std::size_t i = 0; i < run.glyphs.size();) {  // one string for each height
            std::size_t next = i;
            while (next < run.glyphs.size() && way.across(next) == way.across(i)) ++next;
            string(run, use, way, i, next);
            i = next;
        }
        if (marked) end_span();
    }

    void choose_font(const FontUse& use, const display::GlyphRun& run) {
        const bool stands = run.orientation == Orientation::kUpright;
        if (font_ == &use && size_ == run.size && stands_ == stands) return;
        font_ = &use;
        size_ = run.size;
        stands_ = stands;
        fmt::format_to(Out(out_), "/{}{} ", use.resource, stands ? "V" : "");
        number(run.size);
        out_ += " Tf\n";
    }

    void text_matrix(const display::GlyphRun& run, display::Point start) {
        if (run.orientation == Orientation::kTurned) out_ += "0 -1 1 0 ";
        else if (run.stretch == 1'000) out_ += "1 0 0 1 ";
        else fmt::format_to(Out(out_), "{} 0 0 1 ", format_pt(scale(Length::pt(1), run.stretch, 1'000), kPlaces));
        number(run.origin.x + start.x);
        out_ += ' ';
        number(up(run.origin.y + start.y));
        out_ += " Tm\n";
    }

    /// Glyphs [from, to) of one line.
    void string(const display::GlyphRun& run, const FontUse& use, const Direction& way, std::size_t from, std::size_t to) {
        const std::int64_t size = fine(run.size);
        const std::int64_t sign = run.orientation == Orientation::kUpright ? -1 : 1;  // of what moves the pen on: down is negative
        spacing(sign * common_extra(way, from, to));
        text_matrix(run, way.start(from));
        std::int64_t pen = way.along(from);
        for (std::size_t i = from; i < to; ++i) {
            place_.glyph = i;
            if (next_joined_ < joined_.size() && joined_[next_joined_].first == place_) begin_span(joined_[next_joined_].text);
            const std::int64_t error = pen - way.along(i);
            const std::int64_t adjustment = (error * 100'000 + (error >= 0 ? size / 2 : -size / 2)) / size;  // 1/100 of 1/1,000 em
            if (std::llabs(adjustment) > 1) {
                out_ += in_string_ ? ">" : "[";
                append_fine(out_, sign * adjustment * (kFine / 100), 2);
                out_ += '<';
                in_string_ = true;
                pen -= adjustment * size / 100'000;
            }
            if (!in_string_) out_ += "[<";
            in_string_ = true;
            append_hex(out_, use.glyph(run.glyphs[i].id).code);
            pen += way.natural(i) + sign * spacing_.value_or(0);
            if (next_joined_ < joined_.size() && joined_[next_joined_].last == place_) {
                end_span();
                ++next_joined_;
            }
        }
        show_string();
    }

    void show_string() {
        if (in_string_) out_ += ">]TJ\n";
        in_string_ = false;
    }
    void begin_span(std::string_view text) {
        show_string();
        fmt::format_to(Out(out_), "/Span<</ActualText{}>>BDC\n", text_string(text));
    }
    void end_span() {
        show_string();
        out_ += "EMC\n";
    }

    /// What most glyphs of the string need beyond their own advance: said once, as character spacing.
    std::int64_t common_extra(const Direction& way, std::size_t from, std::size_t to) {
        counts_.clear();
        std::int64_t best = 0;
        int most = 0;
        for (std::size_t i = from; i + 1 < to; ++i) {
            const std::int64_t extra = way.along(i + 1) - way.along(i) - way.natural(i);
            const std::int64_t rounded = extra >= 0 ? (extra + 5) / 10 * 10 : (extra - 5) / 10 * 10;  // four decimals
            auto known = std::find_if(counts_.begin(), counts_.end(), [&](const auto& entry) { return entry.first == rounded; });
            if (known == counts_.end()) known = counts_.insert(known, {rounded, 0});
            const int count = ++known->second;
            if (count > most || (count == most && rounded < best)) {
                most = count;
                best = rounded;
            }
        }
        return best;
    }

    void spacing(std::int64_t extra) {
        if (spacing_ == extra) return;
        spacing_ = extra;
        append_fine(out_, extra, kPlaces);
        out_ += " Tc\n";
    }

    const display::Page& page_;
    const display::Document& document_;
    const FontUses& fonts_;
    const std::vector<Joined> joined_;
    std::size_t next_joined_ = 0;
    GlyphPlace place_;
    std::string out_;
    bool in_text_ = false;
    bool in_string_ = false;
    int ink_ = -1, pen_ink_ = -1;
    const FontUse* font_ = nullptr;
    Length size_;
    bool stands_ = false;
    std::optional<std::int64_t> spacing_ = 0;           // nothing: not known
    std::vector<std::pair<std::int64_t, int>> counts_;  // of common_extra, reused; few values differ
};

}  // namespace

std::string page_content(const display::Page& page, const display::Document& document, const FontUses& fonts) {
    return ContentWriter(page, document, fonts).run();
}

std::vector<std::string> page_pieces(const display::Page& page, const display::Document& document, const FontUses& fonts,
                                     const std::vector<std::size_t>& starts) {
    return ContentWriter(page, document, fonts).run(starts);
}

bool joined_at(const display::Page& page, const FontUses& fonts, std::size_t item) {
    const std::vector<Joined> joined = joined_glyphs(page, fonts);
    return std::any_of(joined.begin(), joined.end(), [&](const Joined& j) { return j.first.item < item && j.last.item >= item; });
}

}  // namespace banxin::pdf
