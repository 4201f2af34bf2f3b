// Lines and columns from marks at regular offsets: a place is a mark and a short walk.
#include "xml/line_map.hpp"

#include <algorithm>

namespace banxin::xml {

LineMap::LineMap(std::string_view text, const SourceFile* file) : text_(text), file_(file) {
    marks_.reserve(text.size() / kStride + 1);
    Mark mark{1, 1};
    for (std::size_t from = 0; from <= text.size(); from += kStride) {
        marks_.push_back(mark);
        mark = walk(mark, from, std::min(from + kStride, text.size()));
    }
}

LineMap::Mark LineMap::walk(Mark mark, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
        const char c = text_[i];
        const bool lone_cr = c == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
        if (c == '\n' || lone_cr) mark = {mark.line + 1, 1};
        else mark.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }
    return mark;
}

SourcePos LineMap::at(std::size_t offset) const {
    const std::size_t stride = offset / kStride;
    const Mark mark = walk(marks_[stride], stride * kStride, offset);
    return {file_, mark.line, mark.column};
}

}  // namespace banxin::xml
