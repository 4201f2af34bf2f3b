// The reference page of a language from its table.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "reader/examples.hpp"
#include "reader/schema.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

std::string_view name_of(std::string_view id) { return id.substr(id.rfind('.') + 1); }

std::string anchor(std::string_view id) {
    std::string out(id);
    std::replace(out.begin(), out.end(), '.', '-');
    return out;
}

/// What stands in for a default where it is no value of the attribute's type: words, in both languages.
struct Words {
    std::string_view english, chinese;
};
constexpr Words kDefaults[] = {
    {"any", "不限"},
    {"none", "无"},
    {"paper", "同 paper"},
    {"as face", "同 face"},
    {"as thickness", "同 thickness"},
    {"as style", "同 style"},
    {"the table's", "同所在表格"},
    {"the gap itself", "即间距本身"},
    {"as in the font", "同字体"},
    {"as han-latin-gap", "同 han-latin-gap"},
    {"all of them", "全部"},
    {"the row's", "同所在行"},
    {"the text's", "同文字"},
    {"that of the text around", "同所在文字"},
    {"as size", "同 size"},
    {"after the row before", "接上一行"},
    {"its first block's own", "用首个段落样式的值"},
    {"half the leading of the line above", "上一行行间空的一半"},
};

class Page {
  public:
    Page(const Schema& schema, Language language) : schema_(schema), english_(language == Language::kEnglish), language_(language) {}

    std::string write() {
        const bool brief = schema_.name == "brief";
        out_ = english_ ? fmt::format("# The {} language\n\n", schema_.name) : fmt::format("# {}\n\n", brief ? "简报语言" : "版式语言");
        out_ += brief
                    ? say("What stands in a brief: content only. How it looks is the layout's affair.", "简报中只写内容；外观由版式决定。")
                    : say("What stands in a layout: form only. What it says comes from the brief, by XPath.",
                          "版式中只写形式；内容用 XPath 从简报中取。");
        out_ += say("\n\nMade by `./run docs`; do not edit.\n\n", "\n\n本页由 `./run docs` 生成，请勿手工修改。\n\n");
        if (!brief) lengths();
        contents();
        for (const ElementSpec& spec : schema_.elements) element(spec);
        fields();
        out_.pop_back();  // one line end closes the page
        return std::move(out_);
    }

  private:
    std::string_view say(std::string_view english, std::string_view chinese) const { return english_ ? english : chinese; }

    void lengths() {
        out_ +=
            say("Lengths: `mm`; `pt` (1/72 inch); `字`, a cell of a style on the grid, else its em; `行`, a row of the text block; `号`, a "
                "size by "
                "name. Context: the node from which an XPath expression starts; it is named below where it matters.\n\n",
                "长度单位：`mm`；`pt`（1/72 英寸）；`字`，上网格的样式为一格，其余为本身一字；`行`，版心的一行；`号`，命名的字号。"
                "“上下文”指 XPath 表达式的起点，需要时在各条中说明。\n\n");
    }

    void fields() {
        if (schema_.fields.empty()) return;
        out_ += say(
            "## Fields\n\nIn a brief of many editions; see [Many editions of one brief](../../guide/en/batch.md). In attributes a "
            "field is `{name}`.\n\n",
            "## 字段\n\n用于多个版本的简报，见[批量生成：一份简报，多个版本](../../guide/zh/batch.md)。属性中的字段写作 `{列名}`。\n\n");
        for (const ElementSpec& spec : schema_.fields) element(spec);
    }

    /// Two elements of one name are told apart by where they stand.
    std::string label(std::string_view id) const {
        const auto same = [&](const ElementSpec& spec) { return spec.name() == name_of(id); };
        const bool twice = std::count_if(schema_.elements.begin(), schema_.elements.end(), same) > 1;
        const std::string_view where = !twice ? "" : id.starts_with("block.") ? say(" of rows", "（行间）") : say(" in text", "（行内）");
        return fmt::format("`<{}>`{}", name_of(id), id.find('.') == std::string_view::npos ? "" : where);
    }

    std::string link(std::string_view id) const { return fmt::format("[{}](#{})", label(id), anchor(id)); }

    void contents() {
        out_ += say("## Contents\n\n", "## 目录\n\n");
        for (const std::span<const ElementSpec> specs : {schema_.elements, schema_.fields})
            for (const ElementSpec& spec : specs)
                out_ += fmt::format("- {}{}{}\n", link(spec.id), say(": ", "："), english_ ? spec.english : spec.chinese);
        out_ += '\n';
    }

    void element(const ElementSpec& spec) {
        out_ += fmt::format("## <a id=\"{}\"></a>{}\n\n{}\n\n", anchor(spec.id), label(spec.id), english_ ? spec.english : spec.chinese);
        inside(spec);
        holds(spec);
        attributes(spec);
        if (const std::string_view example = example_of(schema_.name, spec.id); !example.empty())
            out_ += fmt::format("```xml\n{}\n```\n\n", example);
    }

    void inside(const ElementSpec& spec) {
        std::string parents;
        for (const ElementSpec& parent : schema_.elements)
            for (const Particle& p : parent.content)
                if (std::find(p.elements.begin(), p.elements.end(), spec.id) != p.elements.end())
                    parents += fmt::format("{}{}", parents.empty() ? "" : say(", ", "、"), link(parent.id));
        if (!parents.empty()) out_ += fmt::format("{}{}\n\n", say("Stands in: ", "位于："), parents);
    }

    void holds(const ElementSpec& spec) {
        if (spec.content.empty() && !spec.text) {
            out_ += say("Holds: nothing\n\n", "内容：无\n\n");
            return;
        }
        if (!spec.content.empty() && spec.content.front().elements.front() == kAnything) {
            out_ += say("Holds: what may stand in its place\n\n", "内容：该处可写的内容\n\n");
            return;
        }
        std::string list = spec.text ? text_of(spec) : std::string();
        for (const Particle& p : spec.content) {
            std::string names;
            for (const std::string_view id : p.elements) names += fmt::format("{}{}", names.empty() ? "" : say(" or ", " 或 "), link(id));
            list += fmt::format("{}{}{}", list.empty() ? "" : say("; ", "；"), names, times(p.occurs));
        }
        out_ += fmt::format("{}{}{}\n\n", say("Holds: ", "内容："), list, spec.any_order ? say("; in any order", "；顺序不限") : "");
    }

    std::string text_of(const ElementSpec& spec) const {
        return spec.content.empty() ? describe(spec.text_type, nullptr, language_) : std::string(say("text", "文字"));
    }

    std::string_view times(Occurs occurs) const {
        switch (occurs) {
            case Occurs::kOnce: return say(" (once)", "（一个）");
            case Occurs::kOptional: return say(" (optional)", "（可选）");
            case Occurs::kAny: return say(" (any number)", "（任意个）");
            case Occurs::kSome: break;
        }
        return say(" (at least one)", "（至少一个）");
    }

    std::string value(const AttributeSpec& a) const {
        if (a.type == Type::kYesNo) return std::string(say("`yes` or `no`", "`yes` 或 `no`"));
        if (a.type == Type::kLength) return std::string(say("length", "长度"));
        if (a.type == Type::kName) return std::string(say("name", "名称"));
        if (a.type != Type::kChoice && a.type != Type::kChoices) return describe(a.type, &a, language_);
        const std::string choices = fmt::format("`{}`", fmt::join(alternatives(a.values), say("`, `", "`、`")));
        return fmt::format("{}{}", choices, a.type == Type::kChoices ? say("; several with blanks between", "；可用空格隔开列多个") : "");
    }

    std::string fallback(const AttributeSpec& a) const {
        if (a.required) return std::string(say("**required**", "**必填**"));
        if (a.fallback.empty()) return std::string(say("none", "无"));
        if (accepts(a.type, a.fallback, &a)) return fmt::format("`{}`", a.fallback);
        const auto* const words =
            std::find_if(std::begin(kDefaults), std::end(kDefaults), [&](const Words& w) { return w.english == a.fallback; });
        return english_ || words == std::end(kDefaults) ? std::string(a.fallback) : std::string(words->chinese);
    }

    void attributes(const ElementSpec& spec) {
        if (spec.attributes.empty()) return;
        out_ += say("| Attribute | Value | Default | Meaning |\n|---|---|---|---|\n", "| 属性 | 取值 | 默认 | 说明 |\n|---|---|---|---|\n");
        for (const AttributeSpec& a : spec.attributes)
            out_ += fmt::format("| `{}` | {} | {} | {} |\n", a.name, value(a), fallback(a), english_ ? a.english : a.chinese);
        out_ += '\n';
    }

    const Schema& schema_;
    bool english_;
    Language language_;
    std::string out_;
};

}  // namespace

std::string reference_markdown(const Schema& schema, Language language) { return Page(schema, language).write(); }

}  // namespace banxin::reader
