// Where things come from: positions in source files, and text that remembers the position of each of its characters.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace banxin {

/// A file that was read, by the name the user knows it under. Owned (shared) by the trees and models made from it.
struct SourceFile {
    std::string name;
    std::string sha256{};  // of the bytes that were read, whatever lies there by now; empty: it has no hash (a table)
};
using SourceFilePtr = std::shared_ptr<const SourceFile>;

/// A place in a source file. `file` is not owned: it lives as long as the document or layout that the position came from.
/// Lines and columns count from 1; columns count code points. line 0: the file as a whole; file null: no place.
struct SourcePos {
    const SourceFile* file = nullptr;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    bool operator==(const SourcePos&) const = default;
};

/// UTF-8 text with the source position of every character. Inside a piece each code point is one column after the one
/// before; a new anchor stands where that fails (an entity, a line end, text from elsewhere).
class SourceText {
  public:
    SourceText() = default;
    SourceText(std::string_view text, SourcePos start) { append(text, start); }

    /// Appends text whose first character stands at `start`, the following ones in the columns after it.
    void append(std::string_view text, SourcePos start);
    void append(const SourceText& other) { append(other, 0, other.text_.size()); }
    /// Appends the bytes [from, to) of another text with their positions. Both ends at character borders.
    void append(const SourceText& other, std::size_t from, std::size_t to);

    const std::string& str() const { return text_; }
    bool empty() const { return text_.empty(); }
    std::size_t size() const { return text_.size(); }

    /// The position of the character at byte `offset`; past the end, that of the last anchor's continuation.
    SourcePos at(std::size_t offset) const;

    /// Calls `with(bytes, pos of the first)` for each stretch inside which a character is one column after the one before.
    template <class Function>
    void each_stretch(Function with) const {
        for (std::size_t i = 0; i < anchors_.size(); ++i) {
            const std::size_t end = i + 1 < anchors_.size() ? anchors_[i + 1].offset : text_.size();
            with(std::string_view(text_).substr(anchors_[i].offset, end - anchors_[i].offset), anchors_[i].pos);
        }
    }

  private:
    struct Anchor {
        std::uint32_t offset;
        SourcePos pos;
    };
    std::string text_;
    std::vector<Anchor> anchors_;
};

}  // namespace banxin
