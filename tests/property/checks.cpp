// Checks of lines by their glyphs, runs and reports alone.
#include "property/checks.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/classes.hpp"

namespace banxin::property {
namespace {

using text::Kind;
using text::Line;

constexpr Length kExact{Length::kPerMillimetre / 20};
constexpr Length kOutline{Length::kPerMillimetre / 4};  // letters may reach a little over their frame

bool is_blank(char32_t c) { return c == U' ' || c == U'\u00A0'; }

bool is_hanzi(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

class Checker {
  public:
    Checker(const Setting& set, std::string_view written, const text::Composer& composer, Length measure)
        : set_(set),
          style_(*set.paragraph.style),
          written_(utf8::to_utf32(written)),
          composer_(composer),
          right_(measure - style_.inset_right) {}

    std::vector<std::string> run() {
        for (std::size_t i = 0; i < set_.composed.lines.size(); ++i) {
            lines_.push_back(utf8::to_utf32(set_.text_of(i)));
            if (!lines_.back().empty() && lines_.back().back() == U'\u00AD') lines_.back().pop_back();  // a hyphen that appeared
        }
        whole();
        for (at_ = 0; at_ < lines_.size(); ++at_) {
            edges();
            extent();
            gaps();
        }
        return std::move(out_);
    }

  private:
    const Line& line() const { return set_.composed.lines[at_]; }
    void fault(const std::string& what) { out_.push_back("line " + std::to_string(at_ + 1) + ": " + what); }

    /// Walks the written text and the lines side by side.
    void whole() {
        std::size_t i = 0;
        for (at_ = 0; at_ < lines_.size(); ++at_) {
            for (std::size_t k = 0; k < lines_[at_].size(); ++k, ++i) {
                const std::size_t start = i;
                while (i < written_.size() && written_[i] != lines_[at_][k] && may_go(i, k == 0)) ++i;
                if (k == 0) parted_.push_back(i > start || (i > 0 && is_blank(written_[i - 1])));
                if (i == written_.size() || written_[i] != lines_[at_][k])
                    return fault("the text differs at character " + std::to_string(i + 1));
            }
        }
        while (i < written_.size() && is_blank(written_[i])) ++i;
        at_ = lines_.size();
        if (i != written_.size()) fault("the text ends at character " + std::to_string(i));
    }

    bool may_go(std::size_t i, bool line_edge) const {
        if (!is_blank(written_[i])) return false;
        std::size_t before = i, after = i;
        while (before > 0 && is_blank(written_[before])) --before;
        while (after + 1 < written_.size() && is_blank(written_[after])) ++after;
        const bool western = text::kind_of(written_[before]) == Kind::kWestern && text::kind_of(written_[after]) == Kind::kWestern;
        return line_edge || !western;
    }

    bool reported(Code code) const { return set_.reported(code, line()) || set_.diagnostics.dropped() > 0; }

    void edges() {
        const std::u32string& text = lines_[at_];
        if (text.empty() || parted_.size() < lines_.size() || at_ == 0) return;
        const std::u32string before = trimmed(lines_[at_ - 1]);
        if (before.empty()) return;
        const char32_t first = text.front(), last = before.back();
        if (first == last && (first == U'—' || first == U'…') && run_before(before) % 2 == 1) fault("a pair is divided");
        if (reported(Code::kProhibitionGivenUp)) return;
        const Kinsoku& kinsoku = *style_.kinsoku;
        const bool pair = text.size() > 1 && text[1] == first && (first == U'—' || first == U'…');
        if (!pair && kinsoku.not_at_start.find(first) != kinsoku.not_at_start.npos) fault("begins with " + utf8::encode(first));
        if (pair && kinsoku.pairs_not_at_start) fault("begins with a pair");
        if (text::is_digit(first) && text::is_digit(last) && !parted_[at_])
            fault("a number is divided: " + set_.text_of(at_ - 1) + "|" + set_.text_of(at_));
        if (text::is_digit(last) && kinsoku.after_number.find(first) != kinsoku.after_number.npos)
            fault("a number is parted from " + utf8::encode(first));
        if (text::is_digit(first) && kinsoku.before_number.find(last) != kinsoku.before_number.npos)
            fault("a number is parted from " + utf8::encode(last));
        const bool in_word = text::kind_of(last) == Kind::kWestern;  // an address may be divided at its marks
        if (!in_word && kinsoku.not_at_end.find(last) != kinsoku.not_at_end.npos) fault("the line before ends with " + utf8::encode(last));
    }
    static std::u32string trimmed(std::u32string text) {
        while (!text.empty() && is_blank(text.back())) text.pop_back();
        return text;
    }
    static std::size_t run_before(const std::u32string& text) {
        std::size_t n = 0;
        while (n < text.size() && text[text.size() - 1 - n] == text.back()) ++n;
        return n;
    }

    void extent() {
        const bool over = set_.reported(Code::kOverfullLine, line());
        const bool under = set_.reported(Code::kUnderfullLine, line());
        const Length off = line().right - right_;
        if (line().full && !over && !under && (off > kExact || off < -kExact)) fault("ends " + format_mm(off, 3) + " mm off the measure");
        if (!line().full && at_ + 1 < lines_.size() && style_.align == Align::kJustify) fault("is not full");
        if (over) return;
        if (off > kExact) fault("reaches " + format_mm(off, 3) + " mm over the measure");
        const text::LineInk ink = composer_.ink(line());
        const Length left = style_.inset_left + (at_ == 0 ? style_.indent : Length{});
        if (ink.right > right_ + kOutline && style_.hanging.empty())
            fault("ink reaches " + format_mm(ink.right - right_, 3) + " mm over the measure: " + set_.text_of(at_));
        if (ink.left < left - kOutline) fault("ink begins " + format_mm(left - ink.left, 3) + " mm before the measure");
    }

    struct Seen {
        Length x;
        Length natural;  // advance without what composition added
        Kind kind;
        char32_t c;
    };

    /// A full-width character takes a cell, a Western one what its face says.
    Length natural(const display::GlyphRun& run, const display::Glyph& glyph, Kind kind) const {
        if (kind != Kind::kWestern && kind != Kind::kSpace) return style_.chars.cell;
        const font::Face& face = *free_fonts().face(run.face);
        return scale(run.size, face.advance(glyph.id), face.units_per_em());
    }

    /// Characters whose glyph tells where their frame is: the faces draw others (？ ‰ №) narrower than a cell.
    static bool fills_frame(const Seen& s) {
        return is_hanzi(s.c) || s.kind == Kind::kWestern || std::u32string_view(U"，。、；：”）》").find(s.c) != std::u32string_view::npos;
    }

    /// On the grid no blank is wider than half an em, what marks have in their own cell left aside. `i`: its place on the line.
    void blank(const std::vector<Seen>& seen, std::size_t i) {
        const Seen &a = seen[i], &b = seen[i + 1];
        if (style_.composition != Composition::kStrict || !fills_frame(b)) return;
        const Length half = scale(std::max(style_.chars.size, style_.chars.cell), 1, 2), step = b.x - a.x;
        Length most = a.natural + half;
        if (a.kind == Kind::kSpace) {
            if (i == 0 || seen[i - 1].kind != Kind::kWestern || b.kind != Kind::kWestern) return;  // typed: a cell of the grid
            most = std::max(half, a.natural);
        } else if (!fills_frame(a)) {
            return;
        }
        if (step > most + kExact)
            fault("a blank of " + format_mm(step - most + half, 2) + " mm between " + utf8::encode(a.c) + utf8::encode(b.c));
    }

    /// Hanzi take a cell; what lies between two of them beside that is a gap.
    void gaps() {
        if (style_.vertical) return;  // an upright glyph hangs in its frame: its place alone does not tell where that begins
        if (set_.reported(Code::kLooseLine, line()) || set_.reported(Code::kUnderfullLine, line())) return;
        std::vector<Seen> seen;
        for (const display::GlyphRun& run : line().runs)
            for (const display::Glyph& glyph : run.glyphs) {
                std::size_t at = glyph.cluster;
                const char32_t c = utf8::next(run.text, at);
                const Kind kind = text::kind_of(c);
                seen.push_back({run.origin.x + glyph.x, natural(run, glyph, kind), kind, c});
            }
        const Length em = style_.chars.size, cell = style_.chars.cell;
        for (std::size_t i = 0; i + 1 < seen.size(); ++i) {
            blank(seen, i);
            const Length step = seen[i + 1].x - seen[i].x;
            const bool hanzi = is_hanzi(seen[i].c) && is_hanzi(seen[i + 1].c);
            const bool western = is_hanzi(seen[i].c) && seen[i + 1].kind == Kind::kWestern;
            if (hanzi && step > cell + scale(em, 1, 4) + kExact)
                fault("a gap of " + format_mm(step - cell, 2) + " mm between hanzi " + utf8::encode(seen[i].c) +
                      utf8::encode(seen[i + 1].c));
            if (hanzi && step < cell - kExact) fault("hanzi overlap: " + utf8::encode(seen[i].c) + utf8::encode(seen[i + 1].c));
            if (western && step > cell + scale(em, 3, 4) + kExact)
                fault("a gap of " + format_mm(step - cell, 2) + " mm between " + utf8::encode(seen[i].c) + utf8::encode(seen[i + 1].c));
        }
    }

    const Setting& set_;
    const Style& style_;
    std::u32string written_;
    const text::Composer& composer_;
    Length right_;
    std::vector<std::u32string> lines_;
    std::vector<bool> parted_;  // a blank stands before the line
    std::size_t at_ = 0;
    std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> faults(const Setting& set, std::string_view written, const text::Composer& composer, Length measure) {
    return Checker(set, written, composer, measure).run();
}

}  // namespace banxin::property
