// From a brief's tree to the steps that bind it; every name of a column is looked up here, once.
#include "edition/template.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/values.hpp"
#include "reader/schema.hpp"

namespace banxin::edition {
namespace {

/// What the elements of reader::field_elements() are here.
constexpr std::array kKinds{
    std::pair{std::string_view("field"), Step::Kind::kField},   std::pair{std::string_view("when"), Step::Kind::kWhen},
    std::pair{std::string_view("unless"), Step::Kind::kUnless}, std::pair{std::string_view("each"), Step::Kind::kEach},
    std::pair{std::string_view("item"), Step::Kind::kItem},     std::pair{std::string_view("figure"), Step::Kind::kFigure},
};
constexpr std::string_view kEditions = "editions";
constexpr std::string_view kDefaultSeparator = "、";

/// Null for <editions> too, which says nothing in its place.
const reader::ElementSpec* spec_of(std::string_view name) { return name == kEditions ? nullptr : reader::field_element(name); }

Step::Kind kind_of(const reader::ElementSpec& spec) {
    return std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& kind) { return kind.first == spec.id; })->second;
}

bool holds_nothing(const reader::ElementSpec& spec) { return spec.content.empty() && !spec.text; }

/// The attribute that names the column; null: none.
const reader::AttributeSpec* needed(const reader::ElementSpec& spec) {
    const auto found = std::find_if(spec.attributes.begin(), spec.attributes.end(), [](const auto& a) { return a.required; });
    return found == spec.attributes.end() ? nullptr : &*found;
}

/// Reports attributes that the element does not have.
void check_attributes(const xml::Element& element, const reader::ElementSpec& spec, Diagnostics& diagnostics) {
    std::string known;
    for (const reader::AttributeSpec& a : spec.attributes) known += fmt::format("{}{}", known.empty() ? "" : ", ", a.name);
    for (const xml::Attribute& a : element.attributes())
        if (std::none_of(spec.attributes.begin(), spec.attributes.end(), [&](const auto& s) { return s.name == a.name; }))
            diagnostics.report(Code::kFieldAttributeUnknown, a.name_pos, {spec.id, a.name, known.empty() ? "-" : known});
}

/// The next {name} of an attribute's value from `from` on: offsets of both braces. npos: none.
std::pair<std::size_t, std::size_t> next_field(std::string_view value, std::size_t from) {
    for (std::size_t open = value.find('{', from); open != value.npos; open = value.find('{', open + 1)) {
        const std::size_t close = value.find_first_of("{}", open + 1);
        if (close != value.npos && value[close] == '}' && close > open + 1) return {open, close};
    }
    return {value.npos, value.npos};
}

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

}  // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

std::vector<std::string_view> parts_of(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> out;
    while (true) {
        const std::size_t end = separator.empty() ? text.npos : text.find(separator);
        out.push_back(trimmed(text.substr(0, end)));
        if (end == text.npos) return out;
        text.remove_prefix(end + separator.size());
    }
}

bool has_no_fields(const xml::Document& brief, Diagnostics& diagnostics) {
    std::vector<xml::Element> open{brief.root()};
    while (!open.empty()) {
        const xml::Element element = open.back();
        open.pop_back();
        if (spec_of(element.name()) || element.name() == kEditions)
            return diagnostics.report(Code::kFieldsWithoutTable, element.pos(), {fmt::format("<{}>", element.name())}), false;
        for (const xml::Attribute& a : element.attributes()) {
            const auto [from, to] = next_field(a.value, 0);
            if (from != a.value.npos)
                return diagnostics.report(Code::kFieldsWithoutTable, a.value_pos, {a.value.substr(from, to + 1 - from)}), false;
        }
        const std::vector<xml::Element> children = xml::child_elements(element);
        open.insert(open.end(), children.rbegin(), children.rend());
    }
    return true;
}

class TemplateReader {
  public:
    TemplateReader(Template& out, Diagnostics& diagnostics) : out_(out), diagnostics_(diagnostics) {}

    void read() {
        const xml::Element root = out_.brief_->root();
        out_.root_ = element(root, false);
        // <editions> is for us alone: what is left of it is nothing.
        std::erase_if(out_.root_.inside, [](const Step& s) { return s.kind == Step::Kind::kElement && s.name == kEditions; });
    }

  private:
    Step element(const xml::Element& from, bool in_each) {
        Step out;
        out.pos = from.pos();
        if (const reader::ElementSpec* spec = spec_of(from.name())) {
            special(out, *spec, from, in_each);
            in_each = in_each || out.kind == Step::Kind::kEach;
            if (out.kind == Step::Kind::kFigure) return figure(out, from), out;
            if (holds_nothing(*spec)) return out;
        } else {
            out.kind = Step::Kind::kElement;
            out.name = from.name();
            if (from.name() == kEditions) return roles(from), out;
            for (const xml::Attribute& a : from.attributes()) out.attributes.push_back(attribute(a));
        }
        for (const xml::Node& node : xml::children(from)) {
            if (node.element) {
                out.inside.push_back(element(*node.element, in_each));
            } else {
                Step& text = out.inside.emplace_back();
                text.text = node.text;
                text.pos = node.text.at(0);
            }
        }
        return out;
    }

    void special(Step& out, const reader::ElementSpec& spec, const xml::Element& from, bool in_each) {
        out.kind = kind_of(spec);
        if (out.kind == Step::Kind::kItem && !in_each) diagnostics_.report(Code::kItemOutside, from.pos());
        check_attributes(from, spec, diagnostics_);
        if (holds_nothing(spec) && (!xml::child_elements(from).empty() || !is_blank(xml::plain_value(from))))
            diagnostics_.report(Code::kFieldHasContent, from.pos(), {spec.id});
        if (const auto is = from.attribute("is")) {
            out.is_pos = is->value_pos;
            for (const std::string_view part : parts_of(is->value, "|")) out.is.emplace_back(part);
        }
        const auto separator = from.attribute("separator");
        out.separator = separator && !separator->value.empty() ? separator->value : kDefaultSeparator;
        const reader::AttributeSpec* column = needed(spec);
        if (!column) return;
        const auto name = from.attribute(column->name);
        if (!name) return diagnostics_.report(Code::kFieldAttribute, from.pos(), {spec.id, column->name});
        out.column = out_.table_->find(name->value, name->value_pos, diagnostics_).value_or(0);
        out.name = name->value;
    }

    void figure(Step& out, const xml::Element& from) {
        if (!xml::child_elements(from).empty()) diagnostics_.report(Code::kFigureNested, from.pos());
        out.text = xml::string_value(from);
        if (!is_blank(out.text.str())) out.pos = out.text.at(0);
    }

    Step::Attribute attribute(const xml::Attribute& a) {
        Step::Attribute out{std::string(a.name), a.name_pos, a.value_pos, {}};
        std::size_t at = 0;
        while (true) {
            const auto [open, close] = next_field(a.value, at);
            if (open > at || a.value.empty()) out.parts.push_back({std::string(a.value.substr(at, open - at)), std::nullopt});
            if (open == a.value.npos) return out;
            const std::string_view name = a.value.substr(open + 1, close - open - 1);
            out.parts.push_back({std::string(name), out_.table_->find(name, a.value_pos, diagnostics_)});
            at = close + 1;
            if (at == a.value.size()) return out;
        }
    }

    void roles(const xml::Element& from) {
        const xml::Element root = out_.brief_->root();
        const std::vector<xml::Element> children = xml::child_elements(root);
        if (children.empty() || children.front() != from) return diagnostics_.report(Code::kEditionsPlace, from.pos());
        Roles& out = out_.roles_;
        out.pos = from.pos();
        check_attributes(from, *reader::field_element(kEditions), diagnostics_);
        if (const auto separator = from.attribute("separator")) out.separator = separator->value;
        for (const xml::Attribute& a : from.attributes()) {
            if (a.name == "name") out.names = columns(a);
            else if (a.name == "shared") out.shared = columns(a);
            else if (a.name == "must-name") out.must_name = columns(a);
            else if (a.name == "must-not-name") out.must_not = columns(a);
            else if (a.name == "copies") out.copies = column(a);
            else if (a.name == "first-copy") out.first_copy = column(a);
            else if (a.name == "last-copy") out.last_copy = column(a);
            else if (a.name == "print-run") print_run(a);
        }
    }

    std::vector<std::size_t> columns(const xml::Attribute& a) {
        std::vector<std::size_t> out;
        for (const std::string_view name : parts_of(a.value, "|"))
            if (const auto found = out_.table_->find(name, a.value_pos, diagnostics_)) out.push_back(*found);
        return out;
    }

    std::optional<std::size_t> column(const xml::Attribute& a) { return out_.table_->find(a.value, a.value_pos, diagnostics_); }

    void print_run(const xml::Attribute& a) {
        out_.roles_.print_run = parse_number(a.value);
        out_.roles_.print_run_pos = a.value_pos;
        if (!out_.roles_.print_run) diagnostics_.report(Code::kPrintRunNoNumber, a.value_pos, {a.value});
    }

    Template& out_;
    Diagnostics& diagnostics_;
};

std::unique_ptr<Template> Template::read(std::shared_ptr<const xml::Document> brief, const table::Table& table, std::size_t key,
                                         Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    auto out = std::make_unique<Template>();
    out->brief_ = std::move(brief);
    out->table_ = &table;
    out->key_ = key;
    TemplateReader(*out, diagnostics).read();
    return diagnostics.errors() > before ? nullptr : std::move(out);
}

}  // namespace banxin::edition
