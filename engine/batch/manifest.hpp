// The manifest of a run: one JSON object a line. The first says what everything was made from, then the files, then a line an edition.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace banxin::batch {

struct Source {
    std::string role, path, sha256;  // brief, table, picture, layout, font
};

/// An edition, a list beside the editions, or a volume with many of them.
struct Entry {
    std::string edition, list, file;  // an edition's key or a list's layout; a volume has neither
    std::size_t line = 0;             // of the table; editions only
    bool made = false;                // false: it failed, and the run went on without it
    std::string sha256;
    std::size_t bytes = 0, pages = 0;
    std::string copies;          // numbers, in a run of copies
    std::size_t first_page = 0;  // of an edition in the volume that `file` is; 0: the file is its own
};

struct Manifest {
    std::string program;
    std::string number;  // of the issue, as its series writes it; empty: no register gave it
    std::string glyphs;  // SHA-256 of the glyphs that the fonts were cut to
    std::size_t editions = 0, shard = 1, shards = 1;
    std::string form;   // what else the files depend on: copies, parts; empty: an edition a file
    std::string lists;  // layouts of the lists beside the editions
    std::vector<Source> sources;
    std::vector<Entry> entries;

    std::string file_name() const;
    /// What two manifests of one run have in common.
    struct Part {
        std::string_view name, english, chinese;
        std::string value;
    };
    /// What people change first, and what follows from it last.
    std::vector<Part> identity() const;
};

std::string print(const Manifest& manifest);
std::optional<Manifest> parse_manifest(std::string_view text, std::string_view file_name, Diagnostics& diagnostics);

/// Text as a JSON string.
std::string json(std::string_view text);

}  // namespace banxin::batch
