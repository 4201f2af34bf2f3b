// What fonts a set of folders holds. Built from the files, or from an index of before for files that have not changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "font/face.hpp"

namespace banxin::font {

struct IndexedFace {
    std::uint32_t index = 0;  // in the collection
    Flavour flavour = Flavour::kUnusable;
    std::uint16_t fs_type = 0;
    std::uint16_t weight = 400;  // 400 regular, 700 bold
    bool italic = false;
    std::string postscript_name;
    std::vector<std::string> names;  // family, full and PostScript names in every language of the file

    bool operator==(const IndexedFace&) const = default;
};

struct IndexedFile {
    std::string path;
    std::int64_t modified = 0;  // nanoseconds since 1970: the later of the times of content and rights
    std::int64_t size = 0;
    std::vector<IndexedFace> faces;  // none: not a font that can be read
    FontData bytes{};                // of a font that is not on the disk: `path` is only its name

    bool operator==(const IndexedFile&) const = default;
};

struct FontIndex {
    std::vector<IndexedFile> files;  // in the order of the folders, sorted by path inside each

    bool operator==(const FontIndex&) const = default;
};

/// Looks through `folders` and all below them for files named as fonts. Entries of `previous` (may be null) serve files of the same
/// path, time and size, so that only their stat is asked for. Folders that do not exist are passed over; each is entered once,
/// whatever links lead to it.
FontIndex build_index(const std::vector<std::string>& folders, const FontIndex* previous);

/// One font by itself: a file, or bytes with a name.
IndexedFile index_file(std::string path);
IndexedFile index_bytes(std::string name, const FontData& bytes);

/// What a cache is to hold after `now` was built on `before` (may be null): `now`, and of `before` what is still on the disk, so that
/// runs with other folders do not push each other's entries out. nullopt where `before` serves as it is.
std::optional<FontIndex> worth_keeping(const FontIndex& now, const FontIndex* before);

/// For a cache outside the engine: lines of text, without the files whose paths do not fit a line.
std::string serialise(const FontIndex& index);
bool fits_a_line(std::string_view path);
/// nullopt where the bytes are of another version or damaged.
std::optional<FontIndex> parse_index(std::string_view bytes);

}  // namespace banxin::font
