// What a vertical page does to its characters.
#include <algorithm>

#include "base/utf8.hpp"
#include "reader/layout_context.hpp"
#include "reader/lengths.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

/// Pairs of marks, each of two characters: what is written and what is drawn.
void read_marks(LayoutContext& context, const xml::Attribute& a, Vertical& out) {
    for (const std::string_view pair : words_of(a.value)) {
        const std::u32string marks = utf8::to_utf32(pair);
        const bool known = std::any_of(out.marks.begin(), out.marks.end(), [&](const auto& m) { return m.first == marks[0]; });
        if (marks.size() != 2 || known) context.diagnostics.report(Code::kMarksNotPaired, a.value_pos, {std::string(pair)});
        else out.marks.emplace_back(marks[0], marks[1]);
    }
}

}  // namespace

void read_vertical(LayoutContext& context) {
    Vertical& out = context.out.vertical;
    out.frame_above = context.out.page.frame_above;
    if (!context.parts.vertical) return;
    const xml::Element& element = *context.parts.vertical;
    const auto latin = element.attribute("latin");
    if (latin && latin->value == "upright") out.latin = Vertical::Latin::kUpright;
    out.digits = integer(element, "digits").value_or(out.digits);
    if (const auto a = element.attribute("narrowest")) out.narrowest = parse_thousandths(a->value).value_or(out.narrowest);
    if (const auto a = element.attribute("marks")) read_marks(context, *a, out);
}

}  // namespace banxin::reader
