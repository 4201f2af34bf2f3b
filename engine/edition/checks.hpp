// What must hold of editions before any is published: names, copies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "edition/template.hpp"

namespace banxin::edition {

/// The names of all editions, looked for in the text of each. Immutable; any number of threads may ask.
/// Names are kept as hashes, with a row that has them: of a run of many thousands they would be most of what is in memory.
class Names {
  public:
    explicit Names(const Template& of);

    /// Reports names of others, names that the row forbids, and own names that do not occur. `edition` is the brief bound to the row.
    void check(std::size_t row, const xml::Document& edition, Diagnostics& diagnostics) const;

  private:
    struct Known {
        std::uint64_t hash;
        bool owned;         // the row's own, not one that it only lists
        std::uint32_t row;  // the first
    };
    /// What a row says of names.
    struct Lists {
        std::vector<std::string> own, must, shared, forbidden;
    };
    Lists lists_of(const table::Row& row) const;
    void add(const std::string& name, bool owned, std::size_t row);
    /// Each name once: owned, where a row owns it.
    void tidy();
    const Known* find(std::string_view name) const;
    /// The length of the longest name that begins at `at`, 0 if none does.
    std::size_t longest(std::string_view text, std::size_t at, const Known*& known) const;

    static constexpr std::size_t kBeginnings = std::size_t{1} << 16;

    const Template& of_;
    std::vector<Known> known_;                                   // by hash
    std::vector<bool> begins_ = std::vector<bool>(kBeginnings);  // by the hash of the first character: a name begins with it
    std::vector<std::size_t> lengths_;                           // of names, the longest first
};

/// What is worth a look in brief and table together: a brief without a field, values that no row has, lists parted by other marks.
void check_sense(const Template& of, Diagnostics& diagnostics);

/// Copies of all rows: numbers, ranges without overlap or gap, their sum the print run.
void check_copies(const Template& of, Diagnostics& diagnostics);

}  // namespace banxin::edition
