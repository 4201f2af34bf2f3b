// Reordering through ICU: atoms and the blanks between them, each with a level.
#include "text/bidi.hpp"

#include <algorithm>

#include <unicode/ubidi.h>

namespace banxin::text {
namespace {

bool right_to_left(const Atom& atom) { return (atom.level & 1) != 0; }

/// Visual order of atom, blank, atom, blank ...: blanks between two directions belong to the outer one, those where an isolate begins or ends to
/// what is around it, those at the line's end to the paragraph.
std::vector<std::int32_t> order_of(std::span<const Atom> line) {
    std::vector<UBiDiLevel> levels;
    for (std::size_t i = 0; i < line.size(); ++i) {
        levels.push_back(line[i].level);
        levels.push_back(i + 1 < line.size() ? std::min({line[i].level, line[i + 1].level, line[i + 1].fence}) : UBiDiLevel{0});
    }
    for (std::size_t i = line.size(); i > 0 && line[i - 1].kind == Kind::kSpace; --i) levels[2 * i - 2] = levels[2 * i - 1] = 0;  // L1
    std::vector<std::int32_t> out(levels.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), out.data());
    return out;
}

}  // namespace

bool is_turned(const Atoms& atoms, std::size_t from, std::size_t count) {
    const auto begin = atoms.list.begin() + static_cast<std::ptrdiff_t>(from);
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count), [](const Atom& atom) { return atom.level > 0; });
}

std::vector<std::size_t> visual_order(std::span<const Atom> line) {
    std::vector<std::size_t> out;
    for (const std::int32_t place : order_of(line))
        if (place % 2 == 0) out.push_back(static_cast<std::size_t>(place) / 2);
    return out;
}

std::vector<Length> visual_places(const Atoms& atoms, std::size_t from, std::span<const Change> changes, Length left) {
    std::vector<Length> out(changes.size());
    Length x = left;
    for (const std::int32_t place : order_of({atoms.list.data() + from, changes.size()})) {
        const auto i = static_cast<std::size_t>(place) / 2;
        const Change& change = changes[i];
        if (place % 2 != 0) {
            x += change.after;
            continue;
        }
        const Atom& atom = atoms.list[from + i];
        out[i] = x - (right_to_left(atom) ? change.cut_right : change.cut_left);
        x += advance(atom, change) - change.after;
    }
    return out;
}

}  // namespace banxin::text
