// The reference page of a language from its table.
#include <fmt/format.h>

#include "reader/schema.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

std::string_view name_of(std::string_view id) { return id.substr(id.rfind('.') + 1); }

std::string anchor(std::string_view id) {
    std::string out(id);
    for (char& c : out)
        if (c == '.') c = '-';
    return out;
}

class Page {
  public:
    Page(const Schema& schema, Language language) : schema_(schema), english_(language == Language::kEnglish), language_(language) {}

    std::string write() {
        out_ = english_ ? fmt::format("# The {} language\n\n", schema_.name)
                        : fmt::format("# {}\n\n", schema_.name == "brief" ? "简报语言" : "版式语言");
        out_ += say("Made by `banxin reference`; do not edit.\n\n", "由 `banxin reference` 生成，请勿手工修改。\n\n");
        for (const ElementSpec& spec : schema_.elements) element(spec);
        return std::move(out_);
    }

  private:
    std::string say(std::string_view english, std::string_view chinese) const { return std::string(english_ ? english : chinese); }

    void element(const ElementSpec& spec) {
        out_ += fmt::format("## <a id=\"{}\"></a>`<{}>`\n\n{}\n\n", anchor(spec.id), spec.name(), english_ ? spec.english : spec.chinese);
        inside(spec);
        holds(spec);
        attributes(spec);
    }

    void inside(const ElementSpec& spec) {
        std::string parents;
        for (const ElementSpec& parent : schema_.elements)
            for (const Particle& p : parent.content)
                for (const std::string_view id : p.elements)
                    if (id == spec.id) parents += fmt::format("{}[`<{}>`](#{})", parents.empty() ? "" : ", ", parent.name(), anchor(parent.id));
        if (!parents.empty()) out_ += fmt::format("{} {}\n\n", say("Inside:", "位于："), parents);
    }

    void holds(const ElementSpec& spec) {
        if (spec.content.empty() && !spec.text) return;
        std::string list = spec.text ? say("text", "文字") : "";
        for (const Particle& p : spec.content) {
            std::string names;
            for (const std::string_view id : p.elements)
                names += fmt::format("{}[`<{}>`](#{})", names.empty() ? "" : " | ", name_of(id), anchor(id));
            list += fmt::format("{}{}{}", list.empty() ? "" : "; ", names, times(p.occurs));
        }
        out_ += fmt::format("{} {}{}\n\n", say("Holds:", "内容："), list, spec.any_order ? say(" (in any order)", "（顺序不限）") : "");
    }

    std::string times(Occurs occurs) const {
        switch (occurs) {
            case Occurs::kOnce: return say(" (once)", "（一个）");
            case Occurs::kOptional: return say(" (optional)", "（可选）");
            case Occurs::kAny: return say(" (any number)", "（任意个）");
            case Occurs::kSome: break;
        }
        return say(" (at least one)", "（至少一个）");
    }

    void attributes(const ElementSpec& spec) {
        if (spec.attributes.empty()) return;
        out_ += say("| Attribute | Value | Default | Meaning |\n|---|---|---|---|\n", "| 属性 | 取值 | 默认 | 说明 |\n|---|---|---|---|\n");
        for (const AttributeSpec& a : spec.attributes)
            out_ += fmt::format("| `{}` | {} | {} | {} |\n", a.name, describe(a.type, &a, language_),
                                a.required ? say("required", "必填") : std::string(a.fallback), english_ ? a.english : a.chinese);
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
