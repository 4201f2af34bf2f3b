// Character data, CDATA sections and references, each piece with its place.
#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "xml/characters.hpp"
#include "xml/scanner.hpp"

namespace banxin::xml {
namespace {

struct Entity {
    std::string_view name, text;
};
/// Section 4.6; without a DTD there are no others.
constexpr std::array<Entity, 5> kEntities = {{{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}}};

int digit(char c, int base) {
    int value = base;
    if (c >= '0' && c <= '9') value = c - '0';
    else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
    return value < base ? value : -1;
}

}  // namespace

/// Production [14] CharData and the references in it, up to the next '<'.
void Scanner::text() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    std::string buffer;
    while (at_ < end && !faults_.enough()) {
        const std::size_t from = at_;
        at_ = std::min(text_.find('&', at_), end);
        add_lines(from, at_);
        if (at_ == end) return;
        const SourcePos pos = faults_.place(at_);
        tree_.content.append(reference(buffer), pos);
    }
}

/// Adds [from, to) line by line; a "]]>" in it is a fault.
void Scanner::add_lines(std::size_t from, std::size_t to) {
}

}  // namespace banxin::xml
