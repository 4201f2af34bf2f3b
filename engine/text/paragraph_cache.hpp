// Paragraphs that were set before: across the editions of a run most are equal.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/composer.hpp"

namespace banxin::text {

/// Gives for a paragraph what Composer::compose gives. Belongs to one thread, one composer and one layout; bounded: what was not asked for
/// again for a while is forgotten.
class ParagraphCache {
  public:
    ComposedParagraph compose(Composer& composer, const Paragraph& paragraph, Length measure, Length hang, Diagnostics& diagnostics);

  private:
    /// Where in the paragraph a line or run takes its place in the source from.
    struct Origin {
        std::uint32_t span = 0, offset = 0;
    };
    struct Entry {
        ComposedParagraph set;
        std::vector<Origin> origins;  // of each line, then of each of its runs
        NodeId node = 0;              // of the paragraph that was set
    };
    bool make_key(const Paragraph& paragraph, Length measure, Length hang);
    static ComposedParagraph recall(const Entry& entry, const Paragraph& paragraph);

    static constexpr std::size_t kMost = 512;        // of either generation
    static constexpr std::size_t kLongest = 16'384;  // bytes
    std::unordered_map<std::string, Entry> young_, old_;
    std::string key_;  // kept for its memory
};

}  // namespace banxin::text
