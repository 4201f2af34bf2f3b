// Checking of elements, attributes and values against the table.
#include "reader/validate.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "reader/value_types.hpp"
#include "reader/whitespace.hpp"

namespace banxin::reader {
namespace {

/// The one element that may hold nothing but blanks: a line to be written on.
constexpr std::string_view kUnderline = "underline", kIdeographicSpace = "\u3000";
constexpr std::string_view kRuby = "ruby", kBreak = "br", kTable = "table";

/// Elements of HTML that a hand writes unawares, and what does the same here.
constexpr std::array<std::array<std::string_view, 2>, 10> kOfHtml{{{"u", kUnderline},
                                                                   {"ins", kUnderline},
                                                                   {"b", "em"},
                                                                   {"i", "em"},
                                                                   {"strong", "em"},
                                                                   {"s", "strike"},
                                                                   {"del", "strike"},
                                                                   {"rb", kRuby},
                                                                   {"rt", kRuby},
                                                                   {"rp", kRuby}}};

std::string_view of_html(std::string_view name) {
    const auto found = std::find_if(kOfHtml.begin(), kOfHtml.end(), [&](const auto& pair) { return pair[0] == name; });
    return found == kOfHtml.end() ? std::string_view() : (*found)[1];
}

std::string_view name_of_id(std::string_view id) { return id.substr(id.rfind('.') + 1); }

/// A sentence as the end of a message.
std::string_view without_stop(std::string_view sentence) {
    for (const std::string_view stop : {".", "。"})
        if (sentence.ends_with(stop)) sentence.remove_suffix(stop.size());
    return sentence;
}

/// The text of a message's argument that names several things.
std::string listed(const std::vector<std::string_view>& names) {
    std::string out;
    for (const std::string_view name : names) {
        if (!out.empty()) out += ", ";
        out += name;
    }
    return out;
}

class Validator {
  public:
    Validator(const Schema& schema, Diagnostics& diagnostics) : schema_(schema), diagnostics_(diagnostics) {}

    void root(const xml::Element& element) {
        const ElementSpec& spec = schema_.elements.front();
        if (element.name() != spec.name()) {
            diagnostics_.report(Code::kWrongRoot, element.pos(), {element.name(), spec.name()});
            return;
        }
        check(element, spec);
    }

  private:
    void check(const xml::Element& element, const ElementSpec& spec) {
        attributes(element, spec);
        content(element, spec);
    }

    void attributes(const xml::Element& element, const ElementSpec& spec) {
        std::vector<std::string_view> slips;
        for (const xml::Attribute& a : element.attributes()) {
            const auto known =
                std::find_if(spec.attributes.begin(), spec.attributes.end(), [&](const auto& s) { return s.name == a.name; });
            if (known == spec.attributes.end()) {
                slips.push_back(unknown_attribute(a, spec));
            } else if (accepts(known->type, a.value, &*known)) {
                continue;
            } else if (known->type == Type::kText && is_unseen(a.value)) {
                diagnostics_.report(Code::kBlankAttribute, a.value_pos,
                                    {a.name, spec.name(), without_stop(known->english), without_stop(known->chinese)});
            } else if (const std::string half = half_width_meant(known->type, a.value, &*known); !half.empty()) {
                diagnostics_.report(Code::kFullWidthValue, a.value_pos, {a.name, a.value, half});
            } else {
                diagnostics_.report(Code::kWrongValue, a.value_pos,
                                    {a.name, a.value, describe(known->type, &*known, Language::kEnglish),
                                     describe(known->type, &*known, Language::kChinese)});
            }
        }
        for (const AttributeSpec& s : spec.attributes)
            if (s.required && !element.attribute(s.name) && std::find(slips.begin(), slips.end(), s.name) == slips.end())
                diagnostics_.report(Code::kMissingAttribute, element.pos(), {spec.name(), s.name});
    }

    /// The name that was meant, if a slip of one is likely.
    std::string_view unknown_attribute(const xml::Attribute& a, const ElementSpec& spec) {
        std::vector<std::string_view> names;
        for (const AttributeSpec& s : spec.attributes) names.push_back(s.name);
        const std::string_view meant = nearest(a.name, names);
        if (!meant.empty()) diagnostics_.report(Code::kUnknownAttributeMeant, a.name_pos, {spec.name(), a.name, meant});
        else if (names.empty()) diagnostics_.report(Code::kNoAttributes, a.name_pos, {spec.name(), a.name});
        else diagnostics_.report(Code::kUnknownAttribute, a.name_pos, {spec.name(), a.name, listed(names)});
        return meant;
    }

    void content(const xml::Element& element, const ElementSpec& spec) {
        std::vector<std::size_t> counts(spec.content.size(), 0);
        std::size_t place = 0;
        if (!spec.text && xml::has_own_text(element))
            for (const xml::Node& node : xml::children(element))
                if (!node.element) stray_text(node.text, spec);
        for (const xml::Element& inside : xml::child_elements(element)) {
            if (diagnostics_.dropped() > 0) return;  // a file of nothing but faults must not keep us
            const auto [particle, child] = find(spec, inside.name());
            if (!child) {
                const std::string_view meant = unknown_element(inside, element, spec);
                if (const auto [slip, known] = find(spec, meant); known) ++counts[slip];  // so that it is not reported as missing too
                continue;
            }
            const Occurs occurs = spec.content[particle].occurs;
            const bool single = occurs == Occurs::kOnce || occurs == Occurs::kOptional;
            if (single && counts[particle] > 0) diagnostics_.report(Code::kRepeatedElement, inside.pos(), {child->name(), spec.name()});
            else if (!spec.any_order && particle < place)
                diagnostics_.report(Code::kMisplacedElement, inside.pos(),
                                    {child->name(), name_of_id(spec.content[place].elements.front())});
            ++counts[particle];
            place = std::max(place, particle);
            check(inside, *child);
        }
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const Occurs occurs = spec.content[i].occurs;
            if (counts[i] == 0 && (occurs == Occurs::kOnce || occurs == Occurs::kSome))
                diagnostics_.report(Code::kMissingElement, element.pos(), {spec.name(), name_of_id(spec.content[i].elements.front())});
        }
        if (spec.text) text_value(element, spec);
    }

    std::pair<std::size_t, const ElementSpec*> find(const ElementSpec& spec, std::string_view name) const {
        for (std::size_t i = 0; i < spec.content.size(); ++i)
            for (const std::string_view id : spec.content[i].elements)
                if (name_of_id(id) == name) return {i, &schema_.element(id)};
        return {0, nullptr};
    }

    static std::vector<std::string_view> names_in(const ElementSpec& spec) {
        std::vector<std::string_view> out;
        for (const Particle& p : spec.content)
            for (const std::string_view id : p.elements) out.push_back(name_of_id(id));
        return out;
    }
    static std::string listed_content(const ElementSpec& spec, Language language) {
        if (spec.content.empty()) return language == Language::kEnglish ? "nothing" : "无";
        return listed(names_in(spec));
    }

    /// Whether the element may stand around the one that it stands in.
    bool may_be_turned(std::string_view name, const ElementSpec& around) const {
        const auto outer = std::find_if(schema_.elements.begin(), schema_.elements.end(), [&](const auto& e) { return e.name() == name; });
        return around.text && outer != schema_.elements.end() && outer->text && find(*outer, around.name()).second;
    }

    /// The name that was meant, if a slip of one is likely.
    std::string_view unknown_element(const xml::Element& element, const xml::Element& around, const ElementSpec& spec) {
        const std::vector<std::string_view> here = names_in(spec);
        std::vector<std::string_view> everywhere;
        for (const ElementSpec& e : schema_.elements) everywhere.push_back(e.name());
        const std::string_view name = element.name();
        const std::string english = listed_content(spec, Language::kEnglish), chinese = listed_content(spec, Language::kChinese);
        if (std::find(everywhere.begin(), everywhere.end(), name) != everywhere.end()) {
            const bool whole = trimmed(xml::plain_value(element)) == trimmed(xml::plain_value(around));
            if (may_be_turned(name, spec))
                diagnostics_.report(whole ? Code::kElementTurned : Code::kPartMarked, element.pos(), {name, spec.name()});
            else if (name == kBreak && spec.text) diagnostics_.report(Code::kBreakNotHere, element.pos());
            else diagnostics_.report(Code::kElementNotHere, element.pos(), {name, spec.name(), english, chinese});
        } else if (const std::string_view ours = of_html(name); ours == kRuby) {
            diagnostics_.report(Code::kReadingElement, element.pos(), {name});
        } else if (name == kTable) {
            diagnostics_.report(Code::kNoTables, element.pos(), {name});
        } else if (!ours.empty() && find(spec, ours).second) {
            diagnostics_.report(Code::kUnknownElementMeant, element.pos(), {name, ours});
        } else if (const std::string_view meant = nearest(name, here); !meant.empty()) {
            diagnostics_.report(Code::kUnknownElementMeant, element.pos(), {name, meant});
            return meant;
        } else if (const std::string_view elsewhere = nearest(name, everywhere); !elsewhere.empty()) {
            diagnostics_.report(Code::kUnknownElementMeant, element.pos(), {name, elsewhere});
        } else {
            diagnostics_.report(Code::kUnknownElement, element.pos(), {name, spec.name(), english, chinese});
        }
        return {};
    }

    void stray_text(const SourceText& text, const ElementSpec& spec) {
        const std::size_t at = text.str().find_first_not_of(" \t\n");
        if (at != std::string::npos)
            diagnostics_.report(Code::kTextNotHere, text.at(at),
                                {spec.name(), listed_content(spec, Language::kEnglish), listed_content(spec, Language::kChinese)});
    }

    /// A line to be written on, the only text of a paragraph in a form.
    static bool holds_line(const xml::Element& element) {
        const std::vector<xml::Element> inside = xml::child_elements(element);
        return std::any_of(inside.begin(), inside.end(), [](const xml::Element& e) {
            return (e.name() == kUnderline && xml::plain_value(e).find(kIdeographicSpace) != std::string_view::npos) || holds_line(e);
        });
    }

    void text_value(const xml::Element& element, const ElementSpec& spec) {
        if (spec.text_type == Type::kAnyText) return;
        const std::string_view plain = xml::plain_value(element);
        const std::size_t first = plain.find_first_not_of(" \t\n");
        if (is_unseen(plain)) {
            if (spec.name() != kUnderline) {
                if (!holds_line(element)) diagnostics_.report(Code::kEmptyElement, element.pos(), {spec.name()});
            } else if (plain.find(kIdeographicSpace) == plain.npos)
                diagnostics_.report(plain.empty() ? Code::kEmptyElement : Code::kBlankUnderline, element.pos(), {spec.name()});
            return;
        }
        const std::string_view value = plain.substr(first, plain.find_last_not_of(" \t\n") + 1 - first);
        if (accepts(spec.text_type, value, nullptr)) return;
        const SourceText text = xml::string_value(element);
        if (const std::string half = half_width_meant(spec.text_type, value, nullptr); !half.empty())
            diagnostics_.report(Code::kFullWidthValue, text.at(first), {spec.name(), value, half});
        else
            diagnostics_.report(Code::kWrongText, text.at(first),
                                {spec.name(), value, describe(spec.text_type, nullptr, Language::kEnglish),
                                 describe(spec.text_type, nullptr, Language::kChinese)});
    }

    const Schema& schema_;
    Diagnostics& diagnostics_;
};

}  // namespace

bool validate(const xml::Document& document, const Schema& schema, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    Validator(schema, diagnostics).root(document.root());
    return diagnostics.errors() == before;
}

}  // namespace banxin::reader
