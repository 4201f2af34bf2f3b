// Attributes of a start tag: their values resolved and normalised, and what can be wrong with them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "xml/characters.hpp"
#include "xml/scanner.hpp"

namespace banxin::xml {
namespace {

constexpr bool is_quote(char c) { return c == '"' || c == '\''; }
bool ends_value(char c) { return is_space(c) || c == '>' || c == '/' || c == '\0'; }

}  // namespace

/// Production [41] Attribute.
bool Scanner::attribute(bool spaced) {
    const std::size_t start = at_;
    const std::string_view found = name();
    if (found.empty()) {
        faults_.report(Code::kUnexpectedInTag, start, {character_here(start)});
        skip_token();
        return true;
    }
    if (found == "xmlns") faults_.report(Code::kColonInName, start, {found});
    if (!spaced) faults_.report(Code::kNoBlankBeforeAttribute, start, {shown(found)});
    if (!ends_value(peek()) && !is_quote(peek()) && peek() != '<' && peek() != '=') {
        faults_.report(Code::kUnexpectedInTag, at_, {character_here(at_)});
        skip_token();
        return true;
    }
    const std::size_t behind_name = at_;
    skip_space();
    const bool equals = peek() == '=';
    if (equals) {
        ++at_;
        skip_space();
    } else if (!is_quote(peek())) {
        at_ = behind_name;
    }
    AttributeRecord record{};
    record.name = static_cast<std::uint32_t>(start);
    record.name_size = static_cast<std::uint32_t>(found.size());
    const bool none = peek() == '>' || peek() == '<' || looking_at("/>") || at_ >= text_.size();
    if (!equals || none) faults_.report(Code::kAttributeWithoutValue, start, {shown(found)});
    if (is_quote(peek())) return attribute_value(found, record);
    if (equals && !none) unquoted_value(found);
    return true;
}

/// Production [10] AttValue, normalised by section 3.3.3 (no attribute is declared, so all are CDATA).
bool Scanner::attribute_value(std::string_view name, AttributeRecord& record) {
    const std::size_t opening = at_;
    const char quote = text_[at_++];
    record.value_source = static_cast<std::uint32_t>(at_);
    record.value = static_cast<std::uint32_t>(tree_.values.size());
    const auto stops = [&](char c) { return c == quote || c == '<' || c == '&' || (is_space(c) && c != ' '); };
    std::string buffer;
    while (peek() != quote) {
        const std::size_t from = at_;
        at_ = static_cast<std::size_t>(std::find_if(text_.begin() + from, text_.end(), stops) - text_.begin());
        tree_.values.append(text_, from, at_ - from);
        if (at_ >= text_.size()) {
            faults_.report(Code::kQuoteUnclosed, opening);
            stopped_ = true;
            return false;
        }
        if (peek() == '<' && !less_in_value(opening)) return false;
        if (peek() == '&') {
            tree_.values += reference(buffer);
        } else if (peek() != quote) {
            tree_.values += ' ';
            at_ += looking_at("\r\n") ? 2 : 1;
        }
        if (faults_.enough()) return false;
    }
    ++at_;
    record.value_size = static_cast<std::uint32_t>(tree_.values.size()) - record.value;
    if (record.value_size > limits_.attribute_bytes) {
        faults_.report(Code::kAttributeTooLong, opening + 1, {shown(name), fmt::format("{}", limits_.attribute_bytes)});
        tree_.values.resize(record.value);
    }
    if (quote_seems_missing(opening)) return false;
    keep_attribute(record);
    return true;
}

/// A '<' that was meant, or a closing quote that is missing? If the value ends properly on this line, the first.
bool Scanner::less_in_value(std::size_t opening) {
    const char quote = text_[opening];
    const std::size_t less = at_;
    const char stops[] = {quote, '\n'};
    const std::size_t end = std::min(text_.find_first_of(std::string_view(stops, sizeof stops), at_), text_.size());
    const bool meant = end < text_.size() && text_[end] == quote && ends_value(text_[end + 1]);
    faults_.report(meant ? Code::kLessInValue : Code::kQuoteUnclosed, meant ? less : opening);
    if (meant) at_ = end;
    return meant;
}

/// <a b="x c="y">: the value ends in '=' and something is stuck to it. Reported; the rest of the tag is skipped.
bool Scanner::quote_seems_missing(std::size_t opening) {
    if (text_[at_ - 2] != '=' || ends_value(peek())) return false;
    faults_.report(Code::kQuoteUnclosed, opening);
    at_ = std::min(text_.find_first_of("<>", at_), text_.size());
    if (peek() == '>') ++at_;
    return true;
}

/// A value in typographic quotes is skipped as a whole, blanks and all.
void Scanner::unquoted_value(std::string_view name) {
    faults_.report(Code::kValueWithoutQuotes, at_, {shown(name)});
    constexpr std::array<std::string_view, 6> kQuotes = {"“", "”", "‘", "’", "＂", "＇"};
    const bool typographic = std::any_of(kQuotes.begin(), kQuotes.end(), [&](std::string_view q) { return looking_at(q); });
    const std::size_t tag_end = std::min(text_.find_first_of("<>\n", at_), text_.size());
    std::size_t behind = at_;
    for (const std::string_view quote : kQuotes) {
        const std::size_t closing = std::string_view(text_).substr(0, tag_end).find(quote, at_ + quote.size());
        if (typographic && closing != std::string::npos) behind = std::max(behind, closing + quote.size());
    }
    if (behind > at_) at_ = behind;
    else skip_token();
}

void Scanner::keep_attribute(const AttributeRecord& record) {
    ElementRecord& element = tree_.elements.back();
    const auto name_of_attribute = [&](const AttributeRecord& a) { return std::string_view(text_).substr(a.name, a.name_size); };
    const std::string_view name = name_of_attribute(record);
    const auto begin = tree_.attributes.begin() + element.first_attribute;
    const auto same = std::find_if(begin, tree_.attributes.end(), [&](const AttributeRecord& a) { return name_of_attribute(a) == name; });
    if (same != tree_.attributes.end()) {
        faults_.report(Code::kAttributeTwice, record.name, {shown(name)});
    } else if (element.attribute_count < limits_.attributes) {
        tree_.attributes.push_back(record);
        ++element.attribute_count;
    } else if (element.attribute_count++ == limits_.attributes) {
        faults_.report(Code::kTooManyAttributes, record.name, {fmt::format("{}", limits_.attributes)});
    }
}

}  // namespace banxin::xml
