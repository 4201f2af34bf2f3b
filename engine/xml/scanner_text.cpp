// Character data, CDATA sections and references, each piece with its place.
#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "xml/characters.hpp"
#include "xml/scanner.hpp"

namespace banxin::xml {
namespace {

struct Entity {
    std::string_view name, text;
};
/// Section 4.6; without a DTD there are no others.
constexpr std::array<Entity, 5> kEntities = {{{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}}};

int digit(char c, int base) {
    int value = base;
    if (c >= '0' && c <= '9') value = c - '0';
    else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
    return value < base ? value : -1;
}

constexpr std::string_view kFullWidthLess = "＜";

/// Bytes of ＜name＞ or ＜/name＞ at the start of `text`, its end full-width or not; 0: something else.
std::size_t full_width_tag_size(std::string_view text) {
    std::size_t at = kFullWidthLess.size() + (text.substr(kFullWidthLess.size(), 1) == "/" ? 1 : 0);
    const std::size_t name = at;
    while (at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || text[at] == '-')) ++at;
    if (at == name) return 0;
    if (text.substr(at, 1) == ">") return at + 1;
    constexpr std::string_view kGreater = "＞";
    return text.substr(at, kGreater.size()) == kGreater ? at + kGreater.size() : 0;
}

}  // namespace

/// Production [14] CharData and the references in it, up to the next '<' or to what was meant as a tag.
void Scanner::text() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::string_view run = std::string_view(text_).substr(0, end);  // what is behind it is looked at once, when it is read
    std::size_t tag = run.find(kFullWidthLess, at_);
    while (tag < end && full_width_tag_size(std::string_view(text_).substr(tag)) == 0)
        tag = run.find(kFullWidthLess, tag + kFullWidthLess.size());
    text_to(std::min(tag, end));
    if (tag < end && at_ == tag) full_width_tag(tag + full_width_tag_size(std::string_view(text_).substr(tag)));
}

/// ＜p＞ or ＜/p＞ in text: reported, and taken for the tag that it was meant as.
void Scanner::full_width_tag(std::size_t end) {
    faults_.report(Code::kFullWidthTag, at_, {std::string_view(text_).substr(at_, end - at_)});
    at_ += kFullWidthLess.size();
    const bool closes = peek() == '/';
    if (closes) ++at_;
    const std::string_view tag = raw_name();
    at_ = end;
    if (!closes) closed_early_.push_back(tag);
    else if (open_.size() > 1 && name_of(tree_.elements[open_.back().element]) == tag) close_element();
}

void Scanner::text_to(std::size_t end) {
    const std::string_view run = std::string_view(text_).substr(0, end);
    std::string buffer;
    while (at_ < end && !faults_.enough()) {
        const std::size_t from = at_;
        at_ = std::min(run.find('&', at_), end);
        for (std::size_t i = run.substr(0, at_).find("]]>", from); i != run.npos; i = run.substr(0, at_).find("]]>", i + 3))
            faults_.report(Code::kCdataEndInText, i);
        add_text(from, at_);
        if (at_ == end) return;
        const std::size_t start = at_;
        add_piece(reference(buffer), start);
    }
}

/// Production [18] CDSect.
void Scanner::cdata() {
    const std::size_t start = at_;
    const std::size_t end = text_.find("]]>", at_ + 9);
    if (end == std::string::npos) {
        faults_.report(Code::kCdataUnclosed, start);
        stopped_ = true;
        return;
    }
    at_ = end + 3;
    if (open_.empty()) return told_outside(start);
    add_text(start + 9, end);
}

/// Adds [from, to) of the file; CRLF and CR become LF (section 2.11).
void Scanner::add_text(std::size_t from, std::size_t to) {
    const std::string_view run = std::string_view(text_).substr(0, to);
    while (from < to) {
        const std::size_t end = std::min(run.find('\r', from), to);
        add_piece(run.substr(from, end - from), from);
        if (end == to) return;
        add_piece("\n", end);
        from = end + (run.substr(end, 2) == "\r\n" ? 2 : 1);
    }
}

void Scanner::add_piece(std::string_view text, std::size_t source) {
    if (text.empty()) return;
    tree_.pieces.push_back({static_cast<std::uint32_t>(tree_.content.size()), static_cast<std::uint32_t>(source)});
    tree_.content += text;
}

/// Productions [66] CharRef and [68] EntityRef.
std::string_view Scanner::reference(std::string& buffer) {
    if (peek(1) == '#') return character_reference(buffer);
    const std::size_t start = at_++;
    const std::string_view found = raw_name();
    if (found.empty() || peek() != ';') {
        faults_.report(Code::kBareAmpersand, start);
        at_ = start + 1;
        return {};
    }
    ++at_;
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == found; });
    if (entity != kEntities.end()) return entity->text;
    if (!doctype_) faults_.report(Code::kUnknownEntity, start, {shown(found)});
    return {};
}

std::string_view Scanner::character_reference(std::string& buffer) {
    const std::size_t start = at_;
    const int base = peek(2) == 'x' ? 16 : 10;
    at_ += base == 16 ? 3 : 2;
    const std::size_t digits = at_;
    char32_t c = 0;
    for (; digit(peek(), base) >= 0; ++at_) c = std::min<char32_t>(c * base + digit(peek(), base), 0x110000);
    const bool closed = at_ > digits && peek() == ';';
    if (closed) ++at_;
    if (!closed || !is_char(c)) {
        faults_.report(Code::kBadCharacterReference, start, {shown(std::string_view(text_).substr(start, at_ - start))});
        return {};
    }
    buffer = utf8::encode(c);
    return buffer;
}

}  // namespace banxin::xml
