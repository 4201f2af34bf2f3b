// Text with positions: anchors are kept sorted by offset and merged where one continues the other.
#include "base/source.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace banxin {

/// No anchor serves more bytes, so that a place deep in a long text is found at once.
constexpr std::size_t kReach = 256;

void SourceText::append(std::string_view text, SourcePos start) {
    while (!text.empty()) {
        const bool near = !anchors_.empty() && text_.size() - anchors_.back().offset < kReach;
        if (!near || at(text_.size()) != start) anchors_.push_back({static_cast<std::uint32_t>(text_.size()), start});
        std::size_t size = std::min(text.size(), kReach);
        while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;  // to the next character
        const std::string_view part = text.substr(0, size);
        text_ += part;
        start.column += static_cast<std::uint32_t>(utf8::count(part));
        text.remove_prefix(size);
    }
}

void SourceText::append(const SourceText& other, std::size_t from, std::size_t to) {
    auto next = std::upper_bound(other.anchors_.begin(), other.anchors_.end(), from,
                                 [](std::size_t offset, const Anchor& a) { return offset < a.offset; });
    while (from < to) {
        const std::size_t end = next == other.anchors_.end() ? to : std::min<std::size_t>(to, next->offset);
        append(std::string_view(other.text_).substr(from, end - from), other.at(from));
        from = end;
        if (next != other.anchors_.end()) ++next;
    }
}

SourcePos SourceText::at(std::size_t offset) const {
    if (anchors_.empty()) return {};
    auto after = std::upper_bound(anchors_.begin(), anchors_.end(), offset, [](std::size_t o, const Anchor& a) { return o < a.offset; });
    const Anchor& anchor = *std::prev(after);
    SourcePos pos = anchor.pos;
    pos.column += static_cast<std::uint32_t>(utf8::count(std::string_view(text_).substr(anchor.offset, offset - anchor.offset)));
    return pos;
}

}  // namespace banxin
