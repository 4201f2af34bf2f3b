// Shaping and breaking of one paragraph: microseconds of the processor a character, nothing remembered from before.
// Usage: bench_paragraph FONT INDEX COUNT ... Prints for each count: mode, count, microseconds.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>

#include "base/utf8.hpp"
#include "text/composer.hpp"

namespace {

using namespace std::string_view_literals;
using banxin::Length;

/// Phrases of a brief with marks, figures and Western words, in an order that the seed fixes.
std::string text_of(std::size_t characters) {
    constexpr std::u32string_view kPhrases[] = {U"市委会的统一部署"sv,   U"，"sv,           U"开展“主题教育”活动"sv,   U"。"sv,
                                                U"发放调查问卷789份"sv,  U"；"sv,           U"（以下简称《办法》）"sv, U"——"sv,
                                                U"各区级组织认真学习"sv, U"、"sv,           U"在PDF格式中"sv,          U"！"sv,
                                                U"提出对策建议88条"sv,   U"：各支部贯彻"sv, U"增强“四个认同”"sv,       U"……"sv};
    std::mt19937 random(20191125);
    std::u32string text;
    for (bool mark = false; text.size() < characters; mark = !mark) text += kPhrases[random() % 8 * 2 + (mark ? 1 : 0)];
    text.resize(characters);
    std::string out;
    for (const char32_t c : text) banxin::utf8::append(out, c);
    return out;
}

banxin::Style body(const banxin::Kinsoku& kinsoku, banxin::Composition composition) {
    banxin::Style style;
    style.chars = {"body", "body", Length::pt(16), banxin::scale(Length::mm(156), 1, 28), 0, "zh-Hans"};
    style.composition = composition;
    style.kinsoku = &kinsoku;
    style.indent = style.chars.cell * 2;
    return style;
}

double microseconds_a_character(const banxin::font::FontSet& fonts, const banxin::Paragraph& paragraph, std::size_t characters) {
    const std::clock_t begin = std::clock();  // of the processor: one thread, nothing waited for
    banxin::text::Composer composer(fonts, {});
    banxin::Diagnostics diagnostics;
    const auto composed = composer.compose(paragraph, Length::mm(156), {}, diagnostics);
    const double took = static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
    if (composed.lines.size() < characters / 40) std::exit(1);  // nothing was set, so nothing was measured
    return took / static_cast<double>(characters);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const banxin::font::FontSet fonts({{argv[1], static_cast<std::uint32_t>(std::atoi(argv[2])), "body", "body"}},
                                      {{"body", "body", {{0}}}});
    if (!fonts.face(0)) return 1;
    const banxin::Kinsoku kinsoku{"bench", U"，。、；：？！”’）》」』】〉〕…—", U"“‘（《「『【〈〔", false};
    for (int i = 3; i < argc; ++i) {
        const auto characters = static_cast<std::size_t>(std::atol(argv[i]));
        for (const auto& [name, mode] :
             {std::pair("flow", banxin::Composition::kFlow), std::pair("strict", banxin::Composition::kStrict)}) {
            const banxin::Style style = body(kinsoku, mode);
            banxin::Paragraph paragraph;
            paragraph.style = &style;
            paragraph.spans.push_back({banxin::SourceText(text_of(characters), {}), &style.chars, 0});
            std::printf("%s %zu %.3f\n", name, characters, microseconds_a_character(fonts, paragraph, characters));
        }
    }
    return 0;
}
