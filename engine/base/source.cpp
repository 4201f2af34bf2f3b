// Text with positions: anchors are kept sorted by offset and merged where one continues the other.
#include "base/source.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace banxin {

void SourceText::append(std::string_view text, SourcePos start) {
    if (text.empty()) return;
    if (anchors_.empty() || at(text_.size()) != start) anchors_.push_back({static_cast<std::uint32_t>(text_.size()), start});
    text_ += text;
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
    auto after = std::upper_bound(anchors_.begin(), anchors_.end(), offset,
                                  [](std::size_t o, const Anchor& a) { return o < a.offset; });
    const Anchor& anchor = *std::prev(after);
    SourcePos pos = anchor.pos;
    pos.column += static_cast<std::uint32_t>(utf8::count(std::string_view(text_).substr(anchor.offset, offset - anchor.offset)));
    return pos;
}

}  // namespace banxin
