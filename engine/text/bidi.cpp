// Reordering through ICU: atoms and the blanks between them, each with a level.
#include "text/bidi.hpp"

#include <algorithm>

#include <unicode/ubidi.h>

namespace banxin::text {
namespace {

bool right_to_left(const Atom& atom) { return (atom.level & 1) != 0; }

/// Levels of atom, blank, atom, blank ...: blanks between two directions belong to the outer one, those at the line's end to the paragraph.
std::vector<UBiDiLevel> levels_of(const Atoms& atoms, std::size_t from, std::size_t count) {
    std::vector<UBiDiLevel> out;
    for (std::size_t i = 0; i < count; ++i) {
        const UBiDiLevel own = atoms.list[from + i].level;
        out.push_back(own);
        out.push_back(i + 1 < count ? std::min<UBiDiLevel>(own, atoms.list[from + i + 1].level) : UBiDiLevel{0});
    }
    for (std::size_t i = count; i > 0 && atoms.list[from + i - 1].kind == Kind::kSpace; --i) out[2 * i - 2] = out[2 * i - 1] = 0;  // L1
    return out;
}

}  // namespace

bool is_turned(const Atoms& atoms, std::size_t from, std::size_t count) {
    const auto begin = atoms.list.begin() + static_cast<std::ptrdiff_t>(from);
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count), [](const Atom& atom) { return atom.level > 0; });
}

std::vector<std::size_t> visual_order(std::span<const Atom> line) {
    std::vector<UBiDiLevel> levels;
    for (const Atom& atom : line) levels.push_back(atom.level);
    for (std::size_t i = line.size(); i > 0 && line[i - 1].kind == Kind::kSpace; --i) levels[i - 1] = 0;  // L1
    std::vector<std::int32_t> order(levels.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
    return {order.begin(), order.end()};
}

std::vector<Length> visual_places(const Atoms& atoms, std::size_t from, std::span<const Change> changes, Length left) {
    const std::vector<UBiDiLevel> levels = levels_of(atoms, from, changes.size());
    std::vector<std::int32_t> order(levels.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
    std::vector<Length> out(changes.size());
    Length x = left;
    for (const std::int32_t place : order) {
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
