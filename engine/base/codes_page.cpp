// The reference page of codes: by room, with what to do.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostics.hpp"

namespace banxin {
namespace {

struct Row {
    int number;
    Code code;
    std::string_view english, chinese;
};
constexpr Row kRows[] = {
#define BANXIN_CODE(number, name, severity, exit, english, chinese) {number, Code::name, english, chinese},
#include "base/codes/all.def"
#undef BANXIN_CODE
};

struct Group {
    int hundreds;  // codes hundreds * 100 ...
    std::string_view english, english_advice, chinese, chinese_advice;
};
constexpr Group kGroups[] = {
    {10, "Reading XML", "The file is not well-formed XML or not UTF-8. Go to the line and column, mend it there, run `banxin check` again.",
     "读取 XML", "文件不是格式正确的 XML，或不是 UTF-8 编码。按行列号找到该处改正，再运行 `banxin check`。"},
    {11, "The brief",
     "An element, attribute or value that the brief language does not know, or that does not agree with another. The brief reference names "
     "what may stand where.",
     "简报内容", "简报语言中没有的元素、属性或取值，或者前后不一致。各处可用的内容见简报语言参考。"},
    {12, "The layout",
     "For the one who writes layouts. A clerk who meets one of these with a layout of the program's own should report it.", "版式",
     "供编写版式者查阅。使用随附版式时若遇到，请向开发者报告。"},
    {13, "Fonts", "`banxin fonts` shows which face plays each role and why. Put missing fonts into a folder and name it with `--fonts`.",
     "字体", "`banxin fonts` 列出各角色选用的字体及原因。缺少的字体可放进文件夹，用 `--fonts` 指定。"},
    {14, "Lines", "A character that no face has stops the work; the rest ask you to look at a line. Another wording often helps.", "行",
     "字体都缺的字会中止排版；其余请核对该行，换个说法往往就能解决。"},
    {15, "Values and pages", "The layout wants something that the brief lacks, or something does not fit where it must stand.",
     "取值与分页", "版式需要的内容简报中没有，或内容在规定位置排不下。"},
    {16, "Files and output", "Files that cannot be read or written. After an error a PDF that existed before is as it was.", "文件与输出",
     "文件无法读取或写入。出错后，原有的 PDF 保持不变。"},
    {17, "The register",
     "`banxin register show` tells what became of a number. Nothing in a register is changed or deleted: a slip is made good by a new "
     "entry.",
     "登记簿", "`banxin register show` 列出一个编号的来龙去脉。登记簿只增不改，登错了另登一条更正。"},
    {18, "Editions and runs",
     "A table, a brief with fields, or a run of them. Nothing of a run is published before all of it is in order; `banxin batch verify` "
     "tells "
     "whether it lies there as it was made.",
     "批量生成", "数据表、含字段的简报或批量生成本身的问题。全部无误才会发出；是否齐全、未被改动，用 `banxin batch verify` 核对。"},
    {19, "Calls", "The library was called with an argument that is missing, out of range or at odds with another; the message names it.",
     "调用", "调用程序库时参数缺失、超出范围或相互矛盾，提示中写明是哪一个。"},
    {20, "Pictures",
     "A file that a brief names cannot be taken, or has too few dots for its size. Open it in a viewer, export it again as PNG or JPEG.",
     "图片", "简报所用的图片文件无法采用，或像素不够。用看图软件打开查看，重新导出为 PNG 或 JPEG。"},
};

constexpr bool each_code_has_its_group() {
    return std::all_of(std::begin(kRows), std::end(kRows), [](const Row& row) {
        return std::any_of(std::begin(kGroups), std::end(kGroups), [&](const Group& group) { return group.hundreds == row.number / 100; });
    });
}
static_assert(each_code_has_its_group());

std::string_view kind_of(Code code, bool english) {
    switch (severity_of(code)) {
        case Severity::kNote: return english ? "note" : "提示";
        case Severity::kWarning: return english ? "warning" : "警告";
        case Severity::kError: break;
    }
    return english ? "error" : "错误";
}

/// A message as a table cell: arguments become dots, and tags stay visible.
std::string cell(std::string_view message) {
    std::string out;
    for (std::size_t i = 0; i < message.size(); ++i) {
        const char c = message[i];
        const bool argument = c == '{' && i + 2 < message.size() && message[i + 2] == '}' && message[i + 1] >= '0' && message[i + 1] <= '9';
        if (argument) {
            out += "…";
            i += 2;
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '&') {
            out += "&amp;";
        } else if (c == '|' || c == '*' || c == '`' || c == '_' || c == '[') {
            out += '\\';
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

constexpr std::string_view kEnglishHead = R"(# Messages

Made by `./run docs`; do not edit.

A message reads `file:line:column: kind[code]: text`. … stands for what the message names. With `--diagnostics json` each is one JSON object. Below a message the program may
say what to type, after an arrow; that is no part of it.

| Exit code | Meaning |
|---|---|
| 0 | done |
| 1 | done, but somebody must look at what was reported |
| 2 | the command line is wrong |
| 3 | bad input or refused; nothing was written |
| 4 | some editions of a run failed |
| 70 | a fault of the program |
| 75 | temporary (disk full, others at work); try again |

The exit code is that of the gravest message.
)";
constexpr std::string_view kChineseHead = R"(# 提示信息

本页由 `./run docs` 生成，请勿手工修改。

每条提示的形式是 `文件:行:列: 类别[编号]: 内容`，表中的“…”代表具体所指。加 `--diagnostics json` 时每条为一个 JSON 对象。提示之下箭头后面的话由程序另加，说明该怎样输入，不属于提示。

| 退出码 | 含义 |
|---|---|
| 0 | 完成 |
| 1 | 完成，但有事项需要人工核对 |
| 2 | 命令行有误 |
| 3 | 输入有误或被拒绝，未写任何文件 |
| 4 | 部分版本未能生成 |
| 70 | 程序内部错误 |
| 75 | 暂时性故障（磁盘已满、他人占用），可重试 |

退出码取最严重的一条提示所对应的值。
)";

}  // namespace

std::string codes_markdown(Language language) {
    const bool english = language == Language::kEnglish;
    std::vector<Row> rows(std::begin(kRows), std::end(kRows));
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.number < b.number; });
    std::string out(english ? kEnglishHead : kChineseHead);
    for (const Group& group : kGroups) {
        out += fmt::format("\n## {}\n\n{}\n\n", english ? group.english : group.chinese,
                           english ? group.english_advice : group.chinese_advice);
        out +=
            english ? "| Code | Kind | Exit code | Message |\n|---|---|---|---|\n" : "| 编号 | 类别 | 退出码 | 内容 |\n|---|---|---|---|\n";
        for (const Row& row : rows)
            if (row.number / 100 == group.hundreds)
                out += fmt::format("| <a id=\"{0}\"></a>{0} | {1} | {2} | {3} |\n", name_of(row.code), kind_of(row.code, english),
                                   static_cast<int>(exit_code_of(row.code)), cell(english ? row.english : row.chinese));
    }
    return out;
}

}  // namespace banxin
