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
    std::uint32_t index = 0;             // in the collection
    std::vector<std::string> names;      // family, full and PostScript names in every language of the file
    std::string postscript_name;
    std::string style;                   // "Regular", "Bold" ...
    Flavour flavour = Flavour::kUnusable;
    std::uint16_t fs_type = 0;

    bool operator==(const IndexedFace&) const = default;
};

struct IndexedFile {
    std::string path;
    std::int64_t modified = 0;           // nanoseconds since 1970
    std::int64_t size = 0;
    std::vector<IndexedFace> faces;      // none: not a font that can be read

    bool operator==(const IndexedFile&) const = default;
};

struct FontIndex {
    std::vector<IndexedFile> files;      // in the order of the folders, sorted by path inside each

    bool operator==(const FontIndex&) const = default;
};

/// Looks through `folders` and all below them. Entries of `previous` (may be null) serve files of the same path, time and size.
/// Folders that do not exist are passed over; a link to a folder is followed once.
FontIndex build_index(const std::vector<std::string>& folders, const FontIndex* previous);

/// For a cache outside the engine.
std::string serialise(const FontIndex& index);
/// nullopt where the bytes are of another version or damaged.
std::optional<FontIndex> parse_index(std::string_view bytes);

}  // namespace banxin::font
