// Start tags and end tags, and which belongs to which.
#include <algorithm>

#include <fmt/format.h>

#include "xml/characters.hpp"
#include "xml/scanner.hpp"

namespace banxin::xml {

/// Productions [40] STag and [44] EmptyElemTag.
void Scanner::start_tag() {
    const std::size_t start = at_++;
    const std::string_view tag = name();
    if (tag.empty()) return faults_.report(Code::kBareLess, start);
    if (!open_element(start, tag)) return;
    while (!faults_.enough()) {
        const std::size_t before = at_;
        skip_space();
        if (peek() == '>') {
            ++at_;
            return;
        }
        if (full_width_end()) return;
        if (looking_at("/>")) {
            at_ += 2;
            return close_element();
        }
        if (at_ >= text_.size() || peek() == '<') {
            faults_.report(Code::kTagUnfinished, start, {shown(tag)});
            stopped_ = at_ >= text_.size();
            open_.back().excused = true;
            return;
        }
        if (!attribute(at_ > before)) {
            open_.back().excused = true;
            return;
        }
    }
}

bool Scanner::open_element(std::size_t start, std::string_view name) {
    const bool deep = open_.size() >= limits_.depth;
    if (deep || tree_.elements.size() >= limits_.elements) {
        if (deep) faults_.report(Code::kTooDeep, start, {fmt::format("{}", limits_.depth)});
        else faults_.report(Code::kTooManyElements, start, {fmt::format("{}", limits_.elements)});
        stopped_ = true;
        return false;
    }
    if (open_.empty() && rooted_) faults_.report(Code::kSecondRoot, start, {shown(name)});
    if (!rooted_ && stray_text_ != std::string::npos) faults_.report(Code::kTextOutsideRoot, stray_text_);
    rooted_ = true;
    const auto index = static_cast<std::uint32_t>(tree_.elements.size());
    ElementRecord element{};
    element.start = static_cast<std::uint32_t>(start);
    element.name_size = static_cast<std::uint32_t>(name.size());
    element.parent = open_.empty() ? kNoElement : open_.back().element;
    element.first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
    element.text_from = static_cast<std::uint32_t>(tree_.content.size());
    tree_.elements.push_back(element);
    open_.push_back({index, false});
    return true;
}

void Scanner::close_element() {
    ElementRecord& element = tree_.elements[open_.back().element];
    element.end = static_cast<std::uint32_t>(tree_.elements.size());
    element.text_to = static_cast<std::uint32_t>(tree_.content.size());
    open_.pop_back();
}

/// Production [42] ETag.
void Scanner::end_tag() {
    const std::size_t start = at_;
    at_ += 2;
    const std::string_view tag = raw_name();
    skip_space();
    const std::size_t stray = at_;
    const bool ended = full_width_end();
    if (!ended) at_ = std::min(text_.find_first_of("<>", at_), text_.size());
    if (ended) {  // told; closed all the same
    } else if (tag.empty()) {
        faults_.report(Code::kEndTagNameless, start);
    } else if (peek() != '>') {
        faults_.report(Code::kTagUnfinished, start, {fmt::format("/{}", shown(tag))});
        stopped_ = at_ >= text_.size();
    } else if (stray < at_) {
        faults_.report(Code::kUnexpectedInTag, stray, {character_here(stray)});
    }
    if (!ended && peek() == '>') ++at_;
    if (tag.empty()) {
        if (!open_.empty()) open_.back().excused = true;
        return;
    }
    const auto match = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& o) { return name_of(tree_.elements[o.element]) == tag; });
    if (match == open_.rend()) unmatched_end_tag(start, tag);
    else close_to(static_cast<std::size_t>(open_.rend() - match), start, tag);
}

/// Closes the innermost of `depth` open elements, and those still open inside it, which is a fault of theirs.
void Scanner::close_to(std::size_t depth, std::size_t start, std::string_view name) {
    const std::string unclosed = unclosed_from(depth);
    if (!unclosed.empty()) faults_.report(Code::kEndTagTooEarly, start, {shown(name), unclosed, end_tags_from(depth)});
    while (open_.size() > depth) {
        closed_early_.push_back(name_of(tree_.elements[open_.back().element]));
        close_element();
    }
    close_element();
}

void Scanner::unmatched_end_tag(std::size_t start, std::string_view name) {
    const auto early = std::find(closed_early_.begin(), closed_early_.end(), name);
    if (early != closed_early_.end()) {
        closed_early_.erase(early);  // told when its element was closed for it
    } else if (open_.empty()) {
        faults_.report(Code::kEndTagStray, start, {shown(name)});
    } else {
        // A slip in the name or one end tag too many: either way the element is not complained of again.
        faults_.report(Code::kEndTagMismatch, start, {shown(name), opened(open_.back())});
        open_.back().excused = true;
    }
}

/// "<p> (12:5), <section> (3:1)", from the innermost; empty if all were excused.
std::string Scanner::unclosed_from(std::size_t depth) const {
    constexpr int kMost = 5;
    std::string list;
    int listed = 0;
    for (std::size_t i = open_.size(); i > depth && listed <= kMost; --i) {
        if (open_[i - 1].excused) continue;
        if (!list.empty()) list += ", ";
        list += ++listed <= kMost ? opened(open_[i - 1]) : "…";
    }
    return list;
}

/// "</p></section>" for the same elements.
std::string Scanner::end_tags_from(std::size_t depth) const {
    constexpr int kMost = 5;
    std::string tags;
    int listed = 0;
    for (std::size_t i = open_.size(); i > depth && listed < kMost; --i) {
        if (open_[i - 1].excused) continue;
        tags += fmt::format("</{}>", shown(name_of(tree_.elements[open_[i - 1].element])));
        ++listed;
    }
    return tags;
}

bool Scanner::full_width_end() {
    constexpr std::string_view kGreater = "＞";
    if (!looking_at(kGreater)) return false;
    faults_.report(Code::kFullWidthTag, at_, {kGreater});
    at_ += kGreater.size();
    return true;
}

std::string Scanner::opened(const Open& open) const {
    const ElementRecord& element = tree_.elements[open.element];
    const SourcePos pos = faults_.place(element.start);
    return fmt::format("<{}> ({}:{})", shown(name_of(element)), pos.line, pos.column);
}

/// Skips what cannot be read up to the next blank or the end of the tag; at least one character.
void Scanner::skip_token() {
    do ++at_;
    while (at_ < text_.size() && !is_space(peek()) && peek() != '>' && peek() != '<' && !looking_at("/>"));
}

}  // namespace banxin::xml
