// The brief language: what a clerk writes.
#include <array>

#include "reader/schema.hpp"

namespace banxin::reader {
namespace {

using A = AttributeSpec;
using S = std::string_view;

// clang-format off
constexpr std::array kBrief{
    A{"version", Type::kChoice, true, "1", 0, 0, "", "Version of the language.", "语言版本。"},
    A{"layout", Type::kName, false, "", 0, 0, "work-brief", "Name of the layout.", "版式名称。"},
    A{"lang", Type::kLanguage, false, "", 0, 0, "zh-Hans", "Language of the text.", "正文语言。"},
};
constexpr std::array kIssueNumber{
    A{"year", Type::kInteger, true, "", 1900, 2199, "", "Year in which the number counts.", "编号所在年份。"},
    A{"number", Type::kInteger, false, "auto", 1, 9999, "", "Number of the year (第N期); auto: the register gives it.",
      "本年期数（第N期）；auto 表示由登记簿给号。"},
    A{"total", Type::kInteger, false, "auto", 1, 99999, "", "Running number over all years (总第N期); auto: the register gives it.",
      "总期数（总第N期）；auto 表示由登记簿给号。"},
    A{"supplement", Type::kInteger, false, "auto", 1, 9999, "",
      "Number of a supplement (增刊), which counts apart; in place of number. auto: the register gives it.",
      "增刊序号，单独编号，不与 number 同用；auto 表示由登记簿给号。"},
};
constexpr std::array kSecurity{
    A{"level", Type::kChoice, true, "绝密|机密|秘密|内部资料", 0, 0, "", "Security level.", "密级。"},
    A{"period", Type::kText, false, "", 0, 0, "", "Period: 1年, 10年, 6个月, 长期.", "保密期限，如 1年、6个月、长期。"},
};
constexpr std::array kPrinted{
    A{"by", Type::kText, true, "", 0, 0, "", "Printing unit (印发机关).", "印发机关。"},
    A{"on", Type::kDate, true, "", 0, 0, "", "Date of printing.", "印发日期。"},
};
constexpr std::array kDistributionAttributes{
    A{"copies", Type::kInteger, false, "", 1, 1000000, "", "Print run (共印N份).", "印数（共印N份）。"},
};
constexpr std::array kRecipientsAttributes{
    A{"role", Type::kChoice, true, "report|send|distribute|extra", 0, 0, "",
      "report 报 (superiors), send 送 (peers), distribute 发 (subordinates), extra 本期增发 (this issue only).",
      "report 报（上级），send 送（平级），distribute 发（下级），extra 本期增发。"},
};
constexpr std::array kEntry{
    A{"to", Type::kText, true, "", 0, 0, "", "Unit that receives the copies.", "领取单位。"},
    A{"copies", Type::kInteger, true, "", 1, 1000000, "", "How many copies.", "份数。"},
    A{"first-copy", Type::kInteger, false, "", 1, 999999, "", "First copy number (份号); with last-copy.", "起号（份号），与 last-copy 同用。"},
    A{"last-copy", Type::kInteger, false, "", 1, 999999, "", "Last copy number.", "止号。"},
    A{"pages", Type::kInteger, false, "", 1, 1000000, "", "Pages of a copy.", "每份页数。"},
    A{"note", Type::kText, false, "", 0, 0, "", "Remark.", "备注。"},
};
constexpr std::array kRuby{
    A{"reading", Type::kText, true, "", 0, 0, "", "Pinyin or zhuyin: one reading for the whole, or one for each character, divided by blanks.",
      "拼音或注音符号：整体一个读音，或逐字一个、用空格分隔。"},
};
constexpr std::array kPicture{
    A{"file", Type::kText, true, "", 0, 0, "", "PNG or JPEG file, from the folder of the brief on; or the name of a picture that a program gives with the brief.",
      "PNG 或 JPEG 文件，路径从简报所在文件夹算起；也可以是程序随简报提供的图片的名称。"},
    A{"alt", Type::kText, true, "", 0, 0, "", "What it shows, for those who cannot see it.", "图片内容的文字说明，供看不到图片的人了解。"},
};
constexpr std::array kSpread{
    A{"cells", Type::kInteger, true, "", 2, 28, "", "Cells that the characters take together.", "这几个字共占几格。"},
};
constexpr std::array kSpan{
    A{"lang", Type::kLanguage, true, "", 0, 0, "", "Language of the words, such as zh-Hant, ug, bo: faces, forms and hyphens follow it.",
      "文字的语言，如 zh-Hant、ug、bo；字体、字形随之而定。"},
};

constexpr std::array<S, 1> kIdentityE{"identity"}, kNoteE{"editor-note"}, kArticleE{"article"}, kDistributionE{"distribution"}, kDispatchE{"dispatch"};
constexpr std::array kBriefContent{Particle{kIdentityE, Occurs::kOnce}, Particle{kNoteE, Occurs::kAny}, Particle{kArticleE, Occurs::kSome},
                                   Particle{kDistributionE, Occurs::kOptional}, Particle{kDispatchE, Occurs::kOptional}};

constexpr std::array<S, 1> kNameE{"name"}, kIssueNumberE{"issue-number"}, kIssuerE{"issuer"}, kDateE{"date"}, kSecurityE{"security"},
    kUrgencyE{"urgency"}, kCopyNumberE{"copy-number"}, kPrintedE{"printed"};
constexpr std::array kIdentityContent{Particle{kNameE, Occurs::kOnce},         Particle{kIssueNumberE, Occurs::kOnce},
                                      Particle{kIssuerE, Occurs::kOnce},       Particle{kDateE, Occurs::kOnce},
                                      Particle{kSecurityE, Occurs::kOptional}, Particle{kUrgencyE, Occurs::kOptional},
                                      Particle{kCopyNumberE, Occurs::kOptional}, Particle{kPrintedE, Occurs::kOptional}};

constexpr std::array<S, 1> kPE{"p"}, kTitleE{"title"}, kSubtitleE{"subtitle"}, kContributorE{"contributor"}, kHeadingE{"heading"};
constexpr std::array<S, 3> kTextE{"p", "picture", "section"};
constexpr std::array<S, 13> kRunningE{"em", "span", "dots", "proper-name", "book-title", "underline", "strike", "sup", "sub", "ruby", "spread", "circled", "inline-note"};
constexpr std::array<S, 14> kLineE{"em", "span", "dots", "proper-name", "book-title", "underline", "strike", "sup", "sub", "ruby", "spread", "circled", "inline-note", "br"};
constexpr std::array<S, 1> kRecipientsE{"recipients"}, kToE{"to"}, kEntryE{"entry"};
constexpr std::array kNoteContent{Particle{kPE, Occurs::kSome}};
constexpr std::array kArticleContent{Particle{kTitleE, Occurs::kOnce}, Particle{kSubtitleE, Occurs::kOptional},
                                     Particle{kTextE, Occurs::kSome}, Particle{kContributorE, Occurs::kOptional}};
constexpr std::array kSectionContent{Particle{kHeadingE, Occurs::kOnce}, Particle{kTextE, Occurs::kAny}};
constexpr std::array kRunningContent{Particle{kRunningE, Occurs::kAny}};
constexpr std::array kLineContent{Particle{kLineE, Occurs::kAny}};
constexpr std::array kDistributionContent{Particle{kRecipientsE, Occurs::kSome}};
constexpr std::array kDispatchContent{Particle{kEntryE, Occurs::kSome}};
constexpr std::array kRecipientsContent{Particle{kToE, Occurs::kSome}};

constexpr std::array kElements{
    ElementSpec{"brief", kBrief, kBriefContent, false, false, Type::kAnyText, "A brief.", "一期简报。"},
    ElementSpec{"identity", {}, kIdentityContent, true, false, Type::kAnyText, "What identifies the issue.", "本期的标识信息。"},
    ElementSpec{"name", {}, {}, false, true, Type::kText, "Name of the brief (简报名称).", "简报名称。"},
    ElementSpec{"issue-number", kIssueNumber, {}, false, false, Type::kAnyText, "Number of the issue, or of the supplement.", "期号或增刊号。"},
    ElementSpec{"issuer", {}, {}, false, true, Type::kText, "Issuing unit (编印单位).", "编印单位。"},
    ElementSpec{"date", {}, {}, false, true, Type::kDate, "Date of issue, at the right of the masthead.", "成文日期，印在报头右侧。"},
    ElementSpec{"security", kSecurity, {}, false, false, Type::kAnyText, "Security level and period (密级和保密期限).", "密级和保密期限。"},
    ElementSpec{"urgency", {}, {}, false, true, Type::kText, "Urgency: 特急 or 加急 (紧急程度).", "紧急程度：特急或加急。"},
    ElementSpec{"copy-number", {}, {}, false, true, Type::kText, "Copy number (份号), at most 6 digits; auto: each copy of a run has its own.", "份号，至多 6 位数字；auto：批量生成时每份各编一号。"},
    ElementSpec{"printed", kPrinted, {}, false, false, Type::kAnyText, "Printing unit and date, for the colophon.", "印发机关和印发日期（版记）。"},
    ElementSpec{"editor-note", {}, kNoteContent, false, false, Type::kAnyText, "Editor's note (按语) before the articles.", "按语，排在正文之前。"},
    ElementSpec{"article", {}, kArticleContent, false, false, Type::kAnyText, "An article.", "一篇文章。"},
    ElementSpec{"title", {}, kLineContent, false, true, Type::kText, "Title; br breaks its line.", "标题；可用 br 指定换行。"},
    ElementSpec{"subtitle", {}, kLineContent, false, true, Type::kText, "Subtitle.", "副标题。"},
    ElementSpec{"section", {}, kSectionContent, false, false, Type::kAnyText, "A section; sections inside sections give headings of level 2 to 4.",
                "一节；节中套节即为二至四级标题。"},
    ElementSpec{"heading", {}, kLineContent, false, true, Type::kText, "Heading of the section; its number comes from the layout.",
                "节标题；序号由版式自动编排。"},
    ElementSpec{"p", {}, kRunningContent, false, true, Type::kText, "A paragraph.", "一段正文。"},
    ElementSpec{"picture", kPicture, kRunningContent, false, true, Type::kAnyText,
                "A picture; its text is the caption (图注), if it has one. How large it stands is the layout's.",
                "一幅图片；元素内的文字是图注，可以没有。大小由版式决定。"},
    ElementSpec{"contributor", {}, {}, false, true, Type::kText, "Who contributed the article; the layout adds 供稿.", "供稿单位；“供稿”二字由版式添加。"},
    ElementSpec{"em", {}, kRunningContent, false, true, Type::kText, "Emphasis.", "强调。"},
    ElementSpec{"span", kSpan, kRunningContent, false, true, Type::kText, "Words in another language or another form of Chinese.",
                "另一种语言的文字，或另一种字形的汉字。"},
    ElementSpec{"dots", {}, kRunningContent, false, true, Type::kText, "Emphasis dots (着重号).", "着重号。"},
    ElementSpec{"proper-name", {}, kRunningContent, false, true, Type::kText, "A proper name, with its line (专名号).", "专名号。"},
    ElementSpec{"book-title", {}, kRunningContent, false, true, Type::kText, "Title of a book or document, with a wavy line (浪线式书名号).", "浪线式书名号。"},
    ElementSpec{"underline", {}, kRunningContent, false, true, Type::kText, "Underlined.", "下划线。"},
    ElementSpec{"strike", {}, kRunningContent, false, true, Type::kText, "Struck through.", "删除线。"},
    ElementSpec{"sup", {}, {}, false, true, Type::kText, "Superscript.", "上标。"},
    ElementSpec{"sub", {}, {}, false, true, Type::kText, "Subscript.", "下标。"},
    ElementSpec{"ruby", kRuby, {}, false, true, Type::kText, "Characters with their reading.", "注音。"},
    ElementSpec{"spread", kSpread, {}, false, true, Type::kText, "A short name spread over more cells, as two characters over three.",
                "字间撑开，如两字的姓名占三格。"},
    ElementSpec{"circled", {}, {}, false, true, Type::kText, "A number in a circle, 1 to 999: ① to ㊿ are characters, others are composed.",
                "带圈数字，1 至 999；①至㊿用字符，其余拼成。"},
    ElementSpec{"inline-note", {}, {}, false, true, Type::kText, "A note in smaller type inside the line (夹注).", "夹注，用小字排在行内。"},
    ElementSpec{"br", {}, {}, false, false, Type::kAnyText, "Line break in a title or heading.", "标题内换行。"},
    ElementSpec{"distribution", kDistributionAttributes, kDistributionContent, false, false, Type::kAnyText, "Who receives the issue (分送范围).",
                "分送范围。"},
    ElementSpec{"recipients", kRecipientsAttributes, kRecipientsContent, false, false, Type::kAnyText, "Recipients of one kind.", "一类收文单位。"},
    ElementSpec{"to", {}, {}, false, true, Type::kText, "One recipient.", "一个收文单位。"},
    ElementSpec{"dispatch", {}, kDispatchContent, false, false, Type::kAnyText,
                "Which copies go where, for packing lists and sign-off sheets (分发登记); not printed in the brief.",
                "分发登记：各单位领取的份数和份号，供装箱单、签收单使用，不印入简报。"},
    ElementSpec{"entry", kEntry, {}, false, false, Type::kAnyText, "Copies for one unit.", "一个单位的份数。"},
};
// clang-format on

}  // namespace

const Schema& brief_schema() {
    static const Schema kSchema{"brief", kElements, field_elements()};
    return kSchema;
}

}  // namespace banxin::reader
