// Titles on real faces: broken at words, in a shape, the longer of two lines above.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "property/setting.hpp"

namespace banxin {
namespace {

using property::Setting;

const Layout& layout() {
    static const LayoutPtr out = property::layout_with("<words><word>云岭县委</word><word>李向阳</word></words>");
    return *out;
}

/// `given_up`: whether a rule was given up, by the report.
std::vector<std::string> lines(std::string_view title, bool* given_up = nullptr) {
    text::Composer composer(property::free_fonts(), layout().words);
    const Setting set(composer, title, layout().styles.find("title")->second, layout().page.block_width);
    std::vector<std::string> out;
    const auto of_rule = [](const Diagnostic& d) { return d.code == Code::kProhibitionGivenUp; };
    if (given_up) *given_up = std::any_of(set.diagnostics.all().begin(), set.diagnostics.all().end(), of_rule);
    for (std::size_t i = 0; i < set.composed.lines.size(); ++i) out.push_back(set.text_of(i));
    return out;
}

constexpr std::string_view kTitles[] = {"云岭县委召开全县乡村振兴工作推进会议部署下半年重点任务",
                                        "我市多措并举推动中小企业数字化转型取得阶段性成效",
                                        "关于认真学习贯彻《党政机关公文处理工作条例》进一步提高办文质量的通知",
                                        "市医疗保障局创新开展“流动医保服务车”进村入户便民活动",
                                        "东山区聚焦群众急难愁盼问题着力打造十五分钟便民生活圈的做法与启示",
                                        "李向阳同志在全市安全生产工作电视电话会议上的讲话摘要",
                                        "全省第三季度经济运行情况分析会在我市召开",
                                        "青河镇以“小积分”撬动基层治理“大文明”的探索与实践",
                                        "关于2019年度全市机关事业单位工作人员考核情况的通报",
                                        "坚持问题导向狠抓工作落实努力开创新时代档案工作新局面",
                                        "市税务局落实减税降费政策惠及企业三千二百余户减免税款1.26亿元",
                                        "《滨江区志》编纂工作全面完成并通过专家组评审验收正式付印出版",
                                        "关于印发《全市中小学校园安全管理办法》的通知要求落实情况"};

}  // namespace

TEST_CASE("a dozen titles") {
    for (const std::string_view title : kTitles) {
        const auto out = lines(title);
        std::string shown, joined;
        int depth = 0;
        for (std::size_t i = 0; i < out.size(); ++i) {
            shown += "\n  " + out[i];
            joined += out[i];
            if (i > 0) {
                CHECK_FALSE(out[i].starts_with("的"));
                CHECK_MESSAGE(depth == 0, out[i]);
            }
            for (std::size_t at = 0; at < out[i].size();) {
                const char32_t c = utf8::next(out[i], at);
                depth += std::u32string_view(U"《“").find(c) != std::u32string_view::npos   ? 1
                         : std::u32string_view(U"》”").find(c) != std::u32string_view::npos ? -1
                                                                                            : 0;
            }
        }
        MESSAGE(shown);
        CAPTURE(shown);
        CHECK(joined == title);
        CHECK(out.size() >= 2);
        CHECK(out.size() <= 3);
        if (out.size() == 2) CHECK(out[0].size() > out[1].size());
        for (const std::string_view word : {"云岭县委", "李向阳"})
            if (title.find(word) != title.npos) CHECK(shown.find(word) != shown.npos);
    }
}

TEST_CASE("what is longer than a line is divided at words, and reported") {
    bool given_up = false;
    const auto name = lines("《云岭县委关于制定国民经济和社会发展第十五个五年规划的建议》", &given_up);
    CHECK(name.size() == 2);
    CHECK(given_up);
    CHECK(name[0].find("云岭县委") != std::string::npos);
    lines("关于印发《全市中小学校园安全管理办法》的通知要求落实情况", &given_up);
    CHECK_FALSE(given_up);
}

TEST_CASE("more lines rather than a name divided") {
    bool given_up = false;
    const auto out = lines("关于学习《云岭县志》《云岭县生态环境保护条例实施细则》《云岭县防汛工作手册》的通知", &given_up);
    CHECK_FALSE(given_up);
    for (const std::string& line : out) {
        CAPTURE(line);
        CHECK_FALSE(line.starts_with("的"));
        std::size_t opened = 0, closed = 0;
        for (std::size_t at = line.find("《"); at != line.npos; at = line.find("《", at + 1)) ++opened;
        for (std::size_t at = line.find("》"); at != line.npos; at = line.find("》", at + 1)) ++closed;
        CHECK(opened == closed);
    }
}

TEST_CASE("a manual break in a title is honoured") {
    const auto out = lines("乡村振兴\u2028工作推进会议");
    REQUIRE(out.size() == 2);
    CHECK(out[0].starts_with("乡村振兴"));
    CHECK(out[1] == "工作推进会议");
}

}  // namespace banxin
