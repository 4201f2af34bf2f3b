// The layout language: what a typographer writes.
#include <array>

#include "reader/schema.hpp"

namespace banxin::reader {
namespace {

using A = AttributeSpec;
using S = std::string_view;

// clang-format off
constexpr std::array kLayout{
    A{"version", Type::kChoice, true, "1", 0, 0, "", "Version of the language.", "语言版本。"},
    A{"name", Type::kName, true, "", 0, 0, "", "Name of the layout; the file has the same.", "版式名称，与文件同名。"},
    A{"extends", Type::kName, false, "", 0, 0, "", "Layout that this one begins from; what has the same name here replaces what it has.",
      "所依据的版式；同名内容以本版式为准。"},
    A{"title", Type::kText, false, "", 0, 0, "", "Name for people.", "供人阅读的名称。"},
};
constexpr std::array kSize{
    A{"name", Type::kName, true, "", 0, 0, "", "Name of the size, such as 3号.", "字号名称，如 3号。"},
    A{"points", Type::kLength, true, "", 0, 0, "", "What it is.", "对应的大小。"},
};
constexpr std::array kPage{
    A{"paper", Type::kLengths, true, "", 0, 0, "", "Width and height of the paper.", "纸张宽、高。"},
    A{"trim", Type::kLengths, false, "", 0, 0, "paper", "Width and height after trimming.", "裁切后的宽、高。"},
    A{"head", Type::kLength, true, "", 0, 0, "", "Head margin (天头): paper's top to the text block.", "天头。"},
    A{"gutter", Type::kLength, true, "", 0, 0, "", "Gutter (订口): the paper's edge at the binding to the text block.", "订口。"},
    A{"text-block", Type::kLengths, true, "", 0, 0, "", "Width and height of the text block (版心).", "版心宽、高。"},
    A{"rows", Type::kInteger, true, "", 2, 200, "", "Rows that fill the height; of a vertical page, columns that fill the width.", "每面行数。"},
    A{"cells", Type::kInteger, true, "", 2, 200, "", "Cells that fill a row.", "每行字数。"},
    A{"frame", Type::kLength, true, "", 0, 0, "", "Height of a row's glyph frame (of a column, its width); rows stand so that the first and the last touch the edges.",
      "字框高；首末行字框与版心上下边重合。"},
    A{"frame-above", Type::kDecimal, false, "", 0, 0, "0.88", "Share of the frame above the baseline.", "字框在基线以上的比例。"},
    A{"mirror", Type::kYesNo, false, "", 0, 0, "no", "Gutter at the other side on even pages.", "偶数页订口换边。"},
    A{"writing", Type::kChoice, false, "horizontal|vertical", 0, 0, "horizontal",
      "vertical: rows are columns from right to left, cells go down them; what is said of above, below, left and right turns with them.",
      "vertical 竖排：行为自右向左的直行，字自上而下；上下左右随之转动。"},
    A{"binding", Type::kChoice, false, "left|right", 0, 0, "left", "Side of the gutter, on odd pages where it changes.", "订口在哪一侧（换边时指奇数页）。"},
};
constexpr std::array kVertical{
    A{"latin", Type::kChoice, false, "turned|upright", 0, 0, "turned", "Western words: turned a quarter clockwise, or letter below letter.",
      "西文：turned 顺时针转九十度，upright 逐字母直立。"},
    A{"digits", Type::kInteger, false, "", 0, 4, "2", "Numbers of so many digits at most stand upright in one cell (纵中横); 0: none.",
      "不超过几位的数字横排于一格（纵中横）；0 表示不用。"},
    A{"narrowest", Type::kDecimal, false, "", 0, 0, "0.6", "Share of their width to which these digits may be squeezed; a number that needs more is turned.",
      "纵中横的数字最多压窄到原宽的几成，再窄则改为转排。"},
    A{"marks", Type::kAnyText, false, "", 0, 0, "", "Marks drawn in another's place, in pairs with blanks between: “﹃ ”﹄.", "竖排换用的标点，成对写，以空格分隔：“﹃ ”﹄。"},
};
constexpr std::array kInk{
    A{"name", Type::kName, true, "", 0, 0, "", "Name of the ink.", "油墨名称。"},
    A{"cmyk", Type::kColour, true, "", 0, 0, "", "Percentages of cyan, magenta, yellow, black.", "青、品红、黄、黑的百分比。"},
};
constexpr std::array kKinsoku{
    A{"name", Type::kName, true, "", 0, 0, "", "Name of the level.", "级别名称。"},
    A{"not-at-start", Type::kAnyText, false, "", 0, 0, "", "Characters that begin no line (避头).", "不得居行首的字符。"},
    A{"not-at-end", Type::kAnyText, false, "", 0, 0, "", "Characters that end no line (避尾).", "不得居行末的字符。"},
    A{"pairs-not-at-start", Type::kYesNo, false, "", 0, 0, "no", "Whether —— and …… begin no line.", "破折号、省略号是否不得居行首。"},
    A{"after-number", Type::kAnyText, false, "", 0, 0, "", "Characters never parted from the number before them.", "不得与前面数字分开的字符。"},
    A{"before-number", Type::kAnyText, false, "", 0, 0, "", "Characters never parted from the number after them.", "不得与后面数字分开的字符。"},
    A{"counters", Type::kAnyText, false, "", 0, 0, "", "Characters that a line break parts from the number before them only at a cost.",
      "尽量不与前面数字分开的量词等。"},
    A{"units", Type::kAnyText, false, "", 0, 0, "", "Western words, with blanks between, that stay on the line of the number before them.",
      "与前面数字同行的西文单位，以空格分隔。"},
};
constexpr std::array kFormat{
    A{"name", Type::kName, true, "", 0, 0, "", "Name of the format.", "格式名称。"},
    A{"kind", Type::kChoice, true, "date|number|chinese-number", 0, 0, "", "What it prints.", "类别。"},
    A{"pattern", Type::kText, false, "", 0, 0, "",
      "Dates: text with {year} {month} {day} {month2} {day2} {chinese-year} {chinese-month} {chinese-day}.",
      "日期样式，可含 {year} {month} {day} {month2} {day2} {chinese-year} {chinese-month} {chinese-day}。"},
    A{"digits", Type::kInteger, false, "", 1, 12, "", "Numbers: padded with zeros to so many digits.", "数字位数，不足补零。"},
};
constexpr std::array kStyle{
    A{"name", Type::kName, true, "", 0, 0, "", "Name of the style.", "样式名称。"},
    A{"based-on", Type::kName, false, "", 0, 0, "", "Style whose values hold where this one has none.", "所依据的样式。"},
    A{"face", Type::kName, false, "", 0, 0, "", "Role of the font catalogue: fangsong, kaiti ...", "字体角色，如 fangsong、kaiti。"},
    A{"latin", Type::kName, false, "", 0, 0, "as face", "Role for Western letters and digits.", "西文和数字的字体角色。"},
    A{"size", Type::kLength, false, "", 0, 0, "", "Size: 3号 or 16pt.", "字号，如 3号、16pt。"},
    A{"cell", Type::kChoice, false, "grid|own", 0, 0, "own", "Advance of a full-width character: a cell of the page's grid, or its own em.",
      "全角字符的字宽：版心网格或字身。"},
    A{"ink", Type::kName, false, "", 0, 0, "", "Ink.", "油墨。"},
    A{"lang", Type::kLanguage, false, "", 0, 0, "zh-Hans", "Language of the text.", "文字的语言。"},
    A{"align", Type::kChoice, false, "justify|left|right|center", 0, 0, "justify", "Alignment.", "对齐方式。"},
    A{"composition", Type::kChoice, false, "flow|strict", 0, 0, "flow", "flow: even spacing; strict: hanzi stand in the cells of the grid.",
      "flow 均匀排；strict 汉字落格。"},
    A{"kinsoku", Type::kName, false, "", 0, 0, "", "Level of line-start and line-end prohibition.", "避头尾级别。"},
    A{"indent", Type::kLength, false, "", 0, 0, "0mm", "Of the first line.", "首行缩进。"},
    A{"inset-left", Type::kLength, false, "", 0, 0, "0mm", "Of all lines, from the text block's left edge.", "左缩进。"},
    A{"inset-right", Type::kLength, false, "", 0, 0, "0mm", "Of all lines, from the text block's right edge.", "右缩进。"},
    A{"han-latin-gap", Type::kLength, false, "", 0, 0, "0mm", "Gap between hanzi and Western text.", "汉字与西文的间距。"},
    A{"han-script-gap", Type::kLength, false, "", 0, 0, "as han-latin-gap", "Gap between hanzi and words of other scripts than Latin.",
      "汉字与藏文、维吾尔文等其他文字的间距。"},
    A{"han-latin-limits", Type::kLengths, false, "", 0, 0, "the gap itself", "Least and greatest gap between hanzi and Western text where lines are filled.",
      "调整时汉字与西文间距的最小、最大值。"},
    A{"word-space-limits", Type::kLengths, false, "", 0, 0, "as in the font", "Least and greatest blank between Western words where lines are filled.",
      "调整时西文词距的最小、最大值。"},
    A{"marks", Type::kChoice, false, "full|kaiming|half", 0, 0, "full",
      "Widths of marks in flow: all a cell (全角式), half a cell but at sentence ends (开明式), all half a cell (半角式).",
      "均匀排时标点宽度：full 全角式，kaiming 开明式，half 半角式。"},
    A{"line-end-marks", Type::kChoice, false, "gb|css|jis", 0, 0, "gb",
      "Marks that give up their blank at a line's end in flow: each (GB/T 15834 5.1.10), closing brackets alone (CSS), all but 。！？ (JIS X 4051).",
      "均匀排时行末让出空白的标点：gb 全部，css 仅后括号引号，jis 句末点号除外。"},
    A{"squeeze", Type::kChoices, false, "spaces|brackets|pauses|gaps|stops", 0, 0, "all of them",
      "Blanks that may be squeezed in flow: word spaces, brackets and quotation marks, ，、；, gaps of hanzi and Western text, 。！？：.",
      "均匀排时可压缩的空白：词距、括号引号、逗顿分号、汉字与西文间距、句末点号。"},
    A{"least-blank", Type::kLength, false, "", 0, 0, "0mm", "Blank that a squeezed mark keeps.", "标点压缩后至少保留的空白。"},
    A{"hanging", Type::kAnyText, false, "", 0, 0, "", "Marks that may hang beyond the end of a line in flow.", "均匀排时可悬挂于行末之外的标点。"},
    A{"hyphenate", Type::kName, false, "", 0, 0, "none", "Language whose patterns divide Western words, such as en-US; none: words stay whole.",
      "西文词的断词语言，如 en-US；none 表示不断词。"},
    A{"measure", Type::kLength, false, "", 0, 0, "", "Longest line.", "最大行长。"},
    A{"words", Type::kYesNo, false, "", 0, 0, "no", "Lines break only at words.", "只在词语处换行。"},
    A{"shape", Type::kChoices, false, "trapezoid|diamond", 0, 0, "", "Shapes that the lines may form, best first.", "多行排成的形状，可列多个，前者优先。"},
    A{"fit", Type::kChoice, false, "no|line", 0, 0, "no", "line: the size is reduced until all fits one line.", "line：缩小到一行排下。"},
    A{"min-size", Type::kLength, false, "", 0, 0, "", "Smallest size for fit.", "缩小的下限。"},
    A{"pitch", Type::kLength, false, "", 0, 0, "1行", "Baseline to baseline, off the grid.", "行距（不上网格时）。"},
    A{"grid", Type::kYesNo, false, "", 0, 0, "yes", "Lines stand on the page's rows.", "行是否落在版心网格上。"},
    A{"before", Type::kLength, false, "", 0, 0, "0mm", "Blank above.", "段前空。"},
    A{"after", Type::kLength, false, "", 0, 0, "0mm", "Blank below.", "段后空。"},
    A{"run-in", Type::kChoice, false, "no|always|if-stopped", 0, 0, "no",
      "Whether the next paragraph follows on the heading's line; if-stopped: when it ends with a full stop.",
      "标题后是否接排正文；if-stopped：标题以句号等结尾时接排。"},
    A{"keep-with-next", Type::kYesNo, false, "", 0, 0, "no", "Never ends a page.", "与下一段同页。"},
    A{"keep-with-previous", Type::kYesNo, false, "", 0, 0, "no", "Never begins a page.", "与上一段同页。"},
    A{"keep-together", Type::kYesNo, false, "", 0, 0, "no", "Not divided over pages.", "段中不分页。"},
    A{"orphans", Type::kInteger, false, "", 1, 20, "2", "Lines at least at the foot of a page.", "页末至少留的行数。"},
    A{"widows", Type::kInteger, false, "", 1, 20, "2", "Lines at least at the head of a page.", "页首至少留的行数。"},
};
constexpr std::array kRow{
    A{"style", Type::kName, true, "", 0, 0, "", "Style.", "样式。"},
    A{"top", Type::kLength, false, "", 0, 0, "after the row before", "From the text block's upper edge.", "距版心上边的距离。"},
    A{"top-edge", Type::kChoice, false, "frame|ink", 0, 0, "frame", "What top is measured to.", "top 量到字框还是字墨。"},
    A{"before", Type::kLength, false, "", 0, 0, "0mm", "Blank above, besides the style's.", "行前另加的空。"},
};
constexpr std::array kBlank{
    A{"rows", Type::kInteger, false, "", 1, 50, "1", "So many 行.", "空若干行。"},
    A{"height", Type::kLength, false, "", 0, 0, "", "Or a length.", "或空一段长度。"},
};
constexpr std::array kRule{
    A{"ink", Type::kName, true, "", 0, 0, "", "Ink.", "油墨。"},
    A{"thickness", Type::kLength, true, "", 0, 0, "", "Thickness.", "线粗。"},
    A{"before", Type::kLength, false, "", 0, 0, "half the leading of the line above", "From the glyph frame of the line above.",
      "距上一行字框下边的距离。"},
};
constexpr std::array kTest{A{"test", Type::kExpression, true, "", 0, 0, "", "XPath expression.", "XPath 表达式。"}};
constexpr std::array kBlockEach{A{"of", Type::kExpression, true, "", 0, 0, "", "Nodes, each of which becomes the context.", "依次处理的节点。"}};
constexpr std::array kInlineEach{A{"of", Type::kExpression, true, "", 0, 0, "", "Nodes, each of which becomes the context.", "依次处理的节点。"},
                                 A{"separator", Type::kAnyText, false, "", 0, 0, "", "Stands between two turns.", "两项之间的分隔。"}};
constexpr std::array kValue{
    A{"of", Type::kExpression, true, "", 0, 0, "", "What is printed: the string of the first node.", "要印出的内容。"},
    A{"as", Type::kName, false, "", 0, 0, "", "Format.", "格式。"},
    A{"default", Type::kAnyText, false, "", 0, 0, "", "Printed where there is nothing; without it that is an error.", "没有内容时印的文字；不给则报错。"},
};
constexpr std::array kNumber{A{"as", Type::kName, false, "", 0, 0, "", "Format.", "格式。"}};
constexpr std::array kRun{A{"style", Type::kName, true, "", 0, 0, "", "Style whose characters are taken.", "采用其字符样式。"}};
constexpr std::array kPart{A{"style", Type::kName, false, "", 0, 0, "the row's", "Style.", "样式。"}};
constexpr std::array kInlineRule{
    A{"for", Type::kChoice, true, "em|dots|proper-name|book-title|underline|strike|sup|sub|ruby|zhuyin|spread|circled|inline-note", 0, 0, "",
      "Inline element of the brief; zhuyin: ruby whose reading is written in zhuyin.", "简报中的行内元素；zhuyin 指用注音符号注音的 ruby。"},
    A{"style", Type::kName, false, "", 0, 0, "", "Style that gives face and ink.", "取其字体和油墨的样式。"},
    A{"size", Type::kLength, false, "", 0, 0, "that of the text around", "Size of the characters, or of the reading; 字 is the em of the text around, here and below.",
      "字号，或注音的字号；此处及以下各项，“字”指所在文字的字身。"},
    A{"lift", Type::kLength, false, "", 0, 0, "0mm", "By how much the baseline is raised.", "基线升高多少。"},
    A{"draw", Type::kChoice, false, "none|dots|line|wave|circle", 0, 0, "none", "What is drawn: a dot for each character, a line, a wavy line, a circle around.",
      "所画之物：逐字加点、直线、波浪线、字外加圈。"},
    A{"side", Type::kChoice, false, "over|under|through|after", 0, 0, "under",
      "Where it stands: over is above horizontal and right of vertical text; after: a reading behind its character.",
      "位置：over 横排在上、竖排在右；after 指注音排在字后。"},
    A{"ink", Type::kName, false, "", 0, 0, "the text's", "Ink of what is drawn.", "所画之物的油墨。"},
    A{"distance", Type::kLength, false, "", 0, 0, "0mm", "From the em box of the text to what is drawn, or to the reading.", "与字身的距离。"},
    A{"thickness", Type::kLength, false, "", 0, 0, "", "Thickness of a line.", "线粗。"},
    A{"width", Type::kLength, false, "", 0, 0, "", "Diameter of a dot or circle, length of a wave, or the column of a reading behind its character.",
      "点或圈的直径、波长，或字后注音所占的宽度。"},
    A{"height", Type::kLength, false, "", 0, 0, "0mm", "Height of a wave.", "波高。"},
    A{"inset", Type::kLength, false, "", 0, 0, "0mm", "By how much a line is shorter at both ends, so that neighbours do not touch.", "线两端各缩进多少，使相邻的线不相连。"},
    A{"gap", Type::kLength, false, "", 0, 0, "0mm", "Between two readings at least; behind one that stands after its character, where no cell leaves room.",
      "相邻注音之间的最小距离；字后注音不落格排时，其后留的空。"},
    A{"overhang", Type::kLength, false, "", 0, 0, "0mm", "Of a reading over a hanzi without one, at most on each side.", "注音可伸到相邻无注音汉字上的宽度。"},
    A{"lines", Type::kInteger, false, "", 1, 2, "1", "Inline notes: lines in one row.", "夹注：一行之内排几行。"},
    A{"most", Type::kLength, false, "", 0, 0, "", "Longest of these lines; longer notes stand on one line. Circles: widest number inside.", "这几行的最大长度，更长的夹注排成单行；加圈时指圈内数字的最大宽度。"},
    A{"single", Type::kLength, false, "", 0, 0, "as size", "Size of such a longer note.", "排成单行时的字号。"},
};
constexpr std::array kFlowPart{
    A{"of", Type::kChoice, true, "editor-note|article", 0, 0, "", "Part of the brief.", "简报的哪一部分。"},
    A{"before", Type::kLength, false, "", 0, 0, "its first block's own", "Blank above the first.", "首篇之前的空。"},
    A{"between", Type::kLength, false, "", 0, 0, "its first block's own", "Blank above each but the first.", "多篇之间的空。"},
    A{"new-page", Type::kYesNo, false, "", 0, 0, "no", "Each begins a page.", "每篇另页起。"},
};
constexpr std::array kBlock{
    A{"for", Type::kChoice, true, "title|subtitle|heading|p|contributor", 0, 0, "", "Element of the brief.", "简报元素。"},
    A{"level", Type::kInteger, false, "", 1, 4, "any", "Level of the heading.", "标题级别。"},
    A{"at", Type::kChoice, false, "first|any", 0, 0, "any", "first: only the first of the part.", "first：仅该部分的第一个。"},
    A{"test", Type::kExpression, false, "", 0, 0, "", "XPath expression that must hold.", "须成立的 XPath 表达式。"},
    A{"style", Type::kName, true, "", 0, 0, "", "Style.", "样式。"},
    A{"bookmark", Type::kInteger, false, "", 1, 6, "none", "Level of its bookmark.", "书签级别。"},
};
constexpr std::array kPictureRule{
    A{"style", Type::kName, true, "", 0, 0, "", "Style of the caption (图注).", "图注的样式。"},
    A{"test", Type::kExpression, false, "", 0, 0, "", "XPath expression that must hold.", "须成立的 XPath 表达式。"},
    A{"most-width", Type::kLength, true, "", 0, 0, "", "A picture is as wide as this allows, in columns too.", "图片最大宽度，竖排时也指所见的宽度。"},
    A{"most-height", Type::kLength, true, "", 0, 0, "", "And as high as this allows; its proportions stay. Never larger than the text block.", "图片最大高度；图片保持原有比例，任何时候不超出版心。"},
    A{"before", Type::kLength, false, "", 0, 0, "0mm", "Blank above.", "图前空。"},
    A{"grid", Type::kYesNo, false, "", 0, 0, "yes", "Each picture takes whole rows of the page and stands in their middle.", "图片占整行，居于这几行的正中。"},
    A{"least-resolution", Type::kInteger, false, "", 1, 2400, "150", "Dots per inch; a picture that has fewer at its size is reported.",
      "每英寸点数；图片按所排大小低于此数时给出警告。"},
};
constexpr std::array kTable{
    A{"of", Type::kExpression, true, "", 0, 0, "", "Nodes, each of which gives a row.", "依次成行的节点。"},
    A{"style", Type::kName, true, "", 0, 0, "", "Style of the cells.", "单元格的样式。"},
    A{"head-style", Type::kName, false, "", 0, 0, "as style", "Style of the head.", "表头的样式。"},
    A{"ink", Type::kName, true, "", 0, 0, "", "Ink of the rules.", "表线的油墨。"},
    A{"thickness", Type::kLength, true, "", 0, 0, "", "Thickness of the rules between cells.", "内线粗细。"},
    A{"frame", Type::kLength, false, "", 0, 0, "as thickness", "Thickness of the rules around the table.", "外框线粗细。"},
    A{"padding", Type::kLength, false, "", 0, 0, "0mm", "Blank at least between text and rules.", "文字与表线之间至少留的空。"},
    A{"height", Type::kLength, false, "", 0, 0, "0mm", "Height at least of a row.", "每行至少的高度。"},
    A{"before", Type::kLength, false, "", 0, 0, "0mm", "Blank above.", "表前空。"},
};
constexpr std::array kColumn{
    A{"width", Type::kLength, false, "", 0, 0, "", "Width; columns without one share what is left.", "列宽；不给则平分余下的宽度。"},
    A{"style", Type::kName, false, "", 0, 0, "the table's", "Style of its cells.", "本列单元格的样式。"},
    A{"foot-style", Type::kName, false, "", 0, 0, "the table's", "Style of its foot.", "本列表尾的样式。"},
};
constexpr std::array kColophon{
    A{"page", Type::kChoice, false, "last|last-even", 0, 0, "last-even", "Page on which it stands, at the foot.", "版记所在页（页底）。"},
    A{"above", Type::kLength, false, "", 0, 0, "0mm", "Blank at least between the text and it.", "与正文之间至少留的空。"},
};
constexpr std::array kFolio{
    A{"style", Type::kName, true, "", 0, 0, "", "Style.", "样式。"},
    A{"odd", Type::kText, false, "", 0, 0, "right", "Odd pages: left, right or center, and the inset.", "奇数页：left、right 或 center，及缩进。"},
    A{"even", Type::kText, false, "", 0, 0, "left", "Even pages.", "偶数页。"},
    A{"below", Type::kLength, true, "", 0, 0, "", "From the text block to the middle of the first character's ink.", "版心下边到首字字墨中线的距离。"},
    A{"first", Type::kInteger, false, "", 1, 99999, "1", "Number of the first page.", "首页页码。"},
};

constexpr std::array kProof{
    A{"ink", Type::kName, true, "", 0, 0, "", "Ink.", "油墨。"},
    A{"thickness", Type::kLength, true, "", 0, 0, "", "Thickness of the lines.", "线粗。"},
};

constexpr std::array<S, 1> kSizeE{"size"}, kPageE{"page"}, kInkE{"ink"}, kKinsokuE{"kinsoku"}, kFormatE{"format"}, kWordsE{"words"},
    kStyleE{"style"}, kInlineRuleE{"inline"}, kMetadataE{"metadata"}, kMastheadE{"masthead"}, kFlowE{"flow"}, kColophonE{"colophon"}, kFolioE{"folio"}, kProofE{"proof"}, kVerticalE{"vertical"}, kWordE{"word"};
constexpr std::array kLayoutContent{
    Particle{kSizeE, Occurs::kAny},          Particle{kPageE, Occurs::kOptional},     Particle{kInkE, Occurs::kAny},
    Particle{kKinsokuE, Occurs::kAny},       Particle{kFormatE, Occurs::kAny},        Particle{kWordsE, Occurs::kAny},
    Particle{kStyleE, Occurs::kAny},         Particle{kInlineRuleE, Occurs::kAny},     Particle{kMetadataE, Occurs::kOptional}, Particle{kMastheadE, Occurs::kOptional},
    Particle{kFlowE, Occurs::kOptional},     Particle{kColophonE, Occurs::kOptional}, Particle{kFolioE, Occurs::kOptional},
    Particle{kProofE, Occurs::kOptional},    Particle{kVerticalE, Occurs::kOptional}};
constexpr std::array kWordsContent{Particle{kWordE, Occurs::kSome}};

constexpr std::array<S, 9> kInlineE{"value", "run", "inline.when", "inline.choose", "inline.each", "number", "content", "page-number", "page-count"};
constexpr std::array kInlineContent{Particle{kInlineE, Occurs::kAny}};
constexpr std::array<S, 1> kInlineWhenE{"inline.when"}, kInlineOtherwiseE{"inline.otherwise"}, kBlockWhenE{"block.when"}, kBlockOtherwiseE{"block.otherwise"};
constexpr std::array kInlineChoose{Particle{kInlineWhenE, Occurs::kSome}, Particle{kInlineOtherwiseE, Occurs::kOptional}};
constexpr std::array kBlockChoose{Particle{kBlockWhenE, Occurs::kSome}, Particle{kBlockOtherwiseE, Occurs::kOptional}};
constexpr std::array<S, 6> kBlockE{"row", "blank", "rule", "block.when", "block.choose", "block.each"};
constexpr std::array kBlocks{Particle{kBlockE, Occurs::kAny}};
constexpr std::array<S, 1> kLabelE{"label"}, kLeftE{"left"}, kCenterE{"center"}, kRightE{"right"};
constexpr std::array kRowContent{Particle{kLabelE, Occurs::kOptional}, Particle{kLeftE, Occurs::kOptional}, Particle{kCenterE, Occurs::kOptional},
                                 Particle{kRightE, Occurs::kOptional}, Particle{kInlineE, Occurs::kAny}};
constexpr std::array<S, 1> kMTitleE{"title"}, kMAuthorE{"author"}, kMSubjectE{"subject"}, kMKeywordsE{"keywords"};
constexpr std::array kMetadataContent{Particle{kMTitleE, Occurs::kOptional}, Particle{kMAuthorE, Occurs::kOptional},
                                      Particle{kMSubjectE, Occurs::kOptional}, Particle{kMKeywordsE, Occurs::kOptional}};
constexpr std::array<S, 2> kFlowItemE{"part", "table"};
constexpr std::array<S, 2> kBlockRuleE{"block", "picture"};
constexpr std::array<S, 1> kColumnE{"column"}, kHeadE{"head"}, kCellE{"cell"}, kFootE{"foot"};
constexpr std::array kFlowContent{Particle{kFlowItemE, Occurs::kSome}};
constexpr std::array kTableContent{Particle{kColumnE, Occurs::kSome}};
constexpr std::array kColumnContent{Particle{kHeadE, Occurs::kOnce}, Particle{kCellE, Occurs::kOnce}, Particle{kFootE, Occurs::kOptional}};
constexpr std::array kPartContent{Particle{kBlockRuleE, Occurs::kSome}};

constexpr ElementSpec element(S id, std::span<const A> attributes, std::span<const Particle> content, S english, S chinese) {
    return {id, attributes, content, false, false, Type::kAnyText, english, chinese};
}
constexpr ElementSpec any_order(S id, std::span<const A> attributes, std::span<const Particle> content, S english, S chinese) {
    return {id, attributes, content, true, false, Type::kAnyText, english, chinese};
}
constexpr ElementSpec inline_text(S id, std::span<const A> attributes, S english, S chinese) {
    return {id, attributes, kInlineContent, false, true, Type::kAnyText, english, chinese};
}

constexpr std::array kElements{
    any_order("layout", kLayout, kLayoutContent, "A layout.", "一个版式。"),
    element("size", kSize, {}, "A type size by name.", "命名的字号。"),
    element("page", kPage, {}, "Paper, text block and grid.", "纸张、版心和网格。"),
    element("vertical", kVertical, {}, "What a vertical page does to its characters.", "竖排时字符的排法。"),
    element("ink", kInk, {}, "An ink.", "一种油墨。"),
    element("kinsoku", kKinsoku, {}, "A level of line-start and line-end prohibition.", "一个避头尾级别。"),
    element("format", kFormat, {}, "How numbers or dates are printed.", "数字或日期的印法。"),
    element("words", {}, kWordsContent, "Words that no line break divides.", "换行时不得拆开的词语。"),
    ElementSpec{"word", {}, {}, false, true, Type::kText, "A word, name or term.", "一个词语或名称。"},
    element("style", kStyle, {}, "The look of a paragraph and its characters.", "段落和字符的样式。"),
    element("inline", kInlineRule, {}, "How an inline element is set.", "行内元素的排法。"),
    any_order("metadata", {}, kMetadataContent, "What the PDF says of itself. Context: the brief's root element.", "PDF 文档信息。上下文为简报根元素。"),
    inline_text("title", {}, "Title.", "标题。"),
    inline_text("author", {}, "Author.", "作者。"),
    inline_text("subject", {}, "Subject.", "主题。"),
    inline_text("keywords", {}, "Keywords.", "关键词。"),
    element("masthead", {}, kBlocks, "Top of the first page (报头). Context: the brief's root element.", "报头。上下文为简报根元素。"),
    ElementSpec{"row", kRow, kRowContent, true, true, Type::kAnyText, "A line with parts, or a paragraph with an optional hanging label.",
     "一行（可分左、中、右），或一段（可带悬挂标签）。"},
    inline_text("label", {}, "Hanging label: the paragraph's lines begin after it.", "悬挂标签，段内各行从其后起排。"),
    inline_text("left", kPart, "Part at the left.", "左侧内容。"),
    inline_text("center", kPart, "Part in the middle.", "居中内容。"),
    inline_text("right", kPart, "Part at the right.", "右侧内容。"),
    element("blank", kBlank, {}, "Blank.", "空白。"),
    element("rule", kRule, {}, "A rule of the text block's width.", "与版心等宽的线。"),
    element("block.when", kTest, kBlocks, "Set only if the test holds.", "条件成立时才排。"),
    element("block.choose", {}, kBlockChoose, "The first alternative that holds.", "取第一个成立的分支。"),
    element("block.otherwise", {}, kBlocks, "If no alternative holds.", "其余情况。"),
    element("block.each", kBlockEach, kBlocks, "Once for every node.", "对每个节点排一次。"),
    inline_text("inline.when", kTest, "Printed only if the test holds.", "条件成立时才印。"),
    element("inline.choose", {}, kInlineChoose, "The first alternative that holds.", "取第一个成立的分支。"),
    inline_text("inline.otherwise", {}, "If no alternative holds.", "其余情况。"),
    inline_text("inline.each", kInlineEach, "Once for every node.", "对每个节点印一次。"),
    element("value", kValue, {}, "A value of the brief.", "简报中的内容。"),
    element("number", kNumber, {}, "The heading's number.", "标题序号。"),
    element("content", {}, {}, "The text of the brief's element.", "该元素的正文。"),
    element("page-number", kNumber, {}, "Number of the page.", "页码。"),
    element("page-count", kNumber, {}, "Number of pages.", "总页数。"),
    inline_text("run", kRun, "Text in another style's characters.", "用另一样式的字符排。"),
    element("flow", {}, kFlowContent, "The brief's text: parts and tables in the order in which they stand here.", "正文部分和表格，按此处顺序排。"),
    element("part", kFlowPart, kPartContent, "A part of the brief.", "简报的一部分。"),
    inline_text("block", kBlock, "How one kind of block is set: the first rule that fits is taken; empty: its text alone. Context: the block's element.",
                "一类段落的排法，取第一条适用的；内容为空即只排其文字。上下文为该元素。"),
    inline_text("picture", kPictureRule,
                "How pictures are set: in the middle, as large as they may be, the caption below; what is written here is the caption's text, "
                "as in block, and number that of the picture in its part. Context: the picture's element.",
                "图片的排法：居中，在允许范围内尽量大，图注在下；内容为图注的文字，写法同 block，number 为该部分内图片的序号。上下文为该图片元素。"),
    element("table", kTable, kTableContent, "A table; its head stands again on each page. Context: the brief's root element.",
            "表格；换页时重排表头。上下文为简报根元素。"),
    element("column", kColumn, kColumnContent, "A column.", "一列。"),
    inline_text("head", {}, "Head of the column.", "本列表头。"),
    inline_text("cell", {}, "Cell of the column; number is that of the row. Context: the row's node.", "本列单元格；number 为行号。上下文为该行的节点。"),
    inline_text("foot", {}, "Foot of the column: the table's last row.", "本列表尾（表格最后一行）。"),
    element("colophon", kColophon, kBlocks, "Foot of the last page (版记). Context: the brief's root element.", "版记。上下文为简报根元素。"),
    inline_text("folio", kFolio, "Page number (页码).", "页码。"),
    element("proof", kProof, {}, "How rows and cells are drawn on a proof (option --grid); never in print.",
            "校样上如何画出网格（选项 --grid）；付印时不画。"),
};
// clang-format on

}  // namespace

const Schema& layout_schema() {
    static constexpr Schema kSchema{"layout", kElements};
    return kSchema;
}

}  // namespace banxin::reader
