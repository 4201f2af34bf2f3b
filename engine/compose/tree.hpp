// The structure tree while it grows.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "display/document.hpp"

namespace banxin::compose {

class Tree {
  public:
    NodeId add(display::Role role, NodeId parent, SourcePos source, int level = 0, std::string lang = {}) {
        nodes_.push_back({role, static_cast<std::uint8_t>(level), parent, std::move(lang), {}, {}, source});
        return static_cast<NodeId>(nodes_.size() - 1);
    }
    void set_alternative(NodeId node, std::string text) { nodes_[node].alternative = std::move(text); }
    std::vector<display::Node> take() { return std::move(nodes_); }

  private:
    std::vector<display::Node> nodes_;
};

}  // namespace banxin::compose
