// Pages as streams; those of other documents that are equal are the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "display/document.hpp"
#include "pdf/fonts.hpp"
#include "pdf/pictures.hpp"

namespace banxin::pdf {

struct PageStream {
    std::string packed;                          // the content, deflated
    std::string hash;                            // of `packed`
    std::vector<std::uint16_t> faces, standing;  // those that it uses, and of them those upright in columns
    Pictures pictures;
};
using PageStreamPtr = std::shared_ptr<const PageStream>;

/// Adds faces that the page uses, and those of them that stand in columns; ascending, none twice.
void faces_of(const display::Page& page, std::vector<std::uint16_t>& faces, std::vector<std::uint16_t>& standing);

PageStreamPtr stream_of(const display::Page& page, const display::Document& document, const FontUses& fonts, int compression);

/// Streams of pages by all that they are made from but the faces. Bounded: what was not asked for again for a while is forgotten.
class PageCache {
  public:
    struct Key {
        std::string bytes;
        std::size_t hash = 0;
        bool operator==(const Key&) const = default;
    };
    static Key key(const display::Page& page, const display::Document& document);
    PageStreamPtr find(const Key& key);
    void add(Key key, PageStreamPtr stream);

  private:
    struct Hash {
        std::size_t operator()(const Key& key) const { return key.hash; }
    };
    void make_room();
    static constexpr std::size_t kMost = 64;  // of either generation
    std::unordered_map<Key, PageStreamPtr, Hash> young_, old_;
};

}  // namespace banxin::pdf
