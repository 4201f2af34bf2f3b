// A walk over the tokens of an XPath expression (XPath 1.0 section 3.7), as far as names need it.
#include "xml/expression.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "xml/characters.hpp"
#include "xml/faults.hpp"

namespace banxin::xml {
namespace {

/// XPath's core library without what cannot be right here: id() needs a DTD, lang() and namespace-uri() names with colons,
/// and the three that count bytes.
constexpr std::array<std::string_view, 21> kFunctions = {"boolean",
                                                         "ceiling",
                                                         "concat",
                                                         "contains",
                                                         "count",
                                                         "false",
                                                         "floor",
                                                         "last",
                                                         "local-name",
                                                         "name",
                                                         "normalize-space",
                                                         "not",
                                                         "number",
                                                         "position",
                                                         "round",
                                                         "starts-with",
                                                         "string",
                                                         "substring-after",
                                                         "substring-before",
                                                         "sum",
                                                         "true"};
constexpr std::array<std::string_view, 3> kByteCounters = {"string-length", "substring", "translate"};
/// Node tests and operators: what else may stand before a parenthesis.
constexpr std::array<std::string_view, 8> kNoFunctions = {"and", "comment", "div", "mod", "node", "or", "processing-instruction", "text"};

bool one_of(std::string_view word, auto& words) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// The nearest function by name; the list of all if none is near.
std::string advice(std::string_view function) {
    const std::string_view near = nearest(function, kFunctions);
    if (!near.empty()) return std::string(near) + "()";
    std::string list;
    for (const std::string_view known : kFunctions) list += fmt::format("{}{}()", list.empty() ? "" : ", ", known);
    return list;
}

}  // namespace

std::size_t behind_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at;
}

std::size_t behind_name(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        std::size_t next = end;
        const char32_t c = utf8::next(text, next);
        if (!(end == at ? is_name_start(c) : is_name_char(c))) break;
        end = next;
    }
    return end;
}

SourcePos place_in(std::string_view expression, std::size_t offset, SourcePos where) {
    where.column += static_cast<std::uint32_t>(utf8::count(expression.substr(0, offset)));
    return where;
}

bool check_expression(std::string_view expression, SourcePos where, Diagnostics& diagnostics) {
    bool good = true;
    const auto refuse = [&](Code code, std::size_t offset, std::string_view word, std::string_view more) {
        diagnostics.report(code, place_in(expression, offset, where), {shown(word), more});
        good = false;
    };
    std::size_t at = 0;
    while (at < expression.size()) {
        const char c = expression[at];
        if (c == '"' || c == '\'') {
            at = std::min(expression.find(c, at + 1), expression.size() - 1) + 1;
            continue;
        }
        const std::size_t start = at;
        const std::size_t name_at = c == '$' ? at + 1 : at;
        at = behind_name(expression, name_at);
        const std::string_view word = expression.substr(name_at, at - name_at);
        if (word.empty()) {
            utf8::next(expression, at = start);
            continue;
        }
        const bool prefix = at < expression.size() && expression[at] == ':' && expression.substr(at, 2) != "::";
        const std::size_t behind = behind_space(expression, at);
        const bool call = behind < expression.size() && expression[behind] == '(';
        if (c == '$') refuse(Code::kVariable, start, word, "");
        else if (prefix) refuse(Code::kColonInExpression, start, word, "");
        else if (call && one_of(word, kByteCounters)) refuse(Code::kCountsBytes, start, word, "");
        else if (call && !one_of(word, kFunctions) && !one_of(word, kNoFunctions)) refuse(Code::kNoSuchFunction, start, word, advice(word));
    }
    return good;
}

}  // namespace banxin::xml
