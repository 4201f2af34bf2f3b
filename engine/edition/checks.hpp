// What must hold of editions before any is published: names, copies.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "edition/template.hpp"

namespace banxin::edition {

/// The names of all editions, looked for in the text of each. Immutable; any number of threads may ask.
class Names {
  public:
    explicit Names(const Template& of);

    /// Reports names of others, names that the row forbids, and own names that do not occur. `edition` is the brief bound to the row.
    void check(std::size_t row, const xml::Document& edition, Diagnostics& diagnostics) const;

  private:
    struct Node {
        std::map<char, std::uint32_t> next;
        std::uint32_t name = 0;  // 1 + number of the name that ends here; 0: none
    };
    std::uint32_t add(std::string_view name);
    /// Length of the longest name that begins at `at`, 0 if none does; and its number.
    std::size_t longest(std::string_view text, std::size_t at, std::uint32_t& name) const;

    const Template& of_;
    std::vector<Node> nodes_{1};
    std::vector<bool> begins_ = std::vector<bool>(256);  // by byte: a name begins with it
    std::vector<std::string> names_;
    std::vector<std::vector<std::size_t>> owners_;  // of a name: the rows whose own it is
    struct Allowed {
        std::vector<std::uint32_t> own, must, shared, forbidden;
    };
    std::vector<Allowed> rows_;
};

/// Copies of all rows: numbers, ranges without overlap or gap, their sum the print run.
void check_copies(const Template& of, Diagnostics& diagnostics);

}  // namespace banxin::edition
