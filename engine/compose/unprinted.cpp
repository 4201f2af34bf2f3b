// The brief's optional elements against the places of what was printed.
#include "compose/unprinted.hpp"

#include <algorithm>
#include <array>

namespace banxin::compose {
namespace {

/// Children of <identity> that a brief may leave out: where one stands, its writer wants it seen.
constexpr std::array<std::string_view, 4> kOptional{"security", "urgency", "copy-number", "printed"};

bool in_a_name(char c) { return c == '-' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

/// Whether an expression names the element: `to`, but not in `total`.
bool names(std::string_view expressions, std::string_view name) {
    for (std::size_t at = expressions.find(name); at != std::string_view::npos; at = expressions.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !in_a_name(expressions[at - 1])) && (end == expressions.size() || !in_a_name(expressions[end]))) return true;
    }
    return false;
}

}  // namespace

void Printed::add_computed(std::string_view expression, const xml::Element& context) {
    expressions_.append(expression).append(" ");
    if (context.parent()) places_.push_back(context.pos());  // of the root nothing is said by this
}

bool Printed::at(SourcePos place) const { return std::find(places_.begin(), places_.end(), place) != places_.end(); }

bool Printed::has(const xml::Element& element) const {
    if (names(expressions_, element.name())) return true;
    for (const xml::Attribute& a : element.attributes())
        if (at(a.value_pos)) return true;
    for (std::optional<xml::Element> around = element; around;
         around = around->parent())  // the text of an element has that of those inside
        if (at(around->pos())) return true;
    return false;
}

void report_unprinted(const xml::Element& brief, const Printed& printed, std::string_view name, Diagnostics& diagnostics) {
    const auto report = [&](const xml::Element& element) { diagnostics.report(Code::kNotPrinted, element.pos(), {element.name(), name}); };
    for (const xml::Element& part : xml::child_elements(brief)) {
        if (part.name() != "identity" && part.name() != "distribution") continue;
        for (const xml::Element& element : xml::child_elements(part)) {
            if (std::find(kOptional.begin(), kOptional.end(), element.name()) != kOptional.end() && !printed.has(element)) report(element);
            if (element.name() != "recipients") continue;
            std::vector<xml::Element> lost = xml::child_elements(element);
            const std::size_t all = lost.size();
            std::erase_if(lost, [&](const xml::Element& to) { return printed.has(to); });
            if (lost.size() == all && all > 1) report(element);  // once for all of them
            else std::for_each(lost.begin(), lost.end(), report);
        }
    }
}

}  // namespace banxin::compose
