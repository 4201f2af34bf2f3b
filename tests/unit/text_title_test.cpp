// Titles on real faces: broken at words, in a shape, the longer of two lines above.
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

std::vector<std::string> lines(std::string_view title) {
    text::Composer composer(property::free_fonts(), layout().words);
    const Setting set(composer, title, layout().styles.find("title")->second, layout().page.block_width);
    std::vector<std::string> out;
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
                                        "《滨江区志》编纂工作全面完成并通过专家组评审验收正式付印出版"};

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

TEST_CASE("a manual break in a title is honoured") {
    const auto out = lines("乡村振兴\u2028工作推进会议");
    REQUIRE(out.size() == 2);
    CHECK(out[0].starts_with("乡村振兴"));
    CHECK(out[1] == "工作推进会议");
}

}  // namespace banxin
