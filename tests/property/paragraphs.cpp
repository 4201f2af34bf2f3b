// A paragraph is a row of pieces; the kind of each is thrown anew, so every neighbourhood turns up.
#include "property/paragraphs.hpp"

#include <array>
#include <span>

#include "base/utf8.hpp"

namespace banxin::property {
namespace {

using namespace std::string_view_literals;

constexpr std::u32string_view kHanzi =
    U"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经三之进"
    U"着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关"
    U"各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文"
    U"总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门"
    U"即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至"
    U"达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商"
    U"非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按"
    U"格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";
constexpr std::array kMarks{"，"sv, "。"sv, "、"sv, "；"sv, "："sv, "！"sv, "？"sv, "……"sv, "——"sv, "·"sv,
                            "～"sv, "—"sv,  "–"sv,  "／"sv, "/"sv,  "％"sv, "．"sv, "‼"sv,  "⁉"sv};
constexpr std::array kOpenings{"（"sv, "“"sv, "‘"sv, "《"sv, "〈"sv, "「"sv, "『"sv, "【"sv, "〖"sv, "〔"sv, "［"sv, "｛"sv};
constexpr std::array kClosings{"）"sv, "”"sv, "’"sv, "》"sv, "〉"sv, "」"sv, "』"sv, "】"sv, "〗"sv, "〕"sv, "］"sv, "｝"sv};
constexpr std::array kAdjacent{"。”"sv, "”、“"sv,   "），"sv, "》、《"sv, "：“"sv,  "？”"sv,
                               "……”"sv, "！』」"sv, "（《"sv, "》）。"sv, "，（"sv, "”——"sv};
constexpr std::array kUnits{"%"sv,  "‰"sv,  "℃"sv,  "°"sv,  "kg"sv, "km"sv, "㎡"sv, "％"sv,
                            "年"sv, "月"sv, "日"sv, "人"sv, "个"sv, "期"sv, "元"sv, "亿元"sv};
constexpr std::array kWords{"the"sv,
                            "Internet"sv,
                            "PDF"sv,
                            "GB/T"sv,
                            "e-mail"sv,
                            "composition"sv,
                            "typography"sv,
                            "a"sv,
                            "don’t"sv,
                            "ISO"sv,
                            "5G"sv,
                            "COVID-19"sv,
                            "internationalization"sv,
                            "WTO"sv,
                            "(draft)"sv,
                            "Q&A"sv,
                            "v2.0"sv,
                            "responsibilities"sv};
constexpr std::array kAddresses{"https://www.example.gov.cn/art/2019/11/25/art_1229278041_2183.html"sv,
                                "http://jb.example.cn/list?id=7&page=2#top"sv, "office@example.gov.cn"sv,
                                "ftp://files.example.org/a/very/long/path/without/any/end/index.html"sv};
constexpr std::array kForms{"ＡＢＣ"sv,    "１２３"sv, "ａ＋ｂ＝ｃ"sv, "＃"sv,   "＠"sv,  "ｶﾅ"sv,  "①②③"sv, "Ⅳ"sv,  "№12"sv, "￥300"sv,
                            "¥1,200.50"sv, "$99"sv,    "＄5"sv,        "±0.5"sv, "+86"sv, "-12"sv, "〇"sv,  "㎡"sv, "×"sv,   "→"sv};

template <std::size_t N>
std::string_view pick(Dice& dice, const std::array<std::string_view, N>& from) {
    return from[dice.below(N)];
}

void hanzi(Dice& dice, std::string& out, std::size_t most) {
    for (std::size_t n = 1 + dice.below(most); n > 0; --n) utf8::append(out, kHanzi[dice.below(kHanzi.size())]);
}

std::string number(Dice& dice) {
    const std::size_t n = dice.below(10'000'000);
    switch (dice.below(5)) {
        case 0: return std::to_string(n % 100);
        case 1: return std::to_string(n % 1000) + "." + std::to_string(n % 97);
        case 2: return std::to_string(1 + n % 999) + "," + std::to_string(100 + n % 900) + ",000";
        case 3: return std::to_string(n);
        default: return std::to_string(1980 + n % 60);
    }
}

void western(Dice& dice, std::string& out) {
    for (std::size_t n = 1 + dice.below(6); n > 0; --n) {
        out += pick(dice, kWords);
        if (n > 1) out += ' ';
    }
}

void piece(Dice& dice, std::string& out, int depth);

void quotation(Dice& dice, std::string& out, int depth) {
    const std::size_t which = dice.below(kOpenings.size());
    out += kOpenings[which];
    for (std::size_t n = 1 + dice.below(3); n > 0; --n) piece(dice, out, depth + 1);
    out += kClosings[which];
}

/// Rare: what has no good way at all.
void hard(Dice& dice, std::string& out) {
    const std::size_t n = 2 + dice.below(60);
    switch (dice.below(5)) {
        case 0:
            for (std::size_t i = 0; i < n; ++i) out += kOpenings[dice.below(3)];
            break;
        case 1:
            for (std::size_t i = 0; i < n; ++i) out += pick(dice, kMarks);
            break;
        case 2: out += std::string(n * 3, static_cast<char>('a' + n % 26)); break;
        case 3: out += std::string(n * 2, static_cast<char>('1' + n % 9)); break;
        default:
            for (std::size_t i = 0; i < n / 4 + 1; ++i) out += dice.one_in(2) ? "——" : "……";
            break;
    }
}

void piece(Dice& dice, std::string& out, int depth) {
    switch (dice.below(16)) {
        case 0:
        case 1: out += pick(dice, kMarks); break;
        case 2: out += pick(dice, kAdjacent); break;
        case 3:
            if (depth < 3) quotation(dice, out, depth);
            break;
        case 4: (out += number(dice)) += pick(dice, kUnits); break;
        case 5:
            out += std::to_string(2000 + dice.below(40)) + "年" + std::to_string(1 + dice.below(12)) + "月" +
                   std::to_string(1 + dice.below(31)) + "日";
            break;
        case 6: western(dice, out); break;
        case 7:
            out += ' ';
            western(dice, out);
            out += ' ';
            break;
        case 8: out += pick(dice, kForms); break;
        case 9:
            if (dice.one_in(6)) out += pick(dice, kAddresses);
            else if (dice.one_in(12)) hard(dice, out);
            break;
        default: hanzi(dice, out, 12); break;
    }
}

}  // namespace

std::uint64_t Dice::roll() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

std::string paragraph(Dice& dice) {
    std::string out;
    for (std::size_t n = 1 + dice.below(dice.one_in(20) ? 80 : 24); n > 0; --n) piece(dice, out, 0);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    while (!out.empty() && out.front() == ' ') out.erase(0, 1);
    if (out.empty()) hanzi(dice, out, 5);
    return out;
}

}  // namespace banxin::property
