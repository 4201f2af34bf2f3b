// Cuts of words at clusters of glyphs.
#include "text/divide.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

/// A place inside a word where a line may end.
struct Cut {
    std::uint32_t at = 0;  // byte in Text
    Break cost = Break::kAllowed;
    bool hyphen = false;  // appears when it is used
};

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// example.cn, office.example.cn:8080: names with dots between, the last of letters alone. Not v2.0, U.S. or e.g.
bool is_host(std::string_view word) {
    const std::size_t last = word.rfind('.');
    if (last == word.npos || last == 0 || word.size() - last < 3) return false;
    const auto part_of_name = [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(last) + 1, word.end(), is_letter) &&
           std::all_of(word.begin(), word.end(), part_of_name) && word.find("..") == word.npos;
}

/// A web or mail address.
bool is_address(std::string_view word) {
    if (word.find("://") != word.npos || word.starts_with("www.") || is_host(word.substr(0, word.find_first_of("/:?#")))) return true;
    const auto at = word.find('@');
    return at != word.npos && at > 0 && word.find('.', at) != word.npos;
}

class Divider {
  public:
    Divider(Atoms& atoms, const Text& text, const Style& style, Length measure, const font::FontSet& fonts, Hyphenator& hyphenator,
            Diagnostics& diagnostics)
        : atoms_(atoms),
          text_(text),
          style_(style),
          measure_(measure),
          fonts_(fonts),
          hyphenator_(hyphenator),
          diagnostics_(diagnostics),
          hyphenates_(!style.hyphenate.empty() && !style.words) {}

    void run() {
        const auto concerned = [&](const Atom& a) {
            return a.kind == Kind::kWestern && (a.width > measure_ || (!a.solid && (hyphenates_ || address(a))));
        };
        for (Atom& atom : atoms_.list)
            if (atom.joint == U'\u00AD') atom.trim_end = -add_hyphen(atom);
        if (std::none_of(atoms_.list.begin(), atoms_.list.end(), concerned)) return;
        for (const Atom& atom : atoms_.list) {
            if (concerned(atom) && atom.solid) fall_apart(atom);
            else if (concerned(atom)) divide(atom);
            else out_.push_back(atom);
        }
        atoms_.list = std::move(out_);
    }

  private:
    std::string_view word(const Atom& atom) const { return std::string_view(text_.bytes).substr(atom.begin, atom.end - atom.begin); }
    bool address(const Atom& atom) const { return atom.end - atom.begin > 7 && is_address(word(atom)); }  // none is shorter

    void divide(const Atom& atom) {
        cuts_.clear();
        if (address(atom)) cut_address(atom);
        else if (hyphenates_) cut_syllables(atom);
        cuts_.push_back({atom.end, Break::kAllowed, false});
        std::uint32_t glyph = atom.first_glyph;
        for (const Cut& cut : cuts_) {
            const std::uint32_t end = glyph_at(atom, glyph, cut.at);
            if (end == glyph || (end < atom.end_glyph && atoms_.glyphs[end].cluster != cut.at)) continue;  // inside a ligature
            add(piece(atom, glyph, end), cut, cut.at != atom.end);
            glyph = end;
        }
    }

    /// A word of another script wider than a line: its clusters as they were shaped.
    void fall_apart(const Atom& whole) {
        Length pen;
        for (std::uint32_t g = whole.first_glyph; g < whole.end_glyph;) {
            Atom part = whole;
            part.first_glyph = g;
            part.width = {};
            for (; g < whole.end_glyph && atoms_.glyphs[g].cluster == atoms_.glyphs[part.first_glyph].cluster; ++g)
                part.width += atoms_.glyphs[g].advance;
            part.end_glyph = g;
            const Length left = (whole.level & 1) != 0 ? whole.width - pen - part.width : pen;
            for (std::uint32_t i = part.first_glyph; i < g; ++i) atoms_.glyphs[i].x -= left;
            pen += part.width;
            const bool last = g == whole.end_glyph;
            if (part.first_glyph != whole.first_glyph) {
                part.begin = atoms_.glyphs[part.first_glyph].cluster;
                part.fence = kNoFence;
            }
            if (!last) part.end = atoms_.glyphs[g].cluster;
            std::size_t at = part.begin, end = part.end;
            part.first_char = utf8::next(text_.bytes, at);
            part.last_char = utf8::previous(text_.bytes, end);
            if (!last) {
                part.divided = true;
                part.break_after = Break::kForbidden;
                part.joint = 0;
            }
            out_.push_back(part);
        }
    }

    void cut_address(const Atom& atom) {
        std::size_t at = atom.begin;
        for (char32_t before = 0; at < atom.end;) {
            const auto here = static_cast<std::uint32_t>(at);
            const char32_t c = utf8::next(text_.bytes, at);
            if (before != 0 && in(kAddressBreaks, before) && !in(kAddressBreaks, c)) cuts_.push_back({here, Break::kAllowed, false});
            before = c;
        }
    }

    /// Letters between other characters are divided by the patterns; a hyphen that was typed between letters needs no other.
    void cut_syllables(const Atom& atom) {
        for (std::uint32_t i = atom.begin; i < atom.end;) {
            std::uint32_t end = i;
            while (end < atom.end && is_letter(text_.bytes[end])) ++end;
            const bool word_like =
                (i == atom.begin || !is_attached(text_.bytes[i - 1])) && (end == atom.end || !is_attached(text_.bytes[end]));
            if (word_like)
                for (const std::size_t at :
                     hyphenator_.points(style_.hyphenate, std::string_view(text_.bytes).substr(i, end - i), style_.pos, diagnostics_))
                    cuts_.push_back({static_cast<std::uint32_t>(i + at), Break::kUnwanted, true});
            if (end > i + 1 && end + 2 < atom.end && text_.bytes[end] == '-' && is_letter(text_.bytes[end + 1]) &&
                is_letter(text_.bytes[end + 2]))
                cuts_.push_back({end + 1, Break::kAllowed, false});
            i = std::max(end, i + 1);
        }
    }
    /// Digits and bytes of other characters make a name of the letters, not a word.
    static bool is_attached(char c) { return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '/'; }

    std::uint32_t glyph_at(const Atom& atom, std::uint32_t from, std::uint32_t byte) const {
        while (from < atom.end_glyph && atoms_.glyphs[from].cluster < byte) ++from;
        return from;
    }

    Atom piece(const Atom& atom, std::uint32_t first, std::uint32_t end) {
        Atom out = atom;
        out.begin = first == atom.first_glyph ? atom.begin : atoms_.glyphs[first].cluster;
        out.end = end < atom.end_glyph ? atoms_.glyphs[end].cluster : atom.end;
        std::size_t at = out.begin, last = out.end;
        out.first_char = utf8::next(text_.bytes, at);
        out.last_char = end < atom.end_glyph ? utf8::previous(text_.bytes, last) : atom.last_char;
        out.first_glyph = first;
        out.end_glyph = end;
        if (first != atom.first_glyph) out.fence = kNoFence;
        const Length left = first == atom.first_glyph ? Length{} : place(atom, first);
        out.width = (end < atom.end_glyph ? place(atom, end) : atom.width) - left;
        return out;
    }
    /// Left edge of a glyph in its word; glyphs before it may have been moved into pieces already.
    Length place(const Atom& atom, std::uint32_t glyph) {
        if (placed_ != atom.first_glyph || places_.empty()) {
            placed_ = atom.first_glyph;
            places_.clear();
            for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) places_.push_back(atoms_.glyphs[g].x);
        }
        return places_[glyph - atom.first_glyph];
    }

    void add(Atom whole, const Cut& cut, bool continued) {
        if (whole.width <= measure_) {
            settle(whole, cut, continued);
            return;
        }
        for (std::uint32_t g = whole.first_glyph; g < whole.end_glyph;) {
            std::uint32_t next = g;
            while (next < whole.end_glyph && atoms_.glyphs[next].cluster == atoms_.glyphs[g].cluster) ++next;
            const bool last = next == whole.end_glyph;
            Atom part = whole;
            part.begin = atoms_.glyphs[g].cluster;
            part.end = last ? whole.end : atoms_.glyphs[next].cluster;
            std::size_t at = part.begin, end = part.end;
            part.first_char = utf8::next(text_.bytes, at);
            if (!last) part.last_char = utf8::previous(text_.bytes, end);
            part.first_glyph = g;
            part.end_glyph = next;
            if (g != whole.first_glyph) part.fence = kNoFence;
            const Length left = atoms_.glyphs[g].x - atoms_.glyphs[whole.first_glyph].x;
            const Length right = last ? whole.width : atoms_.glyphs[next].x - atoms_.glyphs[whole.first_glyph].x;
            part.width = right - left;
            parts_.push_back(part);
            g = next;
        }
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const bool last = i + 1 == parts_.size();
            settle(parts_[i], last ? cut : Cut{parts_[i].end, Break::kForbidden, false}, !last || continued);
        }
        parts_.clear();
    }

    /// Takes a piece with its glyphs measured from its own left edge.
    void settle(Atom atom, const Cut& cut, bool continued) {
        const Length left = atoms_.glyphs[atom.first_glyph].x;
        const bool begins_word = out_.empty() || !out_.back().divided;
        if (!begins_word)
            for (std::uint32_t g = atom.first_glyph; g < atom.end_glyph; ++g) atoms_.glyphs[g].x -= left;
        atom.divided = continued;
        if (continued) {
            atom.joint = 0;
            atom.break_after = cut.cost;
            atom.trim_end = cut.hyphen ? -add_hyphen(atom) : Length{};
        }
        out_.push_back(atom);
    }

    /// The hyphen of the atom's face, drawn where it ends a line; returns its width.
    Length add_hyphen(Atom& atom) {
        if (atom.first_glyph == atom.end_glyph) return {};
        const AtomGlyph last = atoms_.glyphs[atom.end_glyph - 1];
        const font::Face& face = *fonts_.face(last.face);
        const std::uint32_t id = face.glyph(U'-');
        if (id == 0) return {};
        const Length advance = scale(last.size, face.advance(id), face.units_per_em());
        atom.hyphen = static_cast<std::uint32_t>(atoms_.glyphs.size());
        atoms_.glyphs.push_back({id, atom.end, last.face, last.size, atom.width, last.y, advance, last.orientation, last.stretch});
        return advance;
    }

    Atoms& atoms_;
    const Text& text_;
    const Style& style_;
    Length measure_;
    const font::FontSet& fonts_;
    Hyphenator& hyphenator_;
    Diagnostics& diagnostics_;
    bool hyphenates_;
    std::vector<Atom> out_, parts_;
    std::vector<Cut> cuts_;
    std::vector<Length> places_;  // of the word's glyphs before it was divided
    std::uint32_t placed_ = 0;    // first glyph of that word
};

}  // namespace

void divide_words(Atoms& atoms, const Text& text, const Style& style, Length measure, const font::FontSet& fonts, Hyphenator& hyphenator,
                  Diagnostics& diagnostics) {
    Divider(atoms, text, style, measure, fonts, hyphenator, diagnostics).run();
}

}  // namespace banxin::text
