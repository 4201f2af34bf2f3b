// Names are found leftmost and longest, so that a name inside a longer one is not taken for itself.
#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_set>

#include <fmt/format.h>

#include "base/invisible.hpp"
#include "base/utf8.hpp"
#include "edition/checks.hpp"
#include "reader/schema.hpp"
#include "table/canonical.hpp"

namespace banxin::edition {
namespace {

bool holds_text(std::string_view element) {
    static const auto kNames = [] {
        std::unordered_set<std::string_view> out;
        for (const reader::ElementSpec& spec : reader::brief_schema().elements)
            if (spec.text) out.insert(spec.name());
        return out;
    }();
    return kNames.contains(element);
}

/// The bytes of the character at `at`, whether it is seen, and the one that it is only another code of; 0: none.
struct Character {
    std::size_t size;
    bool seen;
    char32_t same;
};
Character character(std::string_view text, std::size_t at) {
    std::size_t end = at;
    const char32_t c = utf8::next(text, end), same = table::canonical(c);
    return {end - at, !is_unseen(c), same == c ? 0 : same};
}

/// Without blanks, line ends and characters that are not seen, which may stand anywhere in a name and it reads the same; each text apart
/// from the next.
struct Text {
    std::string bytes;
    std::vector<std::pair<std::size_t, SourcePos>> places;  // of each stretch

    void add(std::string_view text, SourcePos pos) {
        places.emplace_back(bytes.size(), pos);
        for (std::size_t at = 0; at < text.size();) {
            const auto [size, seen, same] = character(text, at);
            if (seen && same != 0) utf8::append(bytes, same);
            else if (seen) bytes += text.substr(at, size);
            ++pos.column;
            if (!seen) places.emplace_back(bytes.size(), pos);
            at += size;
        }
    }
    void add(const SourceText& text) {
        text.each_stretch([&](std::string_view piece, SourcePos pos) { add(piece, pos); });
    }
    static constexpr char kBetween = '\x1F';
    void part() { bytes += kBetween; }

    SourcePos at(std::size_t offset) const {
        const auto after = std::upper_bound(places.begin(), places.end(), offset, [](std::size_t o, const auto& p) { return o < p.first; });
        SourcePos pos = std::prev(after)->second;
        for (std::size_t i = std::prev(after)->first; i < offset; ++i) pos.column += (static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80;
        return pos;
    }
};

void append_seen(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [size, seen, same] = character(text, at);
        if (!seen || same != 0) {
            out += text.substr(from, at - from);
            from = at + size;
        }
        if (seen && same != 0) utf8::append(out, same);
        at += size;
    }
    out += text.substr(from);
}

/// Calls `attribute(value, place)`, `text(element)` for all that an edition says.
template <class OnAttribute, class OnText>
void walk(const xml::Element& element, const OnAttribute& attribute, const OnText& text) {
    for (const xml::Attribute& a : element.attributes()) attribute(a);
    if (holds_text(element.name())) return text(element);
    for (const xml::Element& child : xml::child_elements(element)) walk(child, attribute, text);
}

/// Without places, which few editions ask for; the bytes are the same.
std::string bytes_of(const xml::Element& root) {
    std::string out;
    const auto add = [&](std::string_view text) {
        out += Text::kBetween;
        append_seen(out, text);
    };
    walk(
        root, [&](const xml::Attribute& a) { add(a.value); }, [&](const xml::Element& element) { add(xml::plain_value(element)); });
    return out;
}

Text text_of(const xml::Element& root) {
    Text out;
    const auto attribute = [&](const xml::Attribute& a) {
        out.part();
        out.add(a.value, a.value_pos);
    };
    const auto text = [&](const xml::Element& element) {
        out.part();
        out.add(xml::string_value(element));
    };
    walk(root, attribute, text);
    return out;
}

std::string squeezed(std::string_view name) {
    std::string out;
    append_seen(out, name);
    return out;
}

bool contains(const std::vector<std::string>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::uint64_t hash_of(std::string_view name) { return std::hash<std::string_view>()(name); }

/// Of the first character of a text, one of 65,536.
std::size_t beginning(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && size < 4 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    std::size_t out = 0;
    for (const char c : text.substr(0, size)) out = out * 61 + static_cast<unsigned char>(c);
    return out & 0xFFFF;
}

}  // namespace

Names::Names(const Template& of) : of_(of) {
    const Roles& roles = of.roles();
    if (roles.names.empty() && roles.shared.empty() && roles.must_name.empty() && roles.must_not.empty()) return;
    known_.reserve(of.table().size() + of.table().size() / 2);
    for (std::size_t row = 0; row < of.table().size(); ++row) {
        const Lists lists = lists_of(of.table().row(row));
        for (const std::string& name : lists.own) add(name, true, row);
        for (const auto* list : {&lists.must, &lists.shared, &lists.forbidden})
            for (const std::string& name : *list) add(name, false, row);
    }
    tidy();
    known_.shrink_to_fit();
}

Names::Lists Names::lists_of(const table::Row& row) const {
    const Roles& roles = of_.roles();
    Lists out;
    for (const std::size_t column : roles.names)
        if (std::string name = squeezed(row.cells[column].str()); !name.empty()) out.own.push_back(std::move(name));
    const auto take = [&](const std::vector<std::size_t>& columns, std::vector<std::string>& list) {
        for (const std::size_t column : columns)
            for (const std::string_view name : parts_of(row.cells[column].str(), roles.separator))
                if (std::string seen = squeezed(name); !seen.empty()) list.push_back(std::move(seen));
    };
    take(roles.must_name, out.must);
    take(roles.shared, out.shared);
    take(roles.must_not, out.forbidden);
    return out;
}

void Names::add(const std::string& name, bool owned, std::size_t row) {
    begins_[beginning(name)] = true;
    const auto shorter = std::lower_bound(lengths_.begin(), lengths_.end(), name.size(), std::greater<>());
    if (shorter == lengths_.end() || *shorter != name.size()) lengths_.insert(shorter, name.size());
    if (known_.size() == known_.capacity()) tidy();  // rows that list the same names do not make it grow
    known_.push_back({hash_of(name), owned, static_cast<std::uint32_t>(row)});
}

void Names::tidy() {
    const auto rank = [](const Known& k) { return std::tuple(k.hash, !k.owned, k.row); };
    std::sort(known_.begin(), known_.end(), [&](const Known& a, const Known& b) { return rank(a) < rank(b); });
    known_.erase(std::unique(known_.begin(), known_.end(), [](const Known& a, const Known& b) { return a.hash == b.hash; }), known_.end());
    if (known_.size() * 4 > known_.capacity() * 3) known_.reserve(std::max<std::size_t>(known_.size() * 3 / 2, 64));
}

const Names::Known* Names::find(std::string_view name) const {
    const std::uint64_t hash = hash_of(name);
    const auto at = std::lower_bound(known_.begin(), known_.end(), hash, [](const Known& k, std::uint64_t h) { return k.hash < h; });
    return at != known_.end() && at->hash == hash ? &*at : nullptr;
}

std::size_t Names::longest(std::string_view text, std::size_t at, const Known*& known) const {
    for (const std::size_t length : lengths_) {
        if (at + length > text.size()) continue;
        known = find(text.substr(at, length));
        if (known) return length;
    }
    return 0;
}

void Names::check(std::size_t row, const xml::Document& edition, Diagnostics& diagnostics) const {
    if (known_.empty()) return;
    const table::Row cells = of_.table().row(row);
    const Lists lists = lists_of(cells);
    const std::string bytes = bytes_of(edition.root());
    std::optional<Text> places;
    const auto place = [&](std::size_t at) {
        if (!places) places = text_of(edition.root());
        return places->at(at);
    };
    std::vector<std::string> met;
    for (std::size_t at = 0; at < bytes.size();) {
        const Known* known = nullptr;
        const bool inside = (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80;
        const std::size_t size = !inside && begins_[beginning(std::string_view(bytes).substr(at))] ? longest(bytes, at, known) : 0;
        if (size == 0) {
            ++at;
            continue;
        }
        const std::string name = bytes.substr(at, size);
        const bool own = contains(lists.own, name) || contains(lists.must, name) || contains(lists.shared, name);
        if (own) met.push_back(name);
        if (contains(lists.forbidden, name)) {
            diagnostics.report(Code::kForbiddenName, place(at), {of_.key(row), name});
        } else if (!own && known->owned) {
            const table::Row owner = of_.table().row(known->row);
            if (contains(lists_of(owner).own, name))
                diagnostics.report(Code::kForeignName, place(at), {of_.key(row), name, fmt::format("{}", owner.pos.line)});
        }
        at += size;
    }
    for (const auto* list : {&lists.own, &lists.must})
        for (const std::string& name : *list)
            if (!contains(met, name)) diagnostics.report(Code::kOwnNameMissing, cells.pos, {of_.key(row), name});
}

}  // namespace banxin::edition
