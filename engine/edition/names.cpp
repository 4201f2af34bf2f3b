// Names are found leftmost and longest, so that a name inside a longer one is not taken for itself.
#include <algorithm>

#include <fmt/format.h>

#include "edition/checks.hpp"
#include "reader/schema.hpp"

namespace banxin::edition {
namespace {

bool holds_text(std::string_view element) {
    for (const reader::ElementSpec& spec : reader::brief_schema().elements)
        if (spec.name() == element) return spec.text;
    return false;
}

/// Without blanks and line ends, which may stand anywhere between hanzi; each text apart from the next.
struct Text {
    std::string bytes;
    std::vector<std::pair<std::size_t, SourcePos>> places;  // of each stretch

    void add(std::string_view text, SourcePos pos) {
        places.emplace_back(bytes.size(), pos);
        for (const char c : text) {
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (!space) bytes += c;
            if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++pos.column;
            if (space) places.emplace_back(bytes.size(), pos);
        }
    }
    void add(const SourceText& text) {
        text.each_stretch([&](std::string_view piece, SourcePos pos) { add(piece, pos); });
    }
    void part() { bytes += '\x1F'; }

    SourcePos at(std::size_t offset) const {
        const auto after = std::upper_bound(places.begin(), places.end(), offset, [](std::size_t o, const auto& p) { return o < p.first; });
        SourcePos pos = std::prev(after)->second;
        for (std::size_t i = std::prev(after)->first; i < offset; ++i) pos.column += (static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80;
        return pos;
    }
};

void collect(const xml::Element& element, Text& out) {
    for (const xml::Attribute& a : element.attributes()) {
        out.part();
        out.add(a.value, a.value_pos);
    }
    out.part();
    if (holds_text(element.name())) return out.add(xml::string_value(element));
    for (const xml::Element& child : xml::child_elements(element)) collect(child, out);
}

std::string squeezed(std::string_view name) {
    std::string out(name);
    std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    return out;
}

bool contains(const std::vector<std::uint32_t>& list, std::uint32_t name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

Names::Names(const Template& of) : of_(of) {
    const Roles& roles = of.roles();
    for (std::size_t row = 0; row < of.table().rows.size(); ++row) {
        const std::vector<table::Cell>& cells = of.table().rows[row].cells;
        Allowed& allowed = rows_.emplace_back();
        const auto lists = [&](const std::vector<std::size_t>& columns, std::vector<std::uint32_t>& list) {
            for (const std::size_t column : columns)
                for (const std::string_view name : parts_of(cells[column].str(), roles.separator))
                    if (!name.empty()) list.push_back(add(squeezed(name)));
        };
        for (const std::size_t column : roles.names) {
            const std::string name = squeezed(cells[column].str());
            if (name.empty()) continue;
            allowed.own.push_back(add(name));
            owners_[allowed.own.back()].push_back(row);
        }
        lists(roles.must_name, allowed.must);
        lists(roles.shared, allowed.shared);
        lists(roles.must_not, allowed.forbidden);
    }
}

std::uint32_t Names::add(std::string_view name) {
    std::uint32_t node = 0;
    begins_[static_cast<unsigned char>(name.front())] = true;
    for (const char c : name) {
        const auto [at, added] = nodes_[node].next.try_emplace(c, static_cast<std::uint32_t>(nodes_.size()));
        node = at->second;
        if (added) nodes_.emplace_back();
    }
    if (nodes_[node].name == 0) {
        names_.emplace_back(name);
        owners_.emplace_back();
        nodes_[node].name = static_cast<std::uint32_t>(names_.size());
    }
    return nodes_[node].name - 1;
}

std::size_t Names::longest(std::string_view text, std::size_t at, std::uint32_t& name) const {
    std::size_t size = 0;
    std::uint32_t node = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
        const auto next = nodes_[node].next.find(text[i]);
        if (next == nodes_[node].next.end()) break;
        node = next->second;
        if (nodes_[node].name == 0) continue;
        size = i + 1 - at;
        name = nodes_[node].name - 1;
    }
    return size;
}

void Names::check(std::size_t row, const xml::Document& edition, Diagnostics& diagnostics) const {
    if (names_.empty()) return;
    Text text;
    collect(edition.root(), text);
    const Allowed& allowed = rows_[row];
    std::vector<char> met(names_.size(), 0);
    for (std::size_t at = 0; at < text.bytes.size();) {
        std::uint32_t name = 0;
        const std::size_t size = begins_[static_cast<unsigned char>(text.bytes[at])] ? longest(text.bytes, at, name) : 0;
        if (size == 0) {
            ++at;
            continue;
        }
        met[name] = 1;
        const bool own = contains(allowed.own, name) || contains(allowed.must, name) || contains(allowed.shared, name);
        if (contains(allowed.forbidden, name)) {
            diagnostics.report(Code::kForbiddenName, text.at(at), {of_.key(row), names_[name]});
        } else if (!own && !owners_[name].empty()) {
            const SourcePos owner = of_.table().rows[owners_[name].front()].pos;
            diagnostics.report(Code::kForeignName, text.at(at), {of_.key(row), names_[name], fmt::format("{}", owner.line)});
        }
        at += size;
    }
    for (const std::vector<std::uint32_t>* list : {&allowed.own, &allowed.must})
        for (const std::uint32_t name : *list)
            if (!met[name]) diagnostics.report(Code::kOwnNameMissing, of_.table().rows[row].pos, {of_.key(row), names_[name]});
}

}  // namespace banxin::edition
