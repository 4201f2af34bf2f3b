// What the scan of a file finds: its elements in document order, with places; joined to pugi's tree by name offsets.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace banxin::xml {

inline constexpr std::uint32_t kNoElement = 0xFFFF'FFFF;

struct ElementRecord {
    std::uint32_t start;  // offset of '<'; the name follows it
    std::uint32_t name_size;
    std::uint32_t parent;           // index, or kNoElement
    std::uint32_t end;              // index behind the last element inside this one
    std::uint32_t first_attribute;  // index
    std::uint32_t attribute_count;
    std::uint32_t text_from;  // range of the content inside this element
    std::uint32_t text_to;
};

struct AttributeRecord {
    std::uint32_t name;  // offset in the file
    std::uint32_t name_size;
    std::uint32_t value_source;  // offset in the file
    std::uint32_t value;         // offset in `values`
    std::uint32_t value_size;
};

/// From `content` on, up to the next piece, a byte of the content is a byte of the file from `source` on.
struct Piece {
    std::uint32_t content;
    std::uint32_t source;
};

/// Elements stand in document order, so what lies inside one is a range; so does its text.
struct Tree {
    std::vector<ElementRecord> elements;
    std::vector<AttributeRecord> attributes;
    std::string values;         // of all attributes, resolved and normalised
    std::string content;        // all text of the file in order, line ends as LF
    std::vector<Piece> pieces;  // of the content; in order
};

}  // namespace banxin::xml
