// Lists, pages and CSV of the register.
#include "office/register_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "office/csv.hpp"
#include "office/words.hpp"

namespace banxin::office {
namespace {

using namespace registry;

/// 甲 1-3
std::string share_text(const Share& s) {
    if (s.copies == 0) return s.recipient;
    return s.copies == 1 ? fmt::format("{} {}", s.recipient, s.first)
                         : fmt::format("{} {}-{}", s.recipient, s.first, s.first + s.copies - 1);
}

std::string shares_text(const std::vector<Share>& shares, std::string_view between) {
    std::vector<std::string> parts;
    parts.reserve(shares.size());
    for (const Share& s : shares) parts.push_back(share_text(s));
    return fmt::format("{}", fmt::join(parts, between));
}

/// What was issued; an empty one before that.
const Publication& publication_of(const Issue& issue) {
    static const Publication kNone;
    const Event* e = issue.last(Kind::kIssued);
    return e ? e->publication : kNone;
}

/// Every recipient of an issue, those of hand-outs and reprints included.
std::string all_shares(const Issue& issue) {
    std::vector<Share> out;
    for (const Event& e : issue.events)
        if (e.kind != Kind::kPrepared) out.insert(out.end(), e.publication.shares.begin(), e.publication.shares.end());
    return shares_text(out, "; ");
}

std::string hashes_of(const Issue& issue, std::string_view role) {
    std::vector<std::string> out;
    for (const File& f : publication_of(issue).files)
        if (f.role == role) out.push_back(f.sha256);
    return fmt::format("{}", fmt::join(out, " "));
}

/// The PDF; of a batch, the manifest that names them all.
std::string path_of(const Issue& issue) {
    std::string out;
    for (const File& f : publication_of(issue).files)
        if (f.role == "manifest" || (f.role == "pdf" && out.empty())) out = f.path;
    return out;
}

std::string number_or_nothing(std::int64_t n) { return n == 0 ? std::string() : fmt::format("{}", n); }

}  // namespace

std::string series_list(std::span<const Series> series, Language language) {
    const bool chinese = language == Language::kChinese;
    std::string out;
    for (const Series& s : series) {
        const std::string_view counting =
            s.counting == Counting::kYearly ? (chinese ? "按年编号" : "yearly") : (chinese ? "连续编号" : "running");
        out += fmt::format("{}  {}  {}{}\n", s.name, s.pattern, counting, s.supplement ? (chinese ? "，增刊" : ", supplement") : "");
    }
    return out;
}

std::string issue_list(std::span<const Issue> issues, Language language) {
    std::string out;
    for (const Issue& i : issues) {
        const std::string& title = publication_of(i).title;
        out += fmt::format("{} {}  {}  {}  {}{}{}\n", i.series, i.key, i.text, word_of(i, language), i.events.back().stamp.at.substr(0, 10),
                           title.empty() ? "" : "  ", title);
    }
    return out;
}

std::string issue_page(const Issue& issue, Language language) {
    const bool chinese = language == Language::kChinese;
    std::string out = fmt::format("{} {}  {}  {}\n", issue.series, issue.key, issue.text, word_of(issue, language));
    if (!issue.replaces.empty()) out += fmt::format("{} {}\n", chinese ? "代替" : "replaces", issue.replaces);
    if (!issue.replaced_by.empty()) out += fmt::format("{} {}\n", chinese ? "由此期换发：" : "replaced by", issue.replaced_by);
    for (const Event& e : issue.events) {
        const Publication& p = e.publication;
        out += fmt::format("{}  {}  {}{}{}\n", e.stamp.at, word_of(e.kind, language), e.stamp.who, e.note.empty() ? "" : "  ",
                           note_in(e.note, language));
        if (e.kind == Kind::kPrepared) continue;  // the same stands under what was issued
        if (!p.title.empty()) out += fmt::format("    {}\n", p.title);
        if (p.copies > 0) out += fmt::format(fmt::runtime(chinese ? "    {} 份\n" : "    {} copies\n"), p.copies);
        if (!p.shares.empty()) out += fmt::format("    {}\n", shares_text(p.shares, chinese ? "；" : "; "));
        for (const File& f : p.files) out += fmt::format("    {:<6} {}  {}\n", word_of(f, language), f.sha256, f.path);
    }
    return out;
}

std::string issue_csv(std::span<const Issue> issues, Language language) {
    std::string out = "\xEF\xBB\xBF";
    out += language == Language::kChinese ? "系列,年份,期号,总期号,编号,状态,取号时间,发出时间,经办人,标题,印数,收文单位和份号,换发自,"
                                            "被换发为,文件,文件校验值,源文件校验值,版式校验值,字体校验值,备注\r\n"
                                          : "series,year,number,total,written,state,reserved,issued,who,title,copies,recipients and copy "
                                            "numbers,replaces,replaced by,file,"
                                            "sha256 of the file,of the brief,of the layouts,of the fonts,notes\r\n";
    for (const Issue& i : issues) {
        std::vector<std::string> notes;
        for (const Event& e : i.events)
            if (!e.note.empty()) notes.emplace_back(note_in(e.note, language));
        const Event* issued = i.last(Kind::kIssued);
        const Event& who = issued ? *issued : i.events.front();
        const std::array<std::string, 20> cells{i.series,
                                                fmt::format("{}", i.numbers.year),
                                                fmt::format("{}", i.numbers.number),
                                                number_or_nothing(i.numbers.total.value_or(0)),
                                                i.text,
                                                std::string(word_of(i, language)),
                                                i.events.front().stamp.at,
                                                issued ? issued->stamp.at : "",
                                                who.stamp.who,
                                                publication_of(i).title,
                                                number_or_nothing(i.copies()),
                                                all_shares(i),
                                                i.replaces,
                                                i.replaced_by,
                                                path_of(i),
                                                hashes_of(i, "pdf"),
                                                hashes_of(i, "brief"),
                                                hashes_of(i, "layout"),
                                                hashes_of(i, "font"),
                                                fmt::format("{}", fmt::join(notes, "; "))};
        for (std::size_t c = 0; c < cells.size(); ++c) out.append(c > 0 ? "," : "").append(csv_cell(cells[c]));
        out += "\r\n";
    }
    return out;
}

}  // namespace banxin::office
