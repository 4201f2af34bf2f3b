// Random mixtures of scripts, in strict and flow composition: no character is lost, no cluster broken, no glyph missing.
#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "property/setting.hpp"
#include "text/scripts.hpp"

namespace banxin::property {
namespace {

// clang-format off
constexpr std::string_view kPieces[] = {
    "国", "会议", "，", "。", "“", "”", "（", "）", "、", "——", "2024", "PDF", "naïve", " ", " ", "n̈", "ế", "辻\U000E0101", "市",
    "བོད་", "སྐྱོང་ལྗོངས", "།", "ཡིག", "ئۇيغۇر", "شىنجاڭ", "لا", "،", "(", ")", "עברית", "עִבְ", "ᠮᠣᠩᠭᠣᠯ", "\u202F", "ᠪᠢᠴᠢᠭ", "ꆈꌠ", "👍🏽",
    "👨\u200D👩\u200D👧", "😀", "\u200B", "\u200E", "\u200F", "\u202B", "\u202E", "\u202C", "\u2066", "\u2067", "\u2069", "\u2060", "𠀀", "豈", "-", "3.5%"};
// clang-format on

std::string mixture(std::mt19937& random) {
    std::string out;
    for (std::size_t i = 0, count = 1 + random() % 60; i < count; ++i) out += kPieces[random() % std::size(kPieces)];
    return out + "国";  // what draws nothing needs something beside it
}

/// Bytes of the blank there, 0: none. At a line's end it is nothing.
std::size_t blank_at(std::string_view text, std::size_t at) {
    if (text[at] == ' ') return 1;
    return text.substr(at).starts_with("\u202F") ? 3 : 0;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t blank = blank_at(text, at);
        if (blank == 0) out += text[at++];
        at += blank;
    }
    return out;
}

/// Bytes of the text without blanks at which a cluster begins.
std::vector<bool> borders(const std::string& text) {
    std::vector<bool> out(text.size() + 1, true);
    const auto clusters = text::clusters_of(text);
    if (!clusters) return out;
    std::vector<bool> wide(text.size() + 1, false);
    for (const text::Cluster& c : *clusters) wide[c.begin] = true;
    wide[text.size()] = true;
    std::size_t at = 0;
    for (std::size_t i = 0; i <= text.size();) {
        const std::size_t blank = i < text.size() ? blank_at(text, i) : 0;
        if (blank == 0) out[at++] = wide[i++];
        i += blank;
    }
    return out;
}

/// What is wrong with it; empty: nothing.
std::string fault(const text::ComposedParagraph& set, const std::string& written) {
    const std::vector<bool> border = borders(written);
    std::string told;
    for (const text::Line& line : set.lines) {
        if (!border[told.size()]) return "a line begins inside a cluster, behind " + told;
        for (const display::GlyphRun& run : line.runs) {
            std::uint32_t before = 0;
            for (const display::Glyph& glyph : run.glyphs) {
                if (glyph.cluster < before || glyph.cluster >= std::max<std::size_t>(run.text.size(), 1))
                    return "clusters go astray in " + run.text;
                before = glyph.cluster;
                if (glyph.id == 0) return "a glyph is missing in " + run.text;
                const std::size_t place = told.size() + without_blanks(run.text.substr(0, glyph.cluster)).size();
                if (blank_at(run.text, glyph.cluster) == 0 && !border[place])
                    return "a glyph divides a cluster of " + run.text + " behind " + told;
            }
            told += without_blanks(run.text);
        }
    }
    return told == without_blanks(written) ? "" : "told is " + told;
}

}  // namespace

TEST_CASE("mixtures of scripts lose no character and break no cluster") {
    const LayoutPtr layout =
        layout_with(R"(<style name="whole" based-on="body" hyphenate="none"/><style name="flow" based-on="whole" composition="flow"/>)");
    const std::size_t count = std::getenv("BANXIN_LONG") ? 20'000 : 1'500;
    text::Composer composer(free_fonts(), {});
    std::mt19937 random(20241220);
    for (std::size_t i = 0; i < count; ++i) {
        std::string written = mixture(random);
        while (const std::size_t blank = blank_at(written, 0)) written.erase(0, blank);  // briefs leave none at a beginning
        const Style& style = layout->styles.find(i % 2 == 0 ? "whole" : "flow")->second;
        const Length measure = i % 3 == 0 ? Length::mm(40) : Length::mm(156);
        const Setting set(composer, written, style, measure);
        const std::string wrong = fault(set.composed, written);
        CAPTURE(i);
        CAPTURE(written);
        REQUIRE(wrong == "");
    }
}

}  // namespace banxin::property
