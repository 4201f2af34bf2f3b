// Small numbers that name things across rooms.
#pragma once

#include <cstdint>

namespace banxin {

/// A node of a document's structure tree (display::Document::structure).
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFF'FFFF;

/// An ink: its place in the layout's list, which becomes display::Document::inks.
using InkId = std::uint16_t;

}  // namespace banxin
