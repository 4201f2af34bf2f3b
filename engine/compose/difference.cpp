// Blocks compared by what setting them reads; looks by value, for each composition keeps its own.
#include "compose/difference.hpp"

#include <algorithm>

namespace banxin::compose {
namespace {

bool same(const CharStyle* a, const CharStyle* b) { return a == b || (a && b && *a == *b); }

bool same(const std::vector<Span>& a, const std::vector<Span>& b);

bool same(const Inline* one, const Inline* other) {
    const auto& [style, around, single, readings, cells, pos] = *one;
    return style == other->style && same(around, other->around) && same(single, other->single) && cells == other->cells &&
           same(readings, other->readings);
}

bool same(const std::vector<Span>& a, const std::vector<Span>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Span& one, const Span& other) {
        const auto& [text, chars, node, inlines] = one;
        return text.str() == other.text.str() && same(chars, other.chars) && node == other.node &&
               std::equal(inlines.begin(), inlines.end(), other.inlines.begin(), other.inlines.end(),
                          [](const Inline* i, const Inline* j) { return same(i, j); });
    });
}

struct SameContent {
    bool operator()(const TextBlock& a, const TextBlock& b) const {
        const auto& [text, label, title, level] = a;
        return same_text(text, b.text) && same_text(label, b.label) && title == b.outline_title && level == b.outline_level;
    }
    bool operator()(const RowBlock& a, const RowBlock& b) const {
        return same_text(a.left, b.left) && same_text(a.centre, b.centre) && same_text(a.right, b.right);
    }
    bool operator()(const TableRow& a, const TableRow& b) const {
        const auto& [cells, look, place, last] = a;
        return look == b.look && place == b.place && last == b.last &&
               std::equal(cells.begin(), cells.end(), b.cells.begin(), b.cells.end(), [](const TableCell& one, const TableCell& other) {
                   return same_text(one.text, other.text) && one.left == other.left && one.width == other.width;
               });
    }
    bool operator()(const PictureBlock& a, const PictureBlock& b) const {
        const auto& [picture, along, across, on_grid, captioned] = a;
        return picture == b.picture && along == b.along && across == b.across && on_grid == b.on_grid && captioned == b.captioned;
    }
    bool operator()(const RuleBlock& a, const RuleBlock& b) const { return a.thickness == b.thickness && a.ink == b.ink; }
    bool operator()(const BlankBlock&, const BlankBlock&) const { return true; }
    template <class A, class B>
    bool operator()(const A&, const B&) const {
        return false;
    }
};

bool same(const Block& a, const Block& b) {
    const auto& [content, style, top, new_page, top_is_ink, before, after, node, source] = a;
    return style == b.style && top == b.top && new_page == b.new_page && top_is_ink == b.top_is_ink && before == b.before &&
           after == b.after && node == b.node && std::visit(SameContent{}, content, b.content);
}

int bookmark(const Block& block) {
    const auto* text = std::get_if<TextBlock>(&block.content);
    return text ? text->outline_level : 0;
}

/// False: they are not as many, or a bookmark is concerned.
bool compare(const std::vector<Block>& a, const std::vector<Block>& b, std::vector<std::size_t>& out) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (same(a[i], b[i])) continue;
        if (bookmark(a[i]) > 0 || bookmark(b[i]) > 0) return false;
        out.push_back(i);
    }
    return true;
}

bool same(const display::Node& a, const display::Node& b) {
    const auto& [role, level, parent, lang, alternative, actual_text, source] = a;
    return role == b.role && level == b.level && parent == b.parent && lang == b.lang && alternative == b.alternative &&
           actual_text == b.actual_text;
}

}  // namespace

bool same_text(const Paragraph& a, const Paragraph& b) {
    const auto& [style, spans, node, source] = a;
    return style == b.style && node == b.node && same(spans, b.spans);
}

std::optional<Difference> difference(const Composition& a, const Composition& b) {
    Difference out;
    const bool alike = a.uses_facts == b.uses_facts &&
                       std::equal(a.structure.begin(), a.structure.end(), b.structure.begin(), b.structure.end(),
                                  [](const display::Node& m, const display::Node& n) { return same(m, n); }) &&
                       compare(a.masthead, b.masthead, out.masthead) && compare(a.flow, b.flow, out.flow) &&
                       compare(a.colophon, b.colophon, out.colophon);
    return alike ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace banxin::compose
