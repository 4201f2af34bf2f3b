// Looked up in <identity>.
#include "edition/open_number.hpp"

namespace banxin::edition {

std::optional<xml::Element> issue_number(const xml::Document& brief) {
    const auto identity = xml::child_element(brief.root(), "identity");
    return identity ? xml::child_element(*identity, "issue-number") : std::nullopt;
}

std::vector<xml::Attribute> open_numbers(const xml::Document& brief) {
    std::vector<xml::Attribute> out;
    const auto element = issue_number(brief);
    for (const xml::Attribute& a : element ? element->attributes() : std::vector<xml::Attribute>{})
        if (a.value == kOpen) out.push_back(a);
    return out;
}

bool is_issue_numbered(const xml::Document& brief, Diagnostics& diagnostics) {
    const std::vector<xml::Attribute> open = open_numbers(brief);
    for (const xml::Attribute& a : open) diagnostics.report(Code::kNumberOpen, a.value_pos);
    return open.empty();
}

}  // namespace banxin::edition
