// <inline>: how the inline elements of a brief are set.
#include <algorithm>
#include <array>
#include <utility>

#include "reader/layout_context.hpp"

namespace banxin::reader {
namespace {

template <class Value, std::size_t n>
Value choice(const xml::Element& element, std::string_view name, const std::array<std::pair<std::string_view, Value>, n>& values,
             Value fallback) {
    const auto a = element.attribute(name);
    for (const auto& [written, value] : values)
        if (a && a->value == written) return value;
    return fallback;
}

constexpr std::array<std::pair<std::string_view, InlineKind>, 5> kKinds{{{"ruby", InlineKind::kReading},
                                                                         {"zhuyin", InlineKind::kReading},
                                                                         {"spread", InlineKind::kSpread},
                                                                         {"circled", InlineKind::kCircled},
                                                                         {"inline-note", InlineKind::kNote}}};
constexpr std::array<std::pair<std::string_view, Drawing>, 5> kDrawings{{{"none", Drawing::kNothing},
                                                                         {"dots", Drawing::kDots},
                                                                         {"line", Drawing::kLine},
                                                                         {"wave", Drawing::kWave},
                                                                         {"circle", Drawing::kCircle}}};
constexpr std::array<std::pair<std::string_view, Side>, 4> kSides{
    {{"over", Side::kOver}, {"under", Side::kUnder}, {"through", Side::kThrough}, {"after", Side::kAfter}}};

InlineStyle inline_style(LayoutContext& context, const xml::Element& element) {
    InlineStyle out;
    out.pos = element.pos();
    if (const auto a = element.attribute("for")) out.element = a->value;
    out.kind = choice(element, "for", kKinds, InlineKind::kLook);
    if (const auto a = element.attribute("style")) out.style = context.style(*a);
    if (const auto a = element.attribute("ink")) out.ink = context.ink(*a);
    out.drawing = choice(element, "draw", kDrawings, out.drawing);
    out.side = choice(element, "side", kSides, out.side);
    out.lines = integer(element, "lines").value_or(1);
    out.frame_above = context.out.page.frame_above;
    for (const auto& [name, target] : {std::pair<std::string_view, EmLength*>{"size", &out.size},
                                       {"lift", &out.lift},
                                       {"distance", &out.distance},
                                       {"thickness", &out.thickness},
                                       {"width", &out.width},
                                       {"height", &out.height},
                                       {"inset", &out.inset},
                                       {"gap", &out.gap},
                                       {"overhang", &out.overhang},
                                       {"most", &out.most},
                                       {"single", &out.single}}) {
        if (const auto a = element.attribute(name)) *target = context.em_length(*a);
    }
    const bool line = out.drawing == Drawing::kLine || out.drawing == Drawing::kWave || out.drawing == Drawing::kCircle;
    if (line && out.thickness.nothing()) context.diagnostics.report(Code::kRuleWithoutThickness, out.pos);
    const bool figure = out.drawing == Drawing::kDots || out.drawing == Drawing::kWave || out.drawing == Drawing::kCircle;
    if (figure && out.width.nothing()) context.diagnostics.report(Code::kMissingAttribute, out.pos, {"inline", "width"});
    return out;
}

}  // namespace

void read_inlines(LayoutContext& context) {
    for (const auto& [name, element] : context.parts.inlines)
        context.out.inline_styles.insert_or_assign(name, inline_style(context, element));
}

}  // namespace banxin::reader
