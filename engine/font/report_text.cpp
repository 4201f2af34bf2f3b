// The report on fonts as people read it.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "font/report.hpp"

namespace banxin::font {
namespace {

/// Everything the report says, in one language.
struct Words {
    std::string_view looked_at_gb2312, looked_at_text;   // {0} characters
    std::string_view face, file, why, stand_ins, lacks;  // labels of equal width
    std::string_view first_choice, best_installed, stand_in_plays, none;
    std::string_view not_installed, not_free, forbidden, unusable;  // {0} names
    std::string_view comma, in_collection;                          // {0} path {1} index
    std::string_view complete, lacking;                             // {0} of {1}
    std::string_view western;                                       // {0} characters
    std::string_view drawn_by;                                      // {0} characters {1} face {2} list
    std::string_view drawn_by_none;                                 // {0} characters {1} list
    std::string_view more;                                          // {0} characters
};

constexpr Words kEnglish{
    "Characters looked for: all {} of GB 2312",
    "Characters looked for: the {} different ones of the text",
    "face      ",
    "file      ",
    "why       ",
    "stand-ins ",
    "lacks     ",
    "the catalogue's first choice",
    "the best one that is installed",
    "no proper font for this role is installed; this one takes its place",
    "no font at all; run the set-up again, or put a font into a folder and name it with --fonts",
    "not installed: {}",
    "not of the free catalogue: {}",
    "may not be embedded in a PDF: {}",
    "without usable outlines: {}",
    ", ",
    "{} (collection index {})",
    "nothing",
    "{} of {}",
    " (only the {} Western ones are looked for)",
    "{} drawn by {}: {}",
    "{} that no font has: {}",
    " and {} more",
};

constexpr Words kChinese{
    "检查范围：GB 2312 全部 {} 个字符",
    "检查范围：文中出现的 {} 个不同字符",
    "字体  ",
    "文件  ",
    "原因  ",
    "备用  ",
    "缺字  ",
    "字体目录的首选",
    "已安装字体中排位最前",
    "没有安装这一角色的字体，暂以此代替",
    "没有可用字体；请重新运行安装步骤，或把字体放进文件夹并用 --fonts 指定",
    "未安装：{}",
    "不在免费字体之列：{}",
    "不允许嵌入 PDF：{}",
    "没有可用轮廓：{}",
    "、",
    "{}（集合内序号 {}）",
    "无",
    "{1} 个中缺 {0} 个",
    "（只查其中 {} 个西文字符）",
    "{} 个由 {} 代替：{}",
    "{} 个没有任何字体可用：{}",
    " 等，另有 {} 个",
};

constexpr std::size_t kLineWidth = 100, kIndent = 2;

template <class... Args>
std::string fill(std::string_view pattern, const Args&... args) {
    return fmt::vformat(pattern, fmt::make_format_args(args...));
}

std::size_t columns(char32_t c) { return c >= 0x1100 && (c < 0x2000 || c >= 0x2E80) ? 2 : 1; }

std::size_t columns(std::string_view text) {
    std::size_t out = 0;
    for (const char32_t c : utf8::to_utf32(text)) out += columns(c);
    return out;
}

/// Appends label and text; longer lines go on under the text, broken at blanks and between wide characters.
void add_line(std::string& out, std::string_view label, std::string_view text) {
    const std::size_t left = kIndent + columns(label);
    out.append(kIndent, ' ').append(label);
    std::size_t at = left, piece_from = 0;
    const auto flush = [&](std::size_t piece_to) {
        const std::string_view piece = text.substr(piece_from, piece_to - piece_from);
        const std::size_t width = columns(piece);
        if (at + width > kLineWidth && at > left) {
            while (out.back() == ' ') out.pop_back();
            out.append("\n").append(left, ' ');
            at = left;
        }
        out += piece;
        at += width;
        piece_from = piece_to;
    };
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = utf8::next(text, i);
        if (c == ' ' || columns(c) == 2) flush(i);
    }
    flush(text.size());
    out += '\n';
}

/// The characters themselves; with their numbers where nothing can show them.
std::string list(std::u32string_view characters, bool numbers, const Words& words) {
    constexpr std::size_t kMostCharacters = 80, kMostNumbers = 24;
    const std::size_t shown = std::min(characters.size(), numbers ? kMostNumbers : kMostCharacters);
    std::string out;
    for (const char32_t c : characters.substr(0, shown)) {
        if (numbers && !out.empty()) out += ' ';
        utf8::append(out, c);
        if (numbers) out.append("(").append(utf8::name(c)).append(")");
    }
    if (shown < characters.size()) out += fill(words.more, characters.size() - shown);
    return out;
}

std::string names_of(const ReportedRole& role, Verdict::Why why, const Words& words) {
    std::string out;
    for (const ReportedCandidate& candidate : role.candidates) {
        if (candidate.why != why) continue;
        if (!out.empty()) out += words.comma;
        out += candidate.name;
    }
    return out;
}

void add_reasons(std::string& out, const ReportedRole& role, const Words& words) {
    using Why = Verdict::Why;
    const bool first = role.candidates.front().why == Why::kChosen;
    add_line(out, words.why,
             !role.face     ? words.none
             : !role.proper ? words.stand_in_plays
             : first        ? words.first_choice
                            : words.best_installed);
    const std::pair<Why, std::string_view> others[] = {{Why::kNotInstalled, words.not_installed},
                                                       {Why::kNotFree, words.not_free},
                                                       {Why::kEmbeddingForbidden, words.forbidden},
                                                       {Why::kUnusable, words.unusable}};
    for (const auto& [why, pattern] : others) {
        const std::string names = names_of(role, why, words);
        if (!names.empty()) add_line(out, std::string(columns(words.why), ' '), fill(pattern, names));
    }
}

std::string file_of(const ReportedFace& face, const Words& words) {
    const bool collection = face.path.ends_with('c') || face.path.ends_with('C');
    return collection ? fill(words.in_collection, face.path, face.index) : face.path;
}

void add_coverage(std::string& out, const ReportedRole& role, const Words& words) {
    std::size_t lacking = role.lacking.size();
    for (const StandIn& s : role.stand_ins) lacking += s.characters.size();
    std::string said = lacking == 0 ? std::string(words.complete) : fill(words.lacking, lacking, role.characters);
    if (role.western) said += fill(words.western, role.characters);
    add_line(out, words.lacks, said);
    const std::string under(columns(words.lacks), ' ');
    for (const StandIn& s : role.stand_ins)
        if (!s.characters.empty())
            add_line(out, under, fill(words.drawn_by, s.characters.size(), s.face.postscript_name, list(s.characters, false, words)));
    if (!role.lacking.empty()) add_line(out, under, fill(words.drawn_by_none, role.lacking.size(), list(role.lacking, true, words)));
}

void add_role(std::string& out, const ReportedRole& role, const Words& words) {
    out += fmt::format("\n{}  {}\n", role.title, role.name);
    if (role.face) {
        add_line(out, words.face, role.face->postscript_name);
        add_line(out, words.file, file_of(*role.face, words));
    }
    add_reasons(out, role, words);
    if (!role.face) return;
    std::string stand_ins;
    for (const StandIn& s : role.stand_ins) {
        if (!stand_ins.empty()) stand_ins += words.comma;
        stand_ins += s.face.postscript_name;
    }
    if (!stand_ins.empty()) add_line(out, words.stand_ins, stand_ins);
    if (role.scripts.empty()) add_coverage(out, role, words);
}

}  // namespace

std::string print(const FontReport& report, Language language) {
    const Words& words = language == Language::kChinese ? kChinese : kEnglish;
    const bool gb2312 = report.subject == FontReport::Subject::kGb2312;
    std::string out = fill(gb2312 ? words.looked_at_gb2312 : words.looked_at_text, report.characters) + '\n';
    for (const ReportedRole& role : report.roles) add_role(out, role, words);
    return out;
}

}  // namespace banxin::font
