// Every short sequence of hanzi, numbers, marks and words from right to left: it stands as UAX #9 orders the isolates that spans are, and no two
// numbers that were typed apart read as one without a word about it.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include "base/utf8.hpp"
#include "property/setting.hpp"

namespace banxin::property {
namespace {

/// What a sequence is made of. # is a number of two digits, which tell its place in the sequence.
struct Token {
    std::string_view written;
    std::string_view lang;  // of a span; none: bare text
};
constexpr Token kTokens[] = {{"国", ""},   {"#", ""},     {"A", ""},     {"، ", "x"}, {"عر", ""}, {"شى", "ug"}, {"شى#", "ug"},
                             {"عر", "ar"}, {"عر#", "ar"}, {"#عر", "ar"}, {"、", ""},  {"（", ""}, {"）", ""}};

struct Piece {
    std::string text, lang;
};

std::vector<Piece> pieces_of(std::size_t number, std::size_t count) {
    std::vector<Piece> out;
    for (std::size_t i = 0; i < count; ++i, number /= std::size(kTokens)) {
        const Token& token = kTokens[number % std::size(kTokens)];
        std::string text(token.written), lang(token.lang);
        if (lang == "x") lang.clear();
        while (!text.empty() && text.back() == ' ') text.pop_back();
        if (const std::size_t at = text.find('#'); at != std::string::npos) text.replace(at, 1, std::string(2, static_cast<char>('1' + i)));
        if (!out.empty() && out.back().lang == lang) out.back().text += text;  // one span
        else out.push_back({text, lang});
    }
    return out;
}

UCharDirection direction_of(const void*, UChar32 c) {
    const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? U_LEFT_TO_RIGHT : static_cast<UCharDirection>(U_BIDI_CLASS_DEFAULT);
}

/// Bytes of the characters of [from, to) from left to right, on a line of their own, by ICU: a span is an isolate, full-width characters run
/// from left to right.
std::vector<std::size_t> expected(const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    std::u16string units;
    std::vector<std::size_t> bytes;
    std::size_t byte = 0;
    constexpr std::size_t kNone = SIZE_MAX;
    const auto add = [&](char16_t unit, std::size_t at) {
        units += unit;
        bytes.push_back(at);
    };
    for (const Piece& piece : pieces) {
        if (!piece.lang.empty()) add(0x2067, kNone);
        for (std::size_t at = 0; at < piece.text.size();) {
            const std::size_t here = byte + at;
            add(static_cast<char16_t>(utf8::next(piece.text, at)), here);
        }
        if (!piece.lang.empty()) add(0x2069, kNone);
        byte += piece.text.size();
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), &ubidi_close);
    UBiDiClassCallback* before = nullptr;
    const void* context = nullptr;
    ubidi_setClassCallback(bidi.get(), &direction_of, nullptr, &before, &context, &status);
    ubidi_setPara(bidi.get(), units.data(), static_cast<std::int32_t>(units.size()), 0, nullptr, &status);
    const auto first = std::find(bytes.begin(), bytes.end(), from) - bytes.begin(),
               end = std::find(bytes.begin(), bytes.end(), to) - bytes.begin();
    const std::unique_ptr<UBiDi, decltype(&ubidi_close)> line(ubidi_open(), &ubidi_close);
    ubidi_setLine(bidi.get(), static_cast<std::int32_t>(first), static_cast<std::int32_t>(end), line.get(), &status);
    std::vector<std::int32_t> order(static_cast<std::size_t>(end - first));
    ubidi_getVisualMap(line.get(), order.data(), &status);
    REQUIRE(U_SUCCESS(status));
    std::vector<std::size_t> out;
    for (const std::int32_t i : order) {
        const std::size_t at = bytes[static_cast<std::size_t>(first + i)];
        if (at != kNone) out.push_back(at - from);
    }
    return out;
}

/// The same as the line has them.
std::vector<std::size_t> drawn(const text::Line& line) {
    std::vector<std::pair<std::int64_t, std::size_t>> places;
    std::size_t byte = 0;
    for (const display::GlyphRun& run : line.runs) {
        for (const display::Glyph& glyph : run.glyphs)
            places.emplace_back((run.origin.x + glyph.x).units + std::abs(glyph.advance.units) / 2, byte + glyph.cluster);
        byte += run.text.size();
    }
    std::sort(places.begin(), places.end());
    std::vector<std::size_t> out;
    for (const auto& [x, at] : places) out.push_back(at);
    return out;
}

/// Whether numbers that were not typed together stand together.
bool reads_as_one(const std::string& written, const std::vector<std::size_t>& order) {
    const auto digit = [&](std::size_t at) { return written[at] >= '0' && written[at] <= '9'; };
    for (std::size_t i = 1; i < order.size(); ++i)
        if (digit(order[i - 1]) && digit(order[i]) && order[i] != order[i - 1] + 1) return true;
    return false;
}

/// A sequence as a paragraph of a style.
struct Trial {
    SourceFile file{"test"};
    Paragraph paragraph;
    std::string written;
    Diagnostics diagnostics;
    text::ComposedParagraph set;

    Trial(const std::vector<Piece>& pieces, const std::vector<CharStyle>& looks, const Style& style, text::Composer& composer,
          Length measure = Length::mm(156)) {
        paragraph.style = &style;
        for (const Piece& piece : pieces) {
            const CharStyle* chars = piece.lang == "ug" ? &looks[0] : piece.lang == "ar" ? &looks[1] : &style.chars;
            paragraph.spans.push_back({SourceText(piece.text, {&file, 1, static_cast<std::uint32_t>(written.size()) + 1}), chars, 0, {}});
            written += piece.text;
        }
        set = composer.compose(paragraph, measure, {}, diagnostics);
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    bool said(Code code) const {
        return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const Diagnostic& d) { return d.code == code; });
    }
};

}  // namespace

TEST_CASE("short sequences in two directions stand as the algorithm says, and numbers that meet are told of") {
    const LayoutPtr layout = layout_with(R"(<style name="flow" based-on="body" composition="flow" align="left" hyphenate="none"/>
                                            <style name="strict" based-on="body" hyphenate="none"/>)");
    text::Composer composer(free_fonts(), {});
    const std::size_t longest = std::getenv("BANXIN_LONG") ? 4 : 3;
    for (const char* name : {"flow", "strict"}) {
        const Style& style = layout->styles.find(name)->second;
        std::vector<CharStyle> looks(2, style.chars);
        looks[0].lang = "ug";
        looks[1].lang = "ar";
        std::size_t met = 0;
        for (std::size_t count = 1, all = std::size(kTokens); count <= longest; ++count, all *= std::size(kTokens))
            for (std::size_t number = 0; number < all; ++number) {
                const std::vector<Piece> pieces = pieces_of(number, count);
                const Trial trial(pieces, looks, style, composer);
                CAPTURE(trial.written);
                CAPTURE(number);
                CAPTURE(name);
                REQUIRE(trial.set.lines.size() == 1);
                const std::vector<std::size_t> order = drawn(trial.set.lines[0]);
                REQUIRE(order == expected(pieces, 0, trial.written.size()));
                const bool one = reads_as_one(trial.written, order);
                met += one;
                CHECK((trial.said(Code::kReadsAsOne) || trial.said(Code::kNumberDrawn) || !one));
                const bool words = trial.written.find('A') != std::string::npos;
                CHECK((one || words || !trial.said(Code::kReadsAsOne)));
            }
        CHECK(met > 50);
    }
}

TEST_CASE("so do the lines of long ones") {
    const LayoutPtr layout = layout_with(R"(<style name="flow" based-on="body" composition="flow" hyphenate="none"/>
                                            <style name="strict" based-on="body" hyphenate="none"/>)");
    text::Composer composer(free_fonts(), {});
    std::mt19937 random(20261127);
    std::size_t lines = 0;
    for (int i = 0; i < 400; ++i) {
        const Style& style = layout->styles.find(i % 2 == 0 ? "flow" : "strict")->second;
        std::vector<CharStyle> looks(2, style.chars);
        looks[0].lang = "ug";
        looks[1].lang = "ar";
        std::vector<Piece> pieces;
        for (int k = 0; k < 16; ++k)
            for (Piece& piece : pieces_of(random(), 2)) pieces.push_back(std::move(piece));
        for (std::size_t k = 1; k < pieces.size();) {  // one span
            if (pieces[k].lang != pieces[k - 1].lang) ++k;
            else {
                pieces[k - 1].text += pieces[k].text;
                pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(k));
            }
        }
        const Trial trial(pieces, looks, style, composer, Length::mm(50));
        std::size_t from = 0;
        for (const text::Line& line : trial.set.lines) {
            std::size_t to = from;
            for (const display::GlyphRun& run : line.runs) to += run.text.size();
            CAPTURE(trial.written);
            CAPTURE(i);
            REQUIRE(drawn(line) == expected(pieces, from, to));
            from = to;
            ++lines;
        }
        CHECK(from == trial.written.size());
    }
    CHECK(lines > 1'000);
}

}  // namespace banxin::property
