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

}  // namespace

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
