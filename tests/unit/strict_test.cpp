// Strict composition on made-up atoms: groups of marks, Western runs, the breaker. No font is needed.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "text/strict_breaker.hpp"

namespace banxin::text {
namespace {

constexpr std::string_view kNotAtStart = "，。、；：”）》！？";

/// Every hanzi and mark a cell of 100 units; of Western letters each 50. Blanks and breaks as the spacer leaves them.
struct Made {
    CharStyle look;
    std::vector<Atom> atoms;
    Kinsoku kinsoku;

    explicit Made(std::string_view text) {
        look.size = look.cell = Length{100};
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t begin = at;
            const char32_t c = utf8::next(text, at);
            const Kind kind = kind_of(c);
            const bool western = kind == Kind::kWestern;
            const bool continues = western && !atoms.empty() && atoms.back().kind == Kind::kWestern;
            if (!continues) {
                Atom atom;
                atom.kind = kind;
                atom.begin = static_cast<std::uint32_t>(begin);
                atom.first_char = c;
                atom.chars = &look;
                atom.width = {western ? 0 : kind == Kind::kSpace ? 25 : 100};
                atom.first_glyph = atoms.empty() ? 0 : atoms.back().end_glyph;
                atom.end_glyph = atom.first_glyph + (western ? 0 : 1);
                atoms.push_back(atom);
            }
            Atom& atom = atoms.back();
            if (has_blank(kind)) (kind == Kind::kOpening ? atom.blank_left : atom.blank_right) = Length{50};
            if (western) {
                atom.width += Length{50};
                ++atom.end_glyph;
            }
            atom.last_char = c;
            atom.end = static_cast<std::uint32_t>(at);
        }
        for (std::size_t i = 0; i + 1 < atoms.size(); ++i) {
            const bool start = kNotAtStart.find(utf8::encode(atoms[i + 1].first_char)) != std::string_view::npos;
            const bool space = atoms[i + 1].kind == Kind::kSpace;
            if (start || space || atoms[i].kind == Kind::kOpening) atoms[i].break_after = Break::kForbidden;
        }
    }

    std::vector<StrictLine> lines(int cells, int indent = 0) {
        Room room;
        room.right = Length{100 * cells};
        room.first_left = Length{100 * indent};
        Fitter fitter(atoms, look.cell);
        return break_strict(atoms, kinsoku, *grid_of(room, look.cell), fitter, true);
    }
};

std::string hanzi(int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += "字";
    return out;
}

int units(const StrictLine& line) {
    int sum = 0;
    for (const FittedStretch& f : line.stretches) sum += f.units;
    return sum;
}

MarkPlan plan(std::string_view marks, bool at_start = false, bool at_end = false) {
    Made made(marks);
    Fitter fitter(made.atoms, made.look.cell);
    return fitter.marks({PieceKind::kMarks, 0, static_cast<std::uint32_t>(made.atoms.size()), at_start, at_end});
}

}  // namespace

TEST_CASE("adjacent marks close up where a bracket takes part, and the rest goes outside the brackets") {
    CHECK(plan("，").natural == 2);
    const MarkPlan closing = plan("。”");
    CHECK(closing.natural == 3);
    CHECK(closing.slack);
    CHECK_FALSE(closing.slack_before);
    CHECK(closing.slack_after == 1);
    const MarkPlan opening = plan("（“");
    CHECK(opening.natural == 3);
    CHECK(opening.slack_before);
    const MarkPlan turn = plan("”“");
    CHECK(turn.natural == 3);
    CHECK_FALSE(turn.slack_before);
    CHECK(turn.slack_after == 0);
    CHECK(plan("”，“").natural == 4);
    CHECK(plan("。”）").natural == 4);
    CHECK(plan("！？").natural == 4);  // no bracket: nothing closes up
}

TEST_CASE("a line of hanzi is full and stands in its cells") {
    Made made(hanzi(100));
    const auto lines = made.lines(28, 2);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].to - lines[0].from == 26);
    CHECK(lines[1].to - lines[1].from == 28);
    CHECK(units(lines[1]) == 56);
    CHECK(lines[3].last);
    CHECK(lines[3].missing == 2 * (28 - 18));
}

TEST_CASE("a comma that would begin a line is taken in by half a cell of another and half of its own") {
    Made made(hanzi(10) + "、" + hanzi(17) + "，" + hanzi(20));
    const auto lines = made.lines(28);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].to == 29);
    CHECK(units(lines[0]) == 56);
    CHECK(lines[0].missing == 0);
    CHECK(lines[0].stretches.back().units == 1);
    CHECK(lines[0].stretches[10].units == 1);
}

TEST_CASE("no last line of one character where the lines before can help it") {
    Made marked(hanzi(5) + "，" + hanzi(5) + "，" + hanzi(5) + "，" + hanzi(5) + "，" + hanzi(5));
    CHECK(marked.lines(28).size() == 1);  // 29 cells: two marks give half a cell each
    Made plain(hanzi(29));
    const auto lines = plain.lines(28);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].to == 27);  // opened, rather than one character alone
    CHECK(lines[0].missing == 2);
}

TEST_CASE("numbers take whole cells, words of a phrase share the rest") {
    Made two("字12字");
    Fitter fitter(two.atoms, two.look.cell);
    CHECK(fitter.fits({PieceKind::kRun, 1, 2, false, false}).front().units == 2);
    Made three("字123字");
    Fitter odd(three.atoms, three.look.cell);
    const auto& fits = odd.fits({PieceKind::kRun, 1, 2, false, false});
    CHECK(fits.front().units == 4);
    CHECK(fits.front().cost == 0);
    CHECK(fits[1].units == 3);
    CHECK(fits[1].cost > 0);
    Made phrase("ab cd ef");
    CHECK(pieces_of(phrase.atoms, phrase.kinsoku).size() == 1);
}

TEST_CASE("every character is kept and every full line is exact, whatever the marks") {
    for (const char* marks : {"（", "”。", "“", "，", "”“", "（）", "…"}) {
        std::string text;
        for (int i = 0; i < 2'000; ++i) text += marks;
        Made made(text);
        const auto lines = made.lines(28, 2);
        std::uint32_t at = 0;
        for (const StrictLine& line : lines) {
            CHECK(line.from == at);
            at = line.to;
            const int start = line.from == 0 ? 4 : 0;
            CHECK(start + units(line) + line.missing == 56);
            CHECK(line.missing >= 0);
        }
        CHECK(at == made.atoms.size());
    }
}

TEST_CASE("a grid needs lines that begin and end at half cells") {
    Room room;
    room.right = Length{1'000'000};
    CHECK_FALSE(grid_of(room, Length{300'000}));
    room.right = Length{1'050'000};
    CHECK(grid_of(room, Length{300'000})->end == 7);
    room.left = Length{150'000};
    room.first_left = Length{150'000};
    CHECK(grid_of(room, Length{300'000})->odd_origin);
}

}  // namespace banxin::text
