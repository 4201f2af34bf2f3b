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

void define(std::string& out, const ElementSpec& spec) {
    out += fmt::format("  <define name=\"{}\">\n    <element name=\"{}\">\n      <a:documentation>{} / {}</a:documentation>\n", spec.id,
                       spec.name(), escape(spec.english), escape(spec.chinese));
    for (const AttributeSpec& a : spec.attributes) {
        const std::string attribute = fmt::format("<attribute name=\"{}\"><a:documentation>{} / {}</a:documentation>{}</attribute>", a.name,
                                                  escape(a.english), escape(a.chinese), data(a.type, &a));
        out += a.required ? fmt::format("      {}\n", attribute) : fmt::format("      <optional>{}</optional>\n", attribute);
    }
    const bool nothing = spec.content.empty() && !spec.text;
    if (nothing) out += "      <empty/>\n";
    if (spec.text && spec.content.empty()) out += fmt::format("      {}\n", data(spec.text_type, nullptr));
    if (!spec.content.empty()) {
        const std::string_view open = spec.any_order ? "interleave" : "group";
        if (spec.text) out += "      <mixed>\n";
        out += fmt::format("      <{}>\n", open);
        for (const Particle& p : spec.content) particle(out, p, "        ");
        out += fmt::format("      </{}>\n", open);
        if (spec.text) out += "      </mixed>\n";
    }
    out += "    </element>\n  </define>\n";
}

}  // namespace

std::string relax_ng(const Schema& schema) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- Made by: banxin schema. Changes belong into the table that it is made from. -->\n"
        "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\"\n"
        "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n";
    out += fmt::format("  <start><ref name=\"{}\"/></start>\n", schema.elements.front().id);
    for (const ElementSpec& spec : schema.elements) define(out, spec);
    return out + "</grammar>\n";
}

}  // namespace banxin::reader
