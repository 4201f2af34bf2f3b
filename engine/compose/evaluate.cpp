// Inline templates -> spans.
#include "compose/evaluate.hpp"

#include <fmt/format.h>

#include "compose/numerals.hpp"
#include "reader/whitespace.hpp"

namespace banxin::compose {
namespace {

void add(std::vector<Span>& out, const SourceText& text, const CharStyle* chars, NodeId node) {
    if (text.empty()) return;
    if (!out.empty() && out.back().chars == chars && out.back().node == node) {
        out.back().text.append(text);
        return;
    }
    out.push_back({text, chars, node});
}

/// Values are single-line: white space falls away by the rules of the brief language.
std::string one_line(const xml::QueryValue& value) {
    std::string out;
    for (const InlineSpan& span : reader::normalise({{SourceText(value.text, value.pos), {}}})) out += span.text.str();
    return out;
}

}  // namespace

const xml::Query* Evaluator::paid(const Expression& expression, const xml::Element& context) {
    const xml::Query* q = queries_.get(expression, diagnostics_);
    if (!q || !afford(Budget::kEach, expression.pos) || !afford(q->most_visits(context), expression.pos)) return nullptr;
    return q;
}

bool Evaluator::test(const Expression& expression, const xml::Element& context) {
    const xml::Query* q = paid(expression, context);
    return q && q->test(context);
}

std::vector<xml::Element> Evaluator::select(const Expression& expression, const xml::Element& context) {
    const xml::Query* q = paid(expression, context);
    if (!q) return {};
    std::vector<xml::Element> out = q->elements(context);
    if (!afford(Budget::kEach * out.size(), expression.pos)) out.clear();
    return out;
}

void Evaluator::append(std::vector<Span>& out, const InlineTemplates& templates, const Style& style, NodeId node, const Scope& scope,
                       Begins begins) {
    if (begins == Begins::kParagraph) seams_.begin();
    append_all({out, &style.chars, node}, templates, scope);
}

std::string Evaluator::plain_text(const InlineTemplates& templates, const Scope& scope) {
    std::vector<Span> spans;
    const Printed before = printed_;
    seams_.begin();
    append_all({spans, nullptr, kNoNode}, templates, scope);
    printed_ = before;  // nobody sees it on the page
    std::string out;
    for (const Span& span : spans) out += span.text.str();
    return out;
}

void Evaluator::append_all(const Target& target, const InlineTemplates& templates, const Scope& scope) {
    for (const InlineTemplate& t : templates) {
        if (!afford(1, t.pos)) return;
        append_one(target, t, scope);
    }
}

void Evaluator::append_one(const Target& target, const InlineTemplate& t, const Scope& scope) {
    using Kind = InlineTemplate::Kind;
    switch (t.kind) {
        case Kind::kText: append_literal(target, t.text); return;
        case Kind::kValue: append_value(target, t, scope); return;
        case Kind::kContent:
            if (scope.content) append_content(target, t, *scope.content);
            return;
        case Kind::kNumber: append_number(target, t, scope.number); return;
        case Kind::kPageNumber: append_number(target, t, static_cast<int>(scope.page_number)); return;
        case Kind::kPageCount:
            used_facts_ = true;
            append_number(target, t, static_cast<int>(facts_.page_count));
            return;
        case Kind::kRun: append_all({target.out, target.chars ? &t.style->chars : nullptr, target.node}, t.children, scope); return;
        case Kind::kWhen:
            if (test(t.of, scope.context)) append_all(target, t.children, scope);
            return;
        case Kind::kChoose:
            if (const InlineTemplate* branch = chosen(t, scope.context, *this)) append_all(target, branch->children, scope);
            return;
        case Kind::kOtherwise: append_all(target, t.children, scope); return;
        case Kind::kEach: append_each(target, t, scope); return;
    }
}

void Evaluator::append_each(const Target& target, const InlineTemplate& t, const Scope& scope) {
    bool first = true;
    for (const xml::Element& element : select(t.of, scope.context)) {
        if (!first) append_literal(target, t.separator);
        first = false;
        Scope inner = scope;
        inner.context = element;
        append_all(target, t.children, inner);
    }
}

void Evaluator::append_literal(const Target& target, const SourceText& text) {
    if (text.empty() || !afford(Budget::kByte * text.size(), text.at(0))) return;
    seams_.from_layout(text.str());
    add(target.out, text, target.chars, target.node);
}

void Evaluator::append_content(const Target& target, const InlineTemplate& t, const std::vector<Span>& content) {
    SourceText whole;
    for (const Span& span : content) whole.append(span.text);
    if (!afford(Budget::kByte * whole.size(), t.pos)) return;
    seams_.from_brief(whole);
    target.out.insert(target.out.end(), content.begin(), content.end());
}

void Evaluator::append_number(const Target& target, const InlineTemplate& t, int number) {
    seams_.begin();
    const std::string text = t.format ? print_number(number, *t.format) : fmt::format("{}", number);
    add(target.out, SourceText(text, t.pos), target.chars, target.node);
}

void Evaluator::append_value(const Target& target, const InlineTemplate& t, const Scope& scope) {
    const xml::Query* q = paid(t.of, scope.context);
    if (!q) return;
    auto value = q->value(scope.context);
    if (value) value->text = one_line(*value);
    if (!value || value->text.empty()) {
        if (t.fallback && afford(Budget::kByte * t.fallback->size(), t.pos))
            add(target.out, SourceText(*t.fallback, t.pos), target.chars, target.node);
        if (!t.fallback) report_missing(t, scope);
        return;
    }
    if (const std::size_t n = select(t.of, scope.context).size(); n > 1)
        diagnostics_.report(Code::kSeveralSelected, t.pos, {t.of.text, fmt::format("{}", n)});
    if (value->pos.file) printed_.add(value->pos);
    else printed_.add_computed(t.of.text, scope.context);
    const SourcePos pos = value->pos.file ? value->pos : t.pos;
    const SourceText text(t.format ? formatted(*value, *t.format, pos) : value->text, pos);
    if (!afford(Budget::kByte * text.size(), t.pos)) return;
    seams_.from_brief(text);
    add(target.out, text, target.chars, target.node);
}

void Evaluator::report_missing(const InlineTemplate& t, const Scope& scope) {
    const std::string where = fmt::format("{}:{}:{}", t.pos.file ? t.pos.file->name : "", t.pos.line, t.pos.column);
    diagnostics_.report(Code::kValueMissing, nearest_place(t.of, scope.context), {t.of.text, where});
}

std::string Evaluator::formatted(const xml::QueryValue& value, const ValueFormat& format, SourcePos where) {
    if (format.kind == ValueFormat::Kind::kDate) {
        if (const auto date = parse_iso_date(value.text)) return print_date(*date, format);
        diagnostics_.report(Code::kNotADate, where, {value.text});
    } else {
        if (const auto number = parse_number(value.text)) return print_number(*number, format);
        diagnostics_.report(Code::kNotANumber, where, {value.text});
    }
    return {};
}

/// Where the brief's writer would add what is missing: the deepest element of the path that exists.
SourcePos Evaluator::nearest_place(const Expression& expression, const xml::Element& context) {
    std::string_view path = expression.text;
    const bool plain = path.find_first_of("[]()|*:") == std::string_view::npos;
    for (std::size_t slash = path.rfind('/'); plain && slash != std::string_view::npos && slash > 0; slash = path.rfind('/')) {
        path = path.substr(0, slash);
        const auto found = select({std::string(path), expression.pos}, context);
        if (!found.empty()) return found.front().pos();
    }
    return context.pos();
}

}  // namespace banxin::compose
