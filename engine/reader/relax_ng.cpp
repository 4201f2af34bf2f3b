// RELAX NG from the table of a language.
#include <fmt/format.h>

#include "reader/schema.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

std::string pattern(std::string_view expression) {
    return fmt::format("<data type=\"string\"><param name=\"pattern\">{}</param></data>", escape(expression));
}

constexpr std::string_view kTextPattern = "[\\s\\S]*\\S[\\s\\S]*";
constexpr std::string_view kNamePattern = "[A-Za-z0-9\\-\u00A0-\uFFFD\U00010000-\U0010FFFF]+";
constexpr std::string_view kLengthPattern = "(-?[0-9]{1,7}(\\.[0-9]{1,6})?(mm|pt|字|行))|.+号|小.+";
constexpr std::string_view kPercentPattern = "(100|[0-9]{1,2})";

/// A type of XML Schema, narrowed to the spelling that the reader takes.
std::string narrowed(std::string_view type, std::string_view expression, std::string_view more = {}) {
    return fmt::format("<data type=\"{}\"><param name=\"pattern\">{}</param>{}</data>", type, escape(expression), more);
}

/// What a value may be, as a data pattern; without `spec`, an element's text, where white space at the ends means nothing. Ranges and names that must exist are the reader's to check.
std::string data(Type type, const AttributeSpec* spec) {
    switch (type) {
        case Type::kText: return pattern(kTextPattern);
        case Type::kAnyText: return "<text/>";
        case Type::kExpression: return pattern("[\\s\\S]+");
        case Type::kYesNo: return "<choice><value type=\"string\">yes</value><value type=\"string\">no</value></choice>";
        case Type::kChoice: {
            std::string out = "<choice>";
            for (const std::string_view value : alternatives(spec->values))
                out += fmt::format("<value type=\"string\">{}</value>", escape(value));
            return out + "</choice>";
        }
        case Type::kChoices:
            return fmt::format("<list><oneOrMore>{}</oneOrMore></list>", [&] {
                AttributeSpec one = *spec;
                return data(Type::kChoice, &one);
            }());
        case Type::kInteger: {
            const std::string numbers = narrowed(
                "integer", "[0-9]+",
                fmt::format("<param name=\"minInclusive\">{}</param><param name=\"maxInclusive\">{}</param>", spec->low, spec->high));
            if (spec->values.empty()) return numbers;
            AttributeSpec words = *spec;
            return fmt::format("<choice>{}{}</choice>", numbers, data(Type::kChoice, &words));
        }
        case Type::kDate: return narrowed("date", spec ? "[0-9]{4}-[0-9]{2}-[0-9]{2}" : "\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*");
        case Type::kName: return pattern(kNamePattern);
        case Type::kLength: return pattern(kLengthPattern);
        case Type::kLengths: return pattern(fmt::format("\\s*({0})\\s+({0})\\s*", kLengthPattern));
        case Type::kDecimal: return pattern("0(\\.[0-9]{1,3})?|1(\\.0{1,3})?");
        case Type::kColour: return pattern(fmt::format("\\s*{0}(\\s+{0}){{3}}\\s*", kPercentPattern));
        case Type::kLanguage: return pattern("[A-Za-z]{2,8}(-[A-Za-z]{2,8})*");
    }
    return {};
}

std::string_view wrapper(Occurs occurs) {
    switch (occurs) {
        case Occurs::kOnce: return "group";
        case Occurs::kOptional: return "optional";
        case Occurs::kAny: return "zeroOrMore";
        case Occurs::kSome: break;
    }
    return "oneOrMore";
}

void particle(std::string& out, const Particle& p, std::string_view indent) {
    out += fmt::format("{}<{}><choice>", indent, wrapper(p.occurs));
    for (const std::string_view id : p.elements) out += fmt::format("<ref name=\"{}\"/>", id);
    out += fmt::format("</choice></{}>\n", wrapper(p.occurs));
}

constexpr std::string_view kInAttribute = "[\\s\\S]*\\{[^{}]+\\}[\\s\\S]*";

class Grammar {
  public:
    explicit Grammar(const Schema& schema) : schema_(schema) {}

    std::string write() {
        out_ = fmt::format("  <start><ref name=\"{}\"/></start>\n", schema_.elements.front().id);
        for (const ElementSpec& spec : schema_.elements) define(spec, false);
        for (const ElementSpec& spec : schema_.fields) define(spec, true);
        if (!schema_.fields.empty()) passages();
        return std::move(out_);
    }

  private:
    bool fields() const { return !schema_.fields.empty(); }
    void line(std::string_view text) { out_ += fmt::format("      {}\n", text); }

    void define(const ElementSpec& spec, bool is_field) {
        out_ += fmt::format("  <define name=\"{}\">\n    <element name=\"{}\">\n      <a:documentation>{} / {}</a:documentation>\n",
                            spec.id, spec.name(), escape(spec.english), escape(spec.chinese));
        for (const AttributeSpec& a : spec.attributes) attribute(a, fields() && !is_field);
        if (is_field) field_content(spec);
        else if (!fields()) content(spec);
        else if (!spec.content.empty() || spec.text) content_or_passages(spec);
        else line("<empty/>");
        out_ += "    </element>\n  </define>\n";
    }

    void attribute(const AttributeSpec& a, bool may_be_field) {
        const std::string plain = data(a.type, &a);
        const std::string value = may_be_field ? fmt::format("<choice>{}{}</choice>", plain, pattern(kInAttribute)) : plain;
        const std::string attribute = fmt::format("<attribute name=\"{}\"><a:documentation>{} / {}</a:documentation>{}</attribute>", a.name,
                                                  escape(a.english), escape(a.chinese), value);
        line(a.required ? attribute : fmt::format("<optional>{}</optional>", attribute));
    }

    void content(const ElementSpec& spec) {
        const bool nothing = spec.content.empty() && !spec.text;
        if (nothing) line("<empty/>");
        if (spec.text && spec.content.empty()) line(data(spec.text_type, nullptr));
        if (spec.content.empty()) return;
        const std::string_view open = spec.any_order ? "interleave" : "group";
        if (spec.text) line("<mixed>");
        line(fmt::format("<{}>", open));
        for (const Particle& p : spec.content) particle(out_, p, "        ");
        line(fmt::format("</{}>", open));
        if (spec.text) line("</mixed>");
    }

    /// What the element holds; or, where a field stands among it, its elements in any number: what is missing, only the row can tell.
    void content_or_passages(const ElementSpec& spec) {
        const bool root = &spec == &schema_.elements.front();
        if (root) line("<optional><ref name=\"editions\"/></optional>");
        line("<choice>");
        content(spec);
        line(spec.text ? "<mixed>" : "<interleave>");
        line(fmt::format("<oneOrMore><ref name=\"{}\"/></oneOrMore>", spec.text ? "a-field" : "a-passage"));
        std::string own;
        for (const Particle& p : spec.content)
            for (const std::string_view id : p.elements) own += fmt::format("<ref name=\"{}\"/>", id);
        if (!own.empty()) line(fmt::format("<zeroOrMore><choice>{}</choice></zeroOrMore>", own));
        line(spec.text ? "</mixed>" : "</interleave>");
        line("</choice>");
    }

    void field_content(const ElementSpec& spec) {
        if (!spec.content.empty()) line("<ref name=\"what-a-passage-holds\"/>");
        else line(spec.text ? "<text/>" : "<empty/>");
    }

    void passages() {
        std::string passage, field, all;
        for (const ElementSpec& spec : schema_.fields) {
            if (spec.id == "editions") continue;
            const std::string ref = fmt::format("<ref name=\"{}\"/>", spec.id);
            field += ref;
            if (!spec.content.empty()) passage += ref;
        }
        for (const ElementSpec& spec : schema_.elements.subspan(1)) all += fmt::format("<ref name=\"{}\"/>", spec.id);
        const auto define_choice = [&](std::string_view name, std::string_view choice) {
            out_ += fmt::format("  <define name=\"{}\"><choice>{}</choice></define>\n", name, choice);
        };
        define_choice("a-passage", passage);
        define_choice("a-field", field);
        out_ += fmt::format(
            "  <define name=\"what-a-passage-holds\"><mixed><zeroOrMore><choice><ref "
            "name=\"a-field\"/>{}</choice></zeroOrMore></mixed></define>\n",
            all);
    }

    const Schema& schema_;
    std::string out_;
};

}  // namespace

std::string relax_ng(const Schema& schema) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- Made by: banxin schema. Changes belong into the table that it is made from. -->\n"
        "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\"\n"
        "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n";
    out += Grammar(schema).write();
    return out + "</grammar>\n";
}

}  // namespace banxin::reader
