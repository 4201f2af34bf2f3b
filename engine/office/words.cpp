// States, events, roles and notes in both languages.
#include "office/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "office/on_record.hpp"

namespace banxin::office {

using namespace registry;

std::string_view word_of(const Issue& issue, Language language) {
    static constexpr std::array<std::string_view, 4> kChinese{"预留", "已发出", "已换发", "已作废"};
    const bool chinese = language == Language::kChinese;
    if (issue.under_way()) return chinese ? "未完成" : "under way";
    if (issue.kept()) return chinese ? "待发" : "kept";
    return chinese ? kChinese[static_cast<std::size_t>(issue.state())] : name_of(issue.state());
}

std::string_view word_of(Kind kind, Language language) {
    static constexpr std::array<std::string_view, 8> kChinese{"取号", "排成", "放回", "发出", "作废", "被换发", "重印", "分发份号"};
    return language == Language::kChinese ? kChinese[static_cast<std::size_t>(kind)] : name_of(kind);
}

std::string_view word_of(const File& file, Language language) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kRoles{
        {{"brief", "简报"}, {"table", "数据表"}, {"layout", "版式"}, {"font", "字体"}, {"manifest", "清单"}, {"pdf", "PDF"}}};
    const bool chinese = language == Language::kChinese;
    if (is_catalogue(file)) return chinese ? "字体目录" : "catalogue";
    if (is_picture(file)) return chinese ? "图片" : "picture";
    const auto found = std::find_if(kRoles.begin(), kRoles.end(), [&](const auto& role) { return role.first == file.role; });
    return chinese && found != kRoles.end() ? found->second : std::string_view(file.role);
}

std::string_view note_in(std::string_view note, Language language) {
    if (language == Language::kEnglish) return note;
    return note == "not published" ? "没有发布" : note == "found published" ? "查明已发布" : note;
}

}  // namespace banxin::office
