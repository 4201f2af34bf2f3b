// What the files of a run begin with: the faces, written once.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/sha256.hpp"

namespace banxin::pdf {

/// Header and first objects of a file.
struct Beginning {
    std::string bytes;
    std::vector<std::size_t> places;  // of the objects, from number 1 on
    Sha256 hash;                      // has taken in `bytes`, so that nobody need hash them again
};

/// A file in two parts.
struct Bytes {
    std::shared_ptr<const Beginning> beginning;
    std::string rest;

    std::size_t size() const { return beginning->bytes.size() + rest.size(); }
    std::string joined() const { return beginning->bytes + rest; }
};

}  // namespace banxin::pdf
