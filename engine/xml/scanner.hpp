// The strict scan of a file: full well-formedness by XML 1.0 (fifth edition) without DTDs and namespaces, and the place of
// everything. Serves the read stage; goes on after a fault and reports all that can be told apart.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "xml/document.hpp"
#include "xml/faults.hpp"
#include "xml/tree.hpp"

namespace banxin::xml {

/// One pass over text that is mended: valid UTF-8 without NUL, so that the string's closing NUL marks the end. Nothing
/// recurses: open elements are a list, bounded by the limits.
class Scanner {
  public:
    Scanner(const std::string& text, const Limits& limits, Faults& faults) : text_(text), limits_(limits), faults_(faults) {}
    /// The tree is whole only if no fault was reported.
    Tree scan();

  private:
    /// An element whose end tag is still to come.
    struct Open {
        std::uint32_t element;
        bool excused;  // a fault of its tags was told; what follows from it is not told again
    };

    // scanner.cpp: the order of things in a file
    void declaration();
    bool pseudo_attribute(std::size_t end, std::size_t& next);
    void markup();
    void comment();
    void instruction();
    void doctype();
    void text_outside();
    void told_outside(std::size_t offset);
    void end_of_file();

    // scanner_tags.cpp: start tags and end tags
    void start_tag();
    bool open_element(std::size_t start, std::string_view name);
    void close_element();
    void end_tag();
    void close_to(std::size_t depth, std::size_t start, std::string_view name);
    void unmatched_end_tag(std::size_t start, std::string_view name);
    /// A full-width ＞ that ends the tag here: reported and passed over. False where there is none.
    bool full_width_end();
    std::string unclosed_from(std::size_t depth) const;
    std::string end_tags_from(std::size_t depth) const;
    std::string opened(const Open& open) const;
    void skip_token();

    // attributes.cpp. What returns bool gives false when the rest of the tag cannot be made out.
    bool attribute(bool spaced);
    bool attribute_value(std::string_view name, AttributeRecord& record);
    bool less_in_value(std::size_t opening);
    bool quote_seems_missing(std::size_t opening);
    void unquoted_value(std::string_view name);
    void keep_attribute(const AttributeRecord& record);

    // scanner_text.cpp: character data and references
    void text();
    void text_to(std::size_t end);
    void full_width_tag(std::size_t end);
    void cdata();
    void add_text(std::size_t from, std::size_t to);
    void add_piece(std::string_view text, std::size_t source);
    /// Reads the reference that begins here; empty after a fault. The view lives as long as `buffer`.
    std::string_view reference(std::string& buffer);
    std::string_view character_reference(std::string& buffer);

    // characters
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool done() const { return at_ >= text_.size() || faults_.enough() || stopped_; }
    bool looking_at(std::string_view word) const { return text_.compare(at_, word.size(), word) == 0; }
    void skip_space();
    /// The name that begins here, colons included; empty if none does.
    std::string_view raw_name();
    /// The same; a colon is reported.
    std::string_view name();
    std::string character_here(std::size_t offset) const;
    std::string_view name_of(const ElementRecord& element) const;

    const std::string& text_;
    const Limits& limits_;
    Faults& faults_;
    Tree tree_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::vector<std::string_view> closed_early_;  // names whose end tag may still come, too late
    std::size_t stray_text_ = std::string::npos;  // first text before any root
    bool rooted_ = false;
    bool doctype_ = false;  // entities may have been declared
    bool stopped_ = false;  // nothing behind this can be made out
};

}  // namespace banxin::xml
