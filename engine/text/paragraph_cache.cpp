// Equal text in equal looks is set equally; nodes and places are those of the paragraph at hand.
#include "text/paragraph_cache.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace banxin::text {
namespace {

template <class T>
void add(std::string& key, const T& value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void add(std::string& key, const std::string& text) {
    add(key, text.size());
    key += text;
}

NodeId base_of(const Paragraph& paragraph) { return paragraph.node == kNoNode ? 0 : paragraph.node; }

/// The first place in the paragraph where `pos` stands.
template <class Origin>
std::optional<Origin> find(const Paragraph& paragraph, SourcePos pos) {
    for (std::size_t span = 0; span < paragraph.spans.size(); ++span) {
        std::optional<Origin> out;
        std::size_t offset = 0;
        paragraph.spans[span].text.each_stretch([&](std::string_view bytes, SourcePos start) {
            if (!out && start.file == pos.file && start.line == pos.line && start.column <= pos.column) {
                std::size_t at = 0;
                for (std::uint32_t column = start.column; at < bytes.size(); ++column) {
                    if (column == pos.column) {
                        out = Origin{static_cast<std::uint32_t>(span), static_cast<std::uint32_t>(offset + at)};
                        break;
                    }
                    do ++at;
                    while (at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80);
                }
            }
            offset += bytes.size();
        });
        if (out) return out;
    }
    return std::nullopt;
}

}  // namespace

/// False: the paragraph holds what is always set anew, or is so long that to find its places again takes longer than setting it. The bindings name every member, so that none is forgotten here.
bool ParagraphCache::make_key(const Paragraph& paragraph, Length measure, Length hang) {
    const auto& [style, spans, node, source] = paragraph;
    key_.clear();
    add(key_, reinterpret_cast<std::uintptr_t>(style));
    add(key_, measure);
    add(key_, hang);
    for (const Span& span : spans) {
        const auto& [text, chars, span_node, inlines] = span;
        if (!inlines.empty() || key_.size() + text.size() > kLongest) return false;
        const auto& [face, latin, size, cell, ink, lang, lift] = *chars;
        add(key_, text.str());
        for (const std::string* name : {&face, &latin, &lang}) add(key_, *name);
        for (const Length length : {size, cell, lift}) add(key_, length);
        add(key_, ink);
        add(key_, span_node == kNoNode ? kNoNode : span_node - base_of(paragraph));
    }
    return true;
}

ComposedParagraph ParagraphCache::recall(const Entry& entry, const Paragraph& paragraph) {
    ComposedParagraph out = entry.set;
    auto origin = entry.origins.begin();
    const auto place = [&] {
        const Origin& o = *origin++;
        return paragraph.spans[o.span].text.at(o.offset);
    };
    const NodeId moved = base_of(paragraph) - entry.node;
    const auto move = [&](NodeId& node) {
        if (node != kNoNode) node += moved;
    };
    for (Line& line : out.lines) {
        line.source = place();
        for (display::GlyphRun& run : line.runs) {
            run.source = place();
            move(run.node);
        }
    }
    return out;
}

ComposedParagraph ParagraphCache::compose(Composer& composer, const Paragraph& paragraph, Length measure, Length hang,
                                          Diagnostics& diagnostics) {
    if (paragraph.empty() || !make_key(paragraph, measure, hang)) return composer.compose(paragraph, measure, hang, diagnostics);
    if (const auto known = young_.find(key_); known != young_.end()) return recall(known->second, paragraph);
    if (young_.size() >= kMost) {
        old_ = std::move(young_);
        young_.clear();
    }
    if (auto known = old_.extract(key_)) return recall(young_.insert(std::move(known)).position->second, paragraph);

    Diagnostics found;
    Entry entry{composer.compose(paragraph, measure, hang, found), {}, base_of(paragraph)};
    const bool silent = found.all().empty();  // what has something to say says it each time
    diagnostics.add_all(found);
    bool whole = silent;
    const auto note = [&](SourcePos pos) {
        const auto origin = find<Origin>(paragraph, pos);
        whole = whole && origin;
        entry.origins.push_back(origin.value_or(Origin{}));
    };
    for (const Line& line : entry.set.lines) {
        whole = whole && line.rules.empty() && line.paths.empty();
        note(line.source);
        for (const display::GlyphRun& run : line.runs) note(run.source);
    }
    if (!whole) return std::move(entry.set);
    return young_.emplace(key_, std::move(entry)).first->second.set;
}

}  // namespace banxin::text
