// An underlined element is a line to be written on if half of it is blank.
#include "text/fill_in.hpp"

namespace banxin::text {
namespace {

constexpr char32_t kBlank = U'\u3000';

/// The element whose line stands under or over the atom.
const Inline* line_around(const Text& text, const Atom& atom) {
    for (const Inline* element : text.paragraph->spans[text.span_at(atom.begin)].inlines)
        if (element->style->drawing == Drawing::kLine && element->style->side != Side::kThrough) return element;
    return nullptr;
}

/// As wide as a cell or of a width of its own: what is typed side by side is one.
bool fixed_blank(const Atom& atom) { return atom.kind == Kind::kSpace && !is_plain_blank(atom.first_char); }

/// Of blanks side by side the first, as wide as all.
void take_in(Atoms& atoms, Atom& first, const Atom& next) {
    for (std::uint32_t g = next.first_glyph; g < next.end_glyph; ++g) atoms.glyphs[g].x += first.width;
    first.width += next.width;
    first.carries |= next.carries;
    first.joint = next.joint;
    first.end = next.end;
    first.last_char = next.last_char;
    first.end_glyph = next.end_glyph;
}

}  // namespace

void free_blanks(Atoms& atoms, const Text& text) {
    std::vector<Atom> list = std::move(atoms.list);
    atoms.list.clear();
    for (Atom& atom : list) {
        const bool cell = is_em_blank(atom.first_char);
        if (cell && !atom.boxed && !line_around(text, atom)) atom.kind = Kind::kSpace;
        Atom* before = atoms.list.empty() ? nullptr : &atoms.list.back();
        const bool joins = before && fixed_blank(*before) && fixed_blank(atom) && before->joint == 0 && before->chars == atom.chars &&
                           before->node == atom.node && before->end == atom.begin && before->end_glyph == atom.first_glyph;
        if (joins) take_in(atoms, *before, atom);
        else atoms.list.push_back(atom);
    }
}

void keep_blanks_whole(std::vector<Atom>& atoms, const Text& text, Length measure) {
    for (std::size_t from = 0; from < atoms.size();) {
        const Inline* element = line_around(text, atoms[from]);
        if (!element) {
            ++from;
            continue;
        }
        std::size_t to = from;
        Length width, blank;
        for (; to < atoms.size() && line_around(text, atoms[to]) == element; ++to) {
            width += atoms[to].natural() + atoms[to].gap_after;
            if (atoms[to].first_char == kBlank) blank += atoms[to].width;
        }
        const std::size_t end = to;
        while (width <= measure && to < atoms.size() && atoms[to - 1].break_after == Break::kForbidden) width += atoms[to++].natural();
        if (blank * 2 >= width - blank && blank > Length{} && width <= measure) {
            atoms[from].written_on = true;
            for (std::size_t i = from; i + 1 < end; ++i)
                if (atoms[i].break_after != Break::kForced) atoms[i].break_after = Break::kForbidden;
        }
        from = end;
    }
}

}  // namespace banxin::text
