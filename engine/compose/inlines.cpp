// Elements are opened from the outermost in; each is one node, however many spans it has.
#include "compose/inlines.hpp"

#include "reader/readings.hpp"

namespace banxin::compose {
Span Inlines::span(const InlineSpan& source, const CharStyle& chars, NodeId node) {
    Span out{source.text, &chars, node, {}};
    for (const InlineElementPtr& element : source.marks) {
        const Open& now = open(element, *out.chars, out.node);
        out.chars = now.chars;
        out.node = now.node;
        if (now.asks) out.inlines.push_back(now.asks);
    }
    return out;
}

const Inlines::Open& Inlines::open(const InlineElementPtr& element, const CharStyle& around, NodeId parent) {
    const auto [entry, added] = open_.try_emplace(element);
    Open& out = entry->second;
    if (!added) return out;
    out.node = tree_.add(display::Role::kSpan, parent, element->pos, 0, element->lang);
    out.chars = &around;
    if (!element->lang.empty()) {
        out.chars = &in_language(around, element->lang);
        return out;
    }
    const InlineStyle* style = style_of(*element);
    if (!style) return out;
    const bool reads = !element->reading.empty();
    out.chars = reads ? &around : look(*style, around, style->size);  // what has a reading stays as it is
    if (style->kind == InlineKind::kLook && style->drawing == Drawing::kNothing) return out;
    Inline& asks = store_.elements.emplace_back();
    asks.style = style;
    asks.around = &around;
    asks.single = look(*style, around, style->single);
    asks.cells = element->cells;
    asks.pos = element->pos;
    if (reads) asks.readings = readings(*element, *style, around, out.node);
    out.asks = &asks;
    return out;
}

const CharStyle& Inlines::in_language(const CharStyle& chars, const std::string& lang) {
    if (lang == chars.lang) return chars;
    const auto [entry, added] = translated_.try_emplace({&chars, lang});
    if (added) {
        CharStyle& copy = store_.looks.emplace_back(chars);
        copy.lang = lang;
        entry->second = &copy;
    }
    return *entry->second;
}

const InlineStyle* Inlines::style_of(const InlineElement& element) {
    const bool zhuyin = !element.reading.empty() && reader::is_zhuyin(element.reading.str());
    const auto found = layout_.inline_styles.find(zhuyin ? "zhuyin" : element.name);
    if (found != layout_.inline_styles.end()) return &found->second;
    diagnostics_.report(Code::kNoInlineStyle, element.pos, {zhuyin ? "zhuyin" : element.name, layout_.name});
    return nullptr;
}

/// Marked text stays in the size and cell of its surroundings unless the layout gives it a size of its own.
const CharStyle* Inlines::look(const InlineStyle& style, const CharStyle& around, const EmLength& size) {
    const auto [entry, added] = looks_.try_emplace({&around, {&style, size.nothing() ? nullptr : &size}});
    if (!added) return entry->second;
    if (!style.style && size.nothing() && style.lift.nothing()) return entry->second = &around;
    CharStyle& out = store_.looks.emplace_back(around);
    if (style.style) {
        out.face = style.style->chars.face;
        out.latin = style.style->chars.latin;
        out.ink = style.style->chars.ink;
    }
    if (!size.nothing()) out.size = out.cell = size.of(around.size);
    out.lift += style.lift.of(around.size);
    return entry->second = &out;
}

std::vector<Span> Inlines::readings(const InlineElement& element, const InlineStyle& style, const CharStyle& around, NodeId node) {
    std::vector<Span> out;
    const CharStyle* chars = look(style, around, style.size);
    for (const SourceText& reading : reader::readings_of(element.reading))
        out.push_back({reading, chars, tree_.add(display::Role::kSpan, node, reading.at(0)), {}});
    return out;
}

}  // namespace banxin::compose
