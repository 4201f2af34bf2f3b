// From byte offsets of a file to lines and columns, for the read stage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/source.hpp"

namespace banxin::xml {

/// Lines end at LF, CRLF or CR, as XML 1.0 section 2.11 reads them. The text and the file outlive the map.
class LineMap {
  public:
    LineMap(std::string_view text, const SourceFile* file);

    /// The place of the character at `offset`, in constant time: files of one single line stay quick.
    SourcePos at(std::size_t offset) const;

  private:
    static constexpr std::size_t kStride = 64;
    struct Mark {
        std::uint32_t line, column;
    };
    Mark walk(Mark mark, std::size_t from, std::size_t to) const;

    std::string_view text_;
    const SourceFile* file_;
    std::vector<Mark> marks_;  // of every kStride-th byte
};

}  // namespace banxin::xml
