// Inline elements of the brief -> looks of characters, readings and what is drawn beside the text.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "compose/tree.hpp"
#include "model/blocks.hpp"
#include "model/brief.hpp"
#include "model/layout.hpp"

namespace banxin::compose {

/// Looks and elements that no style of the layout has; spans point into it.
struct InlineStore {
    std::deque<CharStyle> looks;
    std::deque<Inline> elements;
};

class Inlines {
  public:
    Inlines(const Layout& layout, Tree& tree, InlineStore& store, Diagnostics& diagnostics)
        : layout_(layout), tree_(tree), store_(store), diagnostics_(diagnostics) {}

    /// The span in the characters of `style`, with the look that the elements around it give, and its own node where there are any.
    Span span(const InlineSpan& source, const CharStyle& chars, NodeId node);

    /// The same look for words in another language: faces and forms follow it.
    const CharStyle& in_language(const CharStyle& chars, const std::string& lang);

  private:
    /// An element where it was met: what its text looks like and which node it is.
    struct Open {
        const CharStyle* chars = nullptr;
        const Inline* asks = nullptr;  // null: a look alone
        NodeId node = kNoNode;
    };
    const Open& open(const InlineElementPtr& element, const CharStyle& around, NodeId parent);
    const InlineStyle* style_of(const InlineElement& element);
    const CharStyle* look(const InlineStyle& style, const CharStyle& around, const EmLength& size);
    std::vector<Span> readings(const InlineElement& element, const InlineStyle& style, const CharStyle& around, NodeId node);

    const Layout& layout_;
    Tree& tree_;
    InlineStore& store_;
    Diagnostics& diagnostics_;
    std::map<InlineElementPtr, Open> open_;
    std::map<std::pair<const CharStyle*, std::string>, const CharStyle*> translated_;
    std::map<std::pair<const CharStyle*, std::pair<const InlineStyle*, const EmLength*>>, const CharStyle*> looks_;
};

}  // namespace banxin::compose
