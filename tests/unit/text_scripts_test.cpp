// Other scripts and languages: clusters, direction, order on the line, faces by script and by language, variants, marks in the middle of their cell.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "property/setting.hpp"
#include "text/coverage.hpp"
#include "text/itemise.hpp"
#include "text/scripts.hpp"
#include "text/shape.hpp"
#include "text/strict_breaker.hpp"

namespace banxin {
namespace {

using property::Setting;

const Style& style(std::string_view name) {
    static const LayoutPtr layout = property::layout_with(R"(
        <style name="left" based-on="body" composition="flow" align="left" indent="0字" hyphenate="none"/>
        <style name="hant" based-on="left" lang="zh-Hant-TW"/>
        <style name="strict" based-on="body" indent="0字"/>
        <style name="strict-hant" based-on="strict" lang="zh-Hant"/>)");
    return layout->styles.find(name)->second;
}

struct Set : Setting {
    Set(std::string_view written, std::string_view name = "left", std::int64_t mm = 156)
        : Setting(shared(), written, style(name), Length::mm(mm)) {}

    static text::Composer& shared() {
        static text::Composer one(property::free_fonts(), {});
        return one;
    }
    bool said(Code code) const {
        return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const Diagnostic& d) { return d.code == code; });
    }
    const display::GlyphRun& run_with(std::string_view part) const {
        for (const text::Line& line : composed.lines)
            for (const display::GlyphRun& run : line.runs)
                if (run.text.find(part) != std::string::npos) return run;
        throw std::runtime_error("no run with " + std::string(part));
    }
    double x(std::string_view part) const { return ems(run_with(part).origin.x); }
    double ems(Length a) const { return static_cast<double>(a.units) / static_cast<double>(paragraph.style->chars.size.units); }
    std::string face(std::string_view part) const { return property::free_fonts().source(run_with(part).face).postscript_name; }
    std::string text() const {
        std::string out;
        for (const text::Line& line : composed.lines)
            for (const display::GlyphRun& run : line.runs) out += run.text;
        return out;
    }
};

}  // namespace

TEST_CASE("Chinese and Latin text is not looked into; anything else is cut into clusters") {
    for (const std::string_view plain : {"", "abc", "国，“国”（PDF）……", "é ǎ Ω Ж ① ℃ ﹁ 豈 𠀀 한"}) CHECK_FALSE(text::clusters_of(plain));
    for (const std::string_view other : {"בּ", "n̈", "བོ", "ᠮᠣ", "ꆈ", "辻\U000E0100", "👍🏽", "国\u200F", "\u200B", "ئۇ"}) {
        CAPTURE(other);
        CHECK(text::clusters_of(other));
    }
    const auto clusters = text::clusters_of("n̈བོ👨\u200D👩\u200D👧");
    REQUIRE(clusters->size() == 3);
    CHECK(text::script_name(clusters->at(1).script) == "Tibt");
    CHECK(clusters->at(0).script == text::kOwnScript);
}

TEST_CASE("the language of a script is the text's own where it is written so") {
    const auto arabic = text::clusters_of("ئۇ")->front().script;
    CHECK(text::is_written_in("ug", arabic));
    CHECK_FALSE(text::is_written_in("zh-Hans", arabic));
    CHECK(text::language_of(arabic) == "ar");
    CHECK(text::language_of(text::clusters_of("བོ")->front().script) == "bo");
    CHECK(text::language_of(text::clusters_of("ᠮᠣ")->front().script) == "mn");
}

TEST_CASE("a language is written in hanzi, in Latin letters or in others") {
    for (const char* own : {"", "zh", "zh-Hans", "zh-Hant-TW", "ja", "ko", "ii"}) CHECK(text::writing_of(own) == text::Writing::kOwn);
    for (const char* latin : {"en", "fr", "za", "zh-Latn"}) CHECK(text::writing_of(latin) == text::Writing::kLatin);
    for (const char* other : {"ug", "bo", "mn-Mong", "he", "ru"}) CHECK(text::writing_of(other) == text::Writing::kForeign);
}

TEST_CASE("a Korean syllable typed in pieces is one character, drawn as if it were typed whole, and copies as typed") {
    const Set pieces("국 \u1112\u1161\u11AB\u1100\u116E\u11A8 국"), whole("국 한국 국");
    REQUIRE(pieces.composed.lines.size() == 1);
    const auto drawn = [](const Set& set) {
        std::vector<std::pair<std::uint32_t, std::int64_t>> out;
        for (const display::GlyphRun& run : set.composed.lines[0].runs)
            for (const display::Glyph& glyph : run.glyphs) out.emplace_back(glyph.id, (run.origin.x + glyph.x).units);
        return out;
    };
    CHECK(drawn(pieces) == drawn(whole));
    CHECK(pieces.text() == "국 \u1112\u1161\u11AB\u1100\u116E\u11A8 국");
    CHECK(drawn(Set("국 \uD558\u11AB국 국")) == drawn(whole));  // a whole syllable and its last part
}

TEST_CASE("a heap of marks on one letter is refused, and quickly") {
    std::string heap = "国e", fits = "国e";
    for (int i = 0; i < 60'000; ++i) heap += "\u0301";
    for (int i = 0; i < 30; ++i) fits += "\u0301";
    CHECK(Set(heap + "国").said(Code::kTooManyMarks));
    CHECK_FALSE(Set(fits + "国").said(Code::kTooManyMarks));
}

TEST_CASE("circled numbers are of the face that has all of them") {
    const Set set("①国⑪㉑㊿");
    for (const char* sign : {"①", "⑪", "㊿"}) CHECK(set.face(sign) == "NotoSerifCJKsc-Regular");
}

TEST_CASE("an emoji of several characters that no face joins is refused, and so is half a flag; one with a selector is not") {
    for (const char* parts : {"👍🏽", "👨\u200D👩\u200D👧", "🇨🇳", "🇨", "❤\uFE0F\u200D🔥", "🏴\U000E0067\U000E0062\U000E007F"}) {
        CAPTURE(parts);
        CHECK(Set("国" + std::string(parts) + "国").said(Code::kEmojiInParts));
        CHECK_FALSE(Set("国" + std::string(parts) + "国").said(Code::kNotJoined));
    }
    for (const char* one : {"👍", "👍\uFE0F", "👍\uFE0E", "☎\uFE0E", "1\uFE0F\u20E3", "👍👎", "👍\u200D"}) {
        CAPTURE(one);
        CHECK_FALSE(Set("国" + std::string(one) + "国").said(Code::kEmojiInParts));
    }
}

TEST_CASE("what stands for something lost is refused, whatever a face draws for it") {
    for (const char* lost : {"\uFFF9", "\uFFFB", "\uFFFC", "\uFFFD"})
        for (const char* written : {"国", "PDF"}) {
            CAPTURE(written);
            CHECK(Set(written + std::string(lost) + written).said(Code::kMissingGlyph));
        }
}

TEST_CASE("a line may end between two emoji") {
    std::string row;
    for (int i = 0; i < 40; ++i) row += "👍";
    for (const char* name : {"left", "strict"}) {
        const Set set(row, name);
        CHECK(set.composed.lines.size() > 1);
        CHECK_FALSE(set.said(Code::kProhibitionGivenUp));
        CHECK_FALSE(set.said(Code::kOverfullLine));
    }
}

TEST_CASE("words of another direction stand from right to left, Chinese marks part them") {
    const Set one("国שלום עולם国");
    CHECK(one.x("עולם") < one.x("שלום"));
    CHECK(one.run_with("שלום").right_to_left);
    for (const std::string_view part : {"שלום", "עולם"}) {
        const display::GlyphRun& run = one.run_with(part);
        for (std::size_t i = 1; i < run.glyphs.size(); ++i) {
            CHECK(run.glyphs[i].x < run.glyphs[i - 1].x);
            CHECK(run.glyphs[i].cluster > run.glyphs[i - 1].cluster);
        }
    }
    const Set two("国“שלום”、“עולם”国");
    CHECK(two.x("שלום") < two.x("עולם"));
    CHECK(two.text() == "国“שלום”、“עולם”国");
}

TEST_CASE("numbers and brackets inside such words keep their sense") {
    const Set set("国שלום (2024) עולם国");
    CHECK(set.x("עולם") < set.x("2024"));
    CHECK(set.x("2024") < set.x("שלום"));
    CHECK(set.x(")") < set.x("2024"));  // the closing bracket stands at the left, mirrored
    CHECK(set.x("2024") < set.x("("));
    CHECK_FALSE(set.run_with("2024").right_to_left);
}

TEST_CASE("marks of direction are obeyed, kept in the text and draw nothing") {
    const Set turned("国\u202Eabc\u202C国");
    const display::GlyphRun& run = turned.run_with("abc");
    CHECK(run.right_to_left);
    CHECK(run.glyphs.front().x > run.glyphs.back().x);
    for (const std::string_view text : {"国\u200E国", "\u2067שלום\u2069国", "国\u200B国\u2060国\uFEFF国", "\u200F国"}) {
        const Set set(text);
        CAPTURE(text);
        CHECK(set.text() == text);
        std::size_t glyphs = 0;
        for (const display::GlyphRun& r : set.composed.lines.at(0).runs) glyphs += r.glyphs.size();
        const std::u32string wide = utf8::to_utf32(text);
        CHECK(glyphs == static_cast<std::size_t>(std::count_if(wide.begin(), wide.end(),
                                                               [](char32_t c) { return text::kind_of(c) != text::Kind::kInvisible; })));
    }
}

TEST_CASE("lines end behind the points of Tibetan and never inside a syllable") {
    const std::string written = "བོད་རང་སྐྱོང་ལྗོངས་མི་དམངས་སྲིད་གཞུང་བོད་རང་སྐྱོང་ལྗོངས་མི་དམངས་སྲིད་གཞུང་";
    for (const std::string_view name : {"left", "strict"}) {
        const Set set(written, name, 60);
        REQUIRE(set.composed.lines.size() > 1);
        std::string all;
        for (const text::Line& line : set.composed.lines) {
            std::string text;
            for (const display::GlyphRun& run : line.runs) text += run.text;
            CHECK(text.ends_with("་"));
            all += text;
        }
        CHECK(all == written);
    }
}

TEST_CASE("letters that join or stack never move apart") {
    const Set narrow("国国国国国国ئۇيغۇر国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国", "strict");
    const Set wide("国ئۇيغۇر", "left");
    const auto extent = [](const display::GlyphRun& run) { return run.glyphs.front().x - run.glyphs.back().x; };
    CHECK(extent(narrow.run_with("ئۇيغۇر")) == extent(wide.run_with("ئۇيغۇر")));
}

TEST_CASE("each script has its face, and rare characters theirs") {
    const Set set("国བོད国ئۇ国ᠮᠣ国ꆈ国עב国😀国㐀国𠀀国");
    CHECK(set.face("བོད") == "NotoSerifTibetan-Regular");
    CHECK(set.face("ئۇ") == "NotoNaskhArabic-Regular");
    CHECK(set.face("ᠮᠣ") == "NotoSansMongolian-Regular");
    CHECK(set.face("ꆈ") == "NotoSansYi-Regular");
    CHECK(set.face("עב") == "NotoSerifHebrew-Regular");
    CHECK(set.face("😀") == "Symbola");
    CHECK(set.face("𠀀") == "HanaMinA");
    CHECK(set.diagnostics.all().empty());
    CHECK(Set("国𮯰").said(Code::kMissingGlyph));
    CHECK(Set("\U0001E900").said(Code::kMissingGlyph));  // Adlam
    CHECK(Set("国\u0F39").said(Code::kMissingGlyph));    // a mark of Tibetan on a hanzi: no face has both
}

TEST_CASE("a variant is drawn by a face that has it, else its usual form with a word") {
    const Set known("辻\U000E0101国");
    CHECK_FALSE(known.said(Code::kVariationUnknown));
    const Set plain("辻国");
    CHECK(known.text() == "辻\U000E0101国");
    const bool other =
        known.run_with("辻").glyphs.front().id != plain.run_with("辻").glyphs.front().id || known.face("辻") != plain.face("辻");
    CHECK(other);
    const Set unknown("市\U000E01EF国");
    CHECK(unknown.said(Code::kVariationUnknown));
    CHECK(unknown.text() == "市\U000E01EF国");
    CHECK(unknown.run_with("市").glyphs.front().id == Set("市国").run_with("市").glyphs.front().id);
    CHECK_FALSE(Set("☎\uFE0F").said(Code::kVariationUnknown));
}

TEST_CASE("compatibility ideographs stay themselves") {
    const Set set("\uF900\uF901\uF902");
    CHECK(set.text() == "\uF900\uF901\uF902");
    CHECK_FALSE(set.said(Code::kMissingGlyph));
    const Set unified("\u8C48");
    CHECK(unified.text() == "\u8C48");
}

TEST_CASE("the faces of Traditional Chinese go by the language of the text") {
    const Set hant("國，國。", "hant"), hans("国，国。", "left");
    CHECK(hant.face("國") == "cwTeXFangSong");
    CHECK(hant.face("，") == "NotoSerifCJKtc-Regular");
    CHECK(hans.face("国") == "FandolFang-Regular");
    CHECK(hans.face("，") == "FandolFang-Regular");
    CHECK(hant.ems(hant.run_with("國").size) == doctest::Approx(1.087));  // drawn in 920 of 1000 units
    CHECK(font::is_language("zh-Hant-TW", "zh-Hant"));
    CHECK(font::is_language("ZH-hant", "zh-Hant"));
    CHECK_FALSE(font::is_language("zh-Hantx", "zh-Hant"));
    CHECK_FALSE(font::is_language("zh", "zh-Hant"));
}

namespace {

text::Atoms shaped(std::string_view written, std::string_view name) {
    static text::Coverage coverage(property::free_fonts());
    static text::Shaper shaper(property::free_fonts());
    static SourceFile file{"test"};
    Paragraph paragraph;
    paragraph.style = &style(name);
    paragraph.spans.push_back({SourceText(written, {&file, 1, 1}), &style(name).chars, 0});
    Diagnostics diagnostics;
    const text::Text text = text::join(paragraph);
    return shaper.shape(text, text::itemise(text, property::free_fonts(), coverage, diagnostics));
}

}  // namespace

TEST_CASE("marks of Traditional Chinese stand in the middle of their cell and have no half cell to give") {
    const text::Atoms atoms = shaped("，。、；：！？", "hant");
    for (const text::Atom& atom : atoms.list) {
        const text::AtomGlyph& glyph = atoms.glyphs[atom.first_glyph];
        const font::Face& face = *property::free_fonts().face(glyph.face);
        const font::InkBox ink = face.ink_box(glyph.id);
        const Length middle = glyph.x + scale(glyph.size, ink.left + ink.right, 2 * face.units_per_em());
        CAPTURE(utf8::encode(atom.first_char));
        CHECK(std::abs((middle - scale(atom.width, 1, 2)).units) < atom.width.units / 20);
        CHECK(atom.blank_right < scale(atom.width, 9, 20));  // the strict setter takes no half cell
    }
    const text::Atoms brackets = shaped("「國」（國）", "hant");
    for (const text::Atom& atom : brackets.list)
        if (text::is_bracket(atom.kind)) CHECK(atom.blank_left + atom.blank_right >= scale(atom.width, 9, 20));
}

TEST_CASE("a strict line with marks in the middle squeezes none of them") {
    const Set hant("國國國國國國國國國國國國國，國國國國國國國國國國國國國國。國國", "strict-hant"),
        hans("国国国国国国国国国国国国国，国国国国国国国国国国国国国国。国国", "strict");
    // 28 cells: the mark behind the 28th cell is admitted where one before it gives up half of its cell and itself the other half.
    const auto first = [](const Set& set) { return utf8::count(set.text_of(0)); };
    CHECK(first(hans) == 29);
    CHECK(first(hant) < 29);
}

namespace {

/// A paragraph of several spans, each with its language; none: the paragraph's.
struct Told : Set {
    Told(std::initializer_list<std::pair<std::string_view, const char*>> spans, std::string_view name = "left") : Set("国", name) {
        paragraph.spans.clear();
        looks.reserve(spans.size());
        for (const auto& [written, lang] : spans) {
            looks.push_back(paragraph.style->chars);
            if (*lang != '\0') looks.back().lang = lang;
            paragraph.spans.push_back({SourceText(written, {&file, 1, 1}), &looks.back(), 0});
        }
        diagnostics = {};
        composed = shared().compose(paragraph, Length::mm(156), {}, diagnostics);
    }
    std::vector<CharStyle> looks;
};

double width(const Set& set) { return set.ems(set.composed.lines.at(0).right - set.composed.lines.at(0).left); }

}  // namespace

TEST_CASE("what stands behind a span from right to left is no part of it") {
    for (const char* behind : {"3名", "①号", "2026年", "(12)", "A组", " 7 人"}) {
        const Told told({{"国", ""}, {"شىنجاڭ", "ug"}, {behind, ""}});
        CAPTURE(behind);
        const std::string first = utf8::encode(utf8::to_utf32(behind)[behind[0] == ' ' ? 1 : 0]);
        CHECK(told.x("شىنجاڭ") < told.x(first));
        CHECK_FALSE(told.said(Code::kNumberDrawn));
    }
    CHECK(Told({{"国", ""}, {"تىلى", "kk"}, {"3名", ""}}).x("تىلى") < Told({{"国", ""}, {"تىلى", "kk"}, {"3名", ""}}).x("3"));
}

TEST_CASE("inside a span of such a language its own marks and numbers stand as it has them") {
    for (const auto& [written, mark] : {std::pair("قىلسۇن!", "!"), std::pair("قىلسۇن…", "…")}) {
        const Told told({{"国", ""}, {written, "ug"}, {"国", ""}});
        CAPTURE(written);
        CHECK(told.x(mark) < told.x("قىلسۇن"));
    }
    const Told numbered({{"国", ""}, {"3-نومۇر", "ug"}, {"国", ""}});
    CHECK(numbered.x("نومۇر") < numbered.x("3"));
    const Told parted({{"国", ""}, {"شىنجاڭ、نومۇر", "ug"}, {"国", ""}});
    CHECK(parted.x("شىنجاڭ") < parted.x("نومۇر"));  // a mark of Chinese parts, as it does outside
}

TEST_CASE("a number that a bare word draws before itself is noticed") {
    for (const char* drawn : {"国שלום3名", "国שלום 3 名", "国שלום①3名"})
        CHECK(Set(drawn).said(Code::kNumberDrawn) == (drawn != std::string_view("国שלום①3名")));
    for (const char* right : {"国3שלום国", "国שלום 3 עולם国", "国שלום、3名", "国\u2067שלום3\u2069国", "国שלום\u200E3名"}) {
        CAPTURE(right);
        CHECK_FALSE(Set(right).said(Code::kNumberDrawn));
    }
}

TEST_CASE("raised and lowered characters are letters of their word") {
    const Set water("国H₂O国"), plain("国HnO国");
    CHECK(water.face("₂") == "LiberationSerif");
    CHECK(width(water) < width(plain));
    CHECK(width(Set("国10⁻⁴国")) < width(Set("国10-44国")));
    for (const char* name : {"left", "strict"})
        for (int before = 20; before < 29; ++before) {
            std::string written;
            for (int i = 0; i < before; ++i) written += "国";
            const Set set(written + "CO₂国国国国国国国国国国国国国", name);
            for (std::size_t i = 0; i < set.composed.lines.size(); ++i) CHECK_FALSE(set.text_of(i).starts_with("₂"));
        }
}

TEST_CASE("typed blanks of Unicode keep their width") {
    const auto gap = [](const char* blank) { return width(Set(std::string("王") + blank + "军")) - width(Set("王军")); };
    CHECK(gap("\u2003") == doctest::Approx(1).epsilon(0.02));
    CHECK(gap("\u2001") == doctest::Approx(1).epsilon(0.02));
    CHECK(gap("\u2002") == doctest::Approx(0.5));
    CHECK(gap("\u2009") == doctest::Approx(0.2));
    CHECK(gap("\u202F") == doctest::Approx(0.2));
    CHECK(width(Set("王\u2003军", "strict")) == doctest::Approx(width(Set("王\u3000军", "strict"))));
    CHECK(width(Set("王\u2009军国国国国国国", "strict")) == doctest::Approx(width(Set("王军国国国国国国", "strict")) * 8.5 / 8));
    for (const char* written : {"王\u2003军、王\u2009军", "国naïve\u202Fnaïve国", "国“naïve\u2067\u202Fnaïve（עברית\u2069国"})
        CHECK(Set(written).text() == written);
}

TEST_CASE("a blank between words of Korean takes half a cell of the grid") {
    CHECK(width(Set("대한 서울특별시", "strict")) == doctest::Approx(7.5 / 7 * width(Set("대한서울특별시", "strict"))));
}

TEST_CASE("a mark that its face does not place stands in the middle over its character, or is refused") {
    const auto middles = [](const text::Atoms& atoms, std::size_t at) {
        std::vector<double> out;
        for (std::uint32_t g = atoms.list[at].first_glyph; g < atoms.list[at].end_glyph; ++g) {
            const font::Face& face = *property::free_fonts().face(atoms.glyphs[g].face);
            const font::InkBox ink = face.ink_box(atoms.glyphs[g].id);
            out.push_back(static_cast<double>(
                              (atoms.glyphs[g].x + scale(atoms.glyphs[g].size, ink.left + ink.right, 2 * face.units_per_em())).units) /
                          static_cast<double>(atoms.glyphs[g].size.units));
        }
        return out;
    };
    for (const char* marked : {"水\u0301", "国\u0323", "ŋ\u030A", "1\u20DD"}) {
        CAPTURE(marked);
        const text::Atoms atoms = shaped(marked, "left");
        const std::vector<double> at = middles(atoms, 0);
        REQUIRE(at.size() == 2);
        CHECK(at[0] == doctest::Approx(at[1]).epsilon(0.12));
        CHECK_FALSE(Set(marked).said(Code::kNotJoined));
    }
    CHECK(Set("甲\u20DD").said(Code::kNotJoined));
    CHECK(Set("甲\u20DE").said(Code::kNotJoined));
}

TEST_CASE("ink has room on its line: signs around characters, wide symbols") {
    for (const char* sign : {"1\uFE0F\u20E3", "A\u20DD", "\U0001D11E"}) {
        CAPTURE(sign);
        const text::Atoms atoms = shaped(sign, "left");
        for (const text::AtomGlyph& glyph : atoms.glyphs) {
            const font::Face& face = *property::free_fonts().face(glyph.face);
            const font::InkBox ink = face.ink_box(glyph.id);
            CHECK(glyph.x + scale(glyph.size, ink.left, face.units_per_em()) >= Length{});
            CHECK(glyph.x + scale(glyph.size, ink.right, face.units_per_em()) <= atoms.list[0].width);
        }
    }
}

TEST_CASE("tall stacks of Tibetan reach beyond their line, common ones hardly") {
    const auto under = [](std::string_view written) {
        Length out;
        for (const text::Reach& reach : Set(written).composed.lines.at(0).under) out = std::max(out, reach.far);
        return out;
    };
    CHECK(under("国ཧྐྵྨླྺྼྻྃ国") > under("国བོད国") + Length::mm(2));
}

}  // namespace banxin
