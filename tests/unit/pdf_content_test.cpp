// Page content: numbers that bring every glyph to its place, and text joined where readers would tear it.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <random>
#include <regex>

#include "pdf/content.hpp"
#include "pdf/pictures.hpp"
#include "pdf/words.hpp"

using namespace banxin;

namespace {

constexpr std::uint32_t kHan = 1, kComma = 2, kDigit = 3;

/// A font of three glyphs whose codes are their numbers.
pdf::FontUses fonts() {
    pdf::FontUses out;
    pdf::FontUse& use = out[0];
    use.resource = "F1";
    use.glyphs = {{kHan, "字", 1, 1'000}, {kComma, "，", 2, 1'000}, {kDigit, "7", 3, 487}};
    use.places = {0, 1, 2, 3};
    return out;
}

struct Piece {
    std::uint32_t glyph;
    Length x;
    Length y{};
};

display::Document document_with(const std::vector<Piece>& pieces, Length origin) {
    display::Document out;
    out.inks = {{"black", {0, 0, 0, 1'000}}, {"red", {0, 800, 800, 0}}};
    display::Page& page = out.pages.emplace_back();
    page.width = Length::mm(210);
    page.height = Length::mm(297);
    display::GlyphRun run;
    run.size = Length::pt(16);
    run.origin = {origin, Length::mm(100)};
    for (const Piece& piece : pieces) {
        run.glyphs.push_back({piece.glyph, static_cast<std::uint32_t>(run.text.size()), piece.x, piece.y, {}});
        run.text += fonts().at(0).glyph(piece.glyph).text;
    }
    page.items.emplace_back(run);
    return out;
}

/// Where a reader of the content finds the glyphs: x from the paper's edge, in points.
std::vector<double> places(const std::string& content) {
    static const std::regex token(R"(1 0 0 1 (\S+) (\S+) Tm|(\S+) Tc|<([0-9A-F]+)>|(-?[\d.]+)(?=<)|\]TJ)");
    const pdf::FontUses uses = fonts();
    std::vector<double> out;
    double x = 0, spacing = 0;
    for (std::sregex_iterator i(content.begin(), content.end(), token), end; i != end; ++i) {
        const std::smatch& m = *i;
        if (m[1].matched) x = std::stod(m[1]);
        else if (m[3].matched) spacing = std::stod(m[3]);
        else if (m[5].matched) x -= std::stod(m[5]) / 1'000 * 16;
        else if (m[4].matched && m[4].str().substr(0, 4) != "FEFF") {
            for (std::size_t at = 0; at < m[4].str().size(); at += 4) {
                out.push_back(x);
                x += uses.at(0).glyph(static_cast<std::uint32_t>(std::stoul(m[4].str().substr(at, 4), nullptr, 16))).width * 16.0 / 1'000 +
                     spacing;
            }
        }
    }
    return out;
}

std::string content_of(const display::Document& document) { return pdf::page_content(document.pages[0], document, fonts()); }

Length em(int hundredths) { return scale(Length::pt(16), hundredths, 100); }

std::vector<std::string> joined(const std::vector<Piece>& pieces) {
    std::vector<std::string> out;
    for (const pdf::Joined& j : pdf::joined_glyphs(document_with(pieces, {}).pages[0], fonts())) out.push_back(j.text);
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("glyphs in even steps are one string with one spacing") {
    const display::Document document = document_with({{kHan, {}}, {kHan, em(101)}, {kHan, em(202)}}, Length::mm(28));
    CHECK(content_of(document) == "0 0 0 1 k\nBT\n/F1 16 Tf\n0.16 Tc\n1 0 0 1 79.3701 558.4252 Tm\n[<000100010001>]TJ\nET\n");
}

TEST_CASE("every glyph stands within a thousandth of a millimetre of its place, however the line was spaced") {
    std::mt19937 random(20'241'119);
    for (int round = 0; round < 200; ++round) {
        std::vector<Piece> pieces;
        Length x;
        for (int i = 0; i < 40; ++i) {
            const std::uint32_t glyph = 1 + static_cast<std::uint32_t>(random() % 3);
            pieces.push_back({glyph, x});
            x += em(glyph == kDigit ? 49 : 100) + Length{static_cast<std::int64_t>(random() % 40'000) - 12'000};
        }
        const Length origin{static_cast<std::int64_t>(random() % 3'000'000)};
        const std::vector<double> found = places(content_of(document_with(pieces, origin)));
        REQUIRE(found.size() == pieces.size());
        for (std::size_t i = 0; i < found.size(); ++i) REQUIRE(std::abs(found[i] - (origin + pieces[i].x).to_pt()) < 0.003);
    }
}

TEST_CASE("a rule leaves the text and has its ink") {
    display::Document document = document_with({{kHan, {}}}, {});
    document.pages[0].items.emplace_back(display::Rule{{Length::mm(28), Length::mm(261), Length::mm(156), Length::pt(1)}, 1, kNoNode, {}});
    const std::string content = content_of(document);
    CHECK(content.ends_with("ET\n0 0.8 0.8 0 k\n79.3701 101.0472 442.2047 1 re f\n"));
}

TEST_CASE("neighbours are joined where a reader would see a blank or another line") {
    CHECK(joined({{kHan, {}}, {kHan, em(104)}}).empty());                               // as it is
    CHECK(joined({{kHan, {}}, {kDigit, em(125)}, {kHan, em(200)}}) == Texts{"字7字"});  // gaps beside a digit
    CHECK(joined({{kComma, {}}, {kHan, em(50)}, {kHan, em(150)}}) == Texts{"，字"});    // a squeezed mark
    CHECK(joined({{kComma, {}}, {kHan, em(50)}, {kHan, em(150)}, {kDigit, em(275)}}) == Texts{"，字", "字7"});
    CHECK(joined({{kHan, {}}, {kHan, em(400)}}).empty());            // parts of a row
    CHECK(joined({{kHan, {}}, {kDigit, em(125), em(30)}}).empty());  // another height
}

TEST_CASE("joined text encloses its glyphs and nothing else") {
    const std::string content = content_of(document_with({{kHan, {}}, {kHan, em(100)}, {kDigit, em(225)}, {kHan, em(273)}}, {}));
    const std::size_t begin = content.find("/Span<</ActualText<FEFF5B570037>>>BDC"), end = content.find("EMC");
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    CHECK(content.substr(0, begin).find("<0001>]TJ") != std::string::npos);
    CHECK(content.substr(begin, end - begin).find("0003") != std::string::npos);
    CHECK(content.substr(end).find("0001") != std::string::npos);
}

TEST_CASE("a picture fills its box, whichever way its rows lie") {
    using display::Point;
    // Of each way: where the first pixel of the first row stands, and the last of it; x to the right, y downwards, in parts of the box.
    const std::vector<std::pair<Point, Point>> corners{{{{0}, {0}}, {{1}, {0}}}, {{{1}, {0}}, {{0}, {0}}}, {{{1}, {1}}, {{0}, {1}}},
                                                       {{{0}, {1}}, {{1}, {1}}}, {{{0}, {0}}, {{0}, {1}}}, {{{1}, {0}}, {{1}, {1}}},
                                                       {{{1}, {1}}, {{1}, {0}}}, {{{0}, {1}}, {{0}, {0}}}};
    for (int way = 1; way <= 8; ++way) {
        auto picture = std::make_shared<display::Picture>();
        picture->turn = static_cast<display::Turn>(way);
        picture->sha256 = std::string(64, 'a');
        const display::PictureItem item{picture, {Length::pt(100), Length::pt(200), Length::pt(60), Length::pt(40)}, 0, {}};
        const std::string content = pdf::placed(item, Length::pt(800));
        double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0;
        REQUIRE(std::sscanf(content.c_str(), "q %lf %lf %lf %lf %lf %lf cm /Paaaaaaaaaaaaaaaa Do Q", &a, &b, &c, &d, &e, &f) == 6);
        const auto stands = [&](double u, double v, Point corner) {
            CHECK(a * u + c * v + e == doctest::Approx(100 + 60 * static_cast<double>(corner.x.units)));
            CHECK(800 - (b * u + d * v + f) == doctest::Approx(200 + 40 * static_cast<double>(corner.y.units)));
        };
        INFO("way " << way);
        stands(0, 1, corners[static_cast<std::size_t>(way) - 1].first);
        stands(1, 1, corners[static_cast<std::size_t>(way) - 1].second);
    }
}
