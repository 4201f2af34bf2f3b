// The order of things in a file: declaration, comments, instructions, the one root.
#include "xml/scanner.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "xml/characters.hpp"

namespace banxin::xml {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equal_in_any_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// Production [26] VersionNum.
bool is_version(std::string_view value) {
    return value.size() > 2 && value.starts_with("1.") && value.find_first_not_of("0123456789", 2) == value.npos;
}

constexpr std::array<bool, 256> kAsciiNameChar = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = true;
    for (unsigned c = '0'; c <= '9'; ++c) table[c] = true;
    table['-'] = table['.'] = table['_'] = table[':'] = true;
    return table;
}();

}  // namespace

Tree Scanner::scan() {
    declaration();
    while (!done()) {
        if (peek() == '<') markup();
        else if (open_.empty()) text_outside();
        else text();
    }
    if (!faults_.enough() && !stopped_) end_of_file();
    return std::move(tree_);
}

/// Production [23] XMLDecl.
void Scanner::declaration() {
    if (!looking_at("<?xml") || !is_space(peek(5))) return;
    const std::size_t end = text_.find("?>", at_);
    if (end == std::string::npos) {
        faults_.report(Code::kInstructionUnclosed, at_);
        stopped_ = true;
        return;
    }
    at_ += 5;
    std::size_t next = 0;
    while (at_ < end && pseudo_attribute(end, next)) {}
    at_ = end + 2;
}

/// One of version, encoding, standalone, in this order, the first never missing; `next` counts them.
bool Scanner::pseudo_attribute(std::size_t end, std::size_t& next) {
    constexpr std::array<std::string_view, 3> kOrder = {"version", "encoding", "standalone"};
    const std::size_t before = at_;
    skip_space();
    if (at_ == end && next > 0) return true;
    const std::size_t start = at_;
    const auto found = std::find(kOrder.begin() + next, kOrder.end(), raw_name());
    skip_space();
    const bool equals = peek() == '=';
    if (equals) ++at_;
    skip_space();
    const char quote = peek();
    const std::size_t value_at = at_ + 1;
    const std::size_t value_end = quote == '"' || quote == '\'' ? text_.find(quote, value_at) : std::string::npos;
    const bool order = found != kOrder.end() && (next > 0 || found == kOrder.begin());
    if (start == before || !order || !equals || value_end >= end) {
        faults_.report(Code::kBadDeclaration, start);
        return false;
    }
    next = static_cast<std::size_t>(found - kOrder.begin()) + 1;
    at_ = value_end + 1;
    const std::string_view value = std::string_view(text_).substr(value_at, value_end - value_at);
    if (next == 2 && !equal_in_any_case(value, "UTF-8")) faults_.report(Code::kEncodingDeclared, value_at, {shown(value)});
    const bool good = next == 1 ? is_version(value) : next == 2 || value == "yes" || value == "no";
    if (!good) faults_.report(Code::kBadDeclaration, value_at);
    return good;
}

void Scanner::markup() {
    if (looking_at("<!--")) comment();
    else if (looking_at("<![CDATA[")) cdata();
    else if (equal_in_any_case(std::string_view(text_).substr(at_, 9), "<!DOCTYPE")) doctype();
    else if (looking_at("<!")) {
        faults_.report(Code::kUnknownMarkup, at_);
        at_ += 2;
    } else if (looking_at("<?")) instruction();
    else if (looking_at("</")) end_tag();
    else start_tag();
}

/// Production [15] Comment.
void Scanner::comment() {
    const std::size_t end = text_.find("-->", at_ + 4);
    if (end == std::string::npos) {
        faults_.report(Code::kCommentUnclosed, at_);
        stopped_ = true;
        return;
    }
    const std::size_t dashes = text_.find("--", at_ + 4);
    if (dashes != end) faults_.report(Code::kDashesInComment, dashes);
    at_ = end + 3;
}

/// Production [16] PI; skipped when it is well-formed.
void Scanner::instruction() {
    const std::size_t start = at_;
    const std::size_t end = text_.find("?>", at_ + 2);
    if (end == std::string::npos) {
        faults_.report(Code::kInstructionUnclosed, start);
        stopped_ = true;
        return;
    }
    at_ += 2;
    const std::string_view target = name();
    if (equal_in_any_case(target, "xml")) faults_.report(Code::kDeclarationNotFirst, start);
    else if (target.empty() || (at_ != end && !is_space(peek()))) faults_.report(Code::kBadInstruction, start);
    at_ = end + 2;
}

/// Refused; skipped to its end, through quotes, comments and the declarations inside, so that the rest can be read.
void Scanner::doctype() {
    faults_.report(Code::kDoctype, at_);
    doctype_ = true;
    bool inside = false;
    while (!done()) {
        const char c = peek();
        std::size_t end = at_;
        if (looking_at("<!--")) end = text_.find("-->", at_);
        else if (looking_at("<?")) end = text_.find("?>", at_);
        else if (c == '"' || c == '\'') end = text_.find(c, at_ + 1);
        else if (c == '[') inside = true;
        else if (c == ']') inside = false;
        if (end == std::string::npos) {
            stopped_ = true;
            return;
        }
        at_ = end + 1;
        if (c == '>' && !inside) return;
    }
}

/// What stands before or after the root, up to the next '<'.
void Scanner::text_outside() {
    skip_space();
    if (at_ < text_.size() && peek() != '<') told_outside(at_);
    at_ = std::min(text_.find('<', at_), text_.size());
}

/// Before the root it may turn out that there is none; that is told instead.
void Scanner::told_outside(std::size_t offset) {
    if (rooted_) faults_.report(Code::kTextOutsideRoot, offset);
    else stray_text_ = std::min(stray_text_, offset);
}

void Scanner::end_of_file() {
    const std::string unclosed = unclosed_from(0);
    if (!unclosed.empty()) faults_.report(Code::kElementsUnclosed, text_.size(), {unclosed, end_tags_from(0)});
    if (!rooted_ && !faults_.any()) faults_.report(Code::kNoRootElement, std::min(stray_text_, text_.size()));
}

void Scanner::skip_space() {
    while (is_space(peek())) ++at_;
}

std::string_view Scanner::raw_name() {
    const std::size_t start = at_;
    while (at_ < text_.size()) {
        const auto c = static_cast<unsigned char>(text_[at_]);
        const bool ascii_start = kAsciiNameChar[c] && c != '-' && c != '.' && !(c >= '0' && c <= '9');
        if (c < 0x80 && !(at_ == start ? ascii_start : kAsciiNameChar[c])) break;
        std::size_t next = at_;
        const char32_t character = utf8::next(text_, next);
        if (character == U'＞' || character == U'＜') break;  // XML lets them into names; who types them means a tag's end
        if (c >= 0x80 && !(at_ == start ? is_name_start(character) : is_name_char(character))) break;
        at_ = next;
    }
    return std::string_view(text_).substr(start, at_ - start);
}

std::string_view Scanner::name() {
    const std::size_t start = at_;
    const std::string_view found = raw_name();
    if (found.find(':') != found.npos) faults_.report(Code::kColonInName, start, {shown(found)});
    return found;
}

std::string Scanner::character_here(std::size_t offset) const {
    const char32_t c = utf8::next(text_, offset);
    return fmt::format("{} ({})", utf8::encode(c), utf8::name(c));
}

std::string_view Scanner::name_of(const ElementRecord& element) const {
    return std::string_view(text_).substr(element.start + 1, element.name_size);
}

}  // namespace banxin::xml
