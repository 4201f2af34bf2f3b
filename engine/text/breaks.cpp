// Break opportunities between neighbours.
#include "text/breaks.hpp"

#include <algorithm>
#include <string_view>

#include "text/document_number.hpp"

namespace banxin::text {
namespace {

bool in(const std::u32string& set, char32_t c) { return set.find(c) != std::u32string::npos; }

class Breaks {
  public:
    Breaks(std::vector<Atom>& atoms, const Text& text, const Kinsoku& kinsoku) : atoms_(atoms), text_(text), kinsoku_(kinsoku) {}

    void run() {
        for (std::size_t i = 0; i + 1 < atoms_.size(); ++i) atoms_[i].break_after = between(i);
        for (const DocumentNumber& number : document_numbers(atoms_)) document_number(number);
    }

  private:
    /// The last hanzi of the issuer's code stays with the year; within the code a line ends only where lines would suffer much.
    void document_number(const DocumentNumber& number) {
        for (std::size_t i = number.code; i < number.last; ++i) {
            Break& here = atoms_[i].break_after;
            if (i + 1 >= number.open) here = Break::kForbidden;
            else if (here < Break::kAvoided) here = Break::kAvoided;
        }
    }

    Break between(std::size_t i) const {
        const Atom& a = atoms_[i];
        const Atom& b = atoms_[i + 1];
        if (a.kind == Kind::kSeparator) return Break::kForced;
        if (a.kept) return Break::kForbidden;
        if (b.kind == Kind::kSeparator || b.kind == Kind::kSpace) return Break::kForbidden;
        if (a.divided) return a.break_after;  // as the word was divided
        if (b.hangs_on() && a.kind != Kind::kSpace) return Break::kForbidden;
        if (b.glued && (a.kind == Kind::kSpace || a.kind == Kind::kWestern)) return Break::kForbidden;
        if (a.joint == U'\u200B') return Break::kAllowed;
        if (a.joint == U'\u00AD') return Break::kUnwanted;
        if (a.joint != 0 || a.kind == Kind::kInvisible) return Break::kForbidden;
        if (is_no_break(a.first_char) || number_and_unit(i)) return Break::kForbidden;
        if (b.kind == Kind::kPair ? kinsoku_.pairs_not_at_start : in(kinsoku_.not_at_start, b.first_char)) return Break::kForbidden;
        if (a.kind != Kind::kPair && in(kinsoku_.not_at_end, a.last_char)) return Break::kForbidden;
        if (is_digit(a.last_char)) {
            if (in(kinsoku_.after_number, b.first_char)) return Break::kForbidden;
            if (in(kinsoku_.counters, b.first_char)) return Break::kUnwanted;
        }
        if (a.kind != Kind::kSpace && is_digit(a.last_char) && is_digit(b.first_char)) return Break::kForbidden;
        if (full_width_point(a, b) || number_with_dot(i)) return Break::kForbidden;
        if (is_digit(b.first_char) && in(kinsoku_.before_number, a.last_char)) return Break::kForbidden;
        if (a.kind == Kind::kWestern && b.kind == Kind::kWestern) return Break::kForbidden;
        return Break::kAllowed;
    }

    static bool is_no_break(char32_t c) { return c == U'\u00A0' || c == U'\u2007' || c == U'\u202F'; }

    /// １２．５ typed in full-width forms is a number too.
    static bool full_width_point(const Atom& a, const Atom& b) {
        const auto part = [](const Atom& x) { return x.kind == Kind::kHanzi && is_digit(x.first_char); };
        return (part(a) && b.first_char == U'．') || (a.first_char == U'．' && part(b));
    }

    /// Behind the dot of 9·18.
    bool number_with_dot(std::size_t i) const {
        return atoms_[i].kind == Kind::kMiddleDot && i > 0 && is_digit(atoms_[i - 1].last_char) && is_digit(atoms_[i + 1].first_char);
    }

    /// The blank of "5 kg".
    bool number_and_unit(std::size_t i) const {
        if (atoms_[i].kind != Kind::kSpace || i == 0 || atoms_[i + 1].kind != Kind::kWestern || !is_digit(atoms_[i - 1].last_char))
            return false;
        const Atom& unit = atoms_[i + 1];
        const std::string_view word = std::string_view(text_.bytes).substr(unit.begin, unit.end - unit.begin);
        return std::find(kinsoku_.units.begin(), kinsoku_.units.end(), word) != kinsoku_.units.end();
    }

    std::vector<Atom>& atoms_;
    const Text& text_;
    const Kinsoku& kinsoku_;
};

}  // namespace

void find_breaks(std::vector<Atom>& atoms, const Text& text, const Style& style) { Breaks(atoms, text, *style.kinsoku).run(); }

}  // namespace banxin::text
