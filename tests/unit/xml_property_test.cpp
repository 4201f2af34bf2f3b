// Properties that hold for any file: thousands of briefs with a few bytes changed, from a fixed seed.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <random>

#include "base/utf8.hpp"
#include "xml/document.hpp"

using namespace banxin;

namespace {

constexpr std::string_view kTricky =
    "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\r\n<?xml-model href=\"brief.rng\"?>\n<!-- 注 -->\r"
    "<brief a='1&amp;2' b=\"'&#23383;' >\t\r\n𠮷\">\r\n <p>工作<em>&lt;简&#x62A5;</em> 𠮷<![CDATA[<&\r\n]]]>\r]</p>\n"
    "<p/><?x y?><section><heading a=''>一</heading><p>x</p></section>\r\n</brief>\n<!-- end -->\n";

std::string sample() {
    std::ifstream file(BANXIN_SOURCE_DIR "/samples/work-brief.xml", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Mutator {
  public:
    std::string operator()(std::string text) {
        for (std::size_t n = 1 + below(3); n > 0; --n) change(text);
        return text;
    }

  private:
    std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random_() % n); }

    void change(std::string& text) {
        static constexpr std::array<std::string_view, 30> kPieces = {
            "<",   ">",    "&",  "\"", "'",    "/",     "=",    "]]>", "--",        "<!--", "-->",  "<![CDATA[", "<?",  "?>",     "</p>",
            "<p>", "<p/>", "\r", "\n", "\r\n", "&#x0;", "&lt;", "&x;", "<!DOCTYPE", "\xFF", "\xE5", "字",        "x:y", " a='1'", "𠮷"};
        const std::size_t at = below(text.size() + 1);
        const std::size_t size = below(std::min<std::size_t>(text.size() - at, 12) + 1);
        switch (below(5)) {
            case 0: text.insert(at, kPieces[below(kPieces.size())]); break;
            case 1: text.erase(at, size); break;
            case 2: text.insert(at, text.substr(below(text.size()), size)); break;
            case 3: text.replace(at, size, kPieces[below(kPieces.size())]); break;
            default:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
        }
    }

    std::mt19937_64 random_{20'191'125};
};

/// The file by lines and columns, worked out on its own: what a place of ours points at.
class Page {
  public:
    explicit Page(std::string_view text) : text_(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text), lines_(1) {
        for (std::size_t at = 0; at < text_.size();) {
            lines_.back().push_back(at);
            const char c = text_[at];
            utf8::next(text_, at);
            if (c == '\n' || (c == '\r' && (at == text_.size() || text_[at] != '\n'))) lines_.emplace_back();
        }
        lines_.back().push_back(text_.size());
    }

    bool has(SourcePos pos) const {
        return pos.line >= 1 && pos.line <= lines_.size() && pos.column >= 1 && pos.column <= lines_[pos.line - 1].size();
    }
    std::string_view from(SourcePos pos) const { return has(pos) ? text_.substr(lines_[pos.line - 1][pos.column - 1]) : ""; }

  private:
    std::string_view text_;
    std::vector<std::vector<std::size_t>> lines_;
};

/// Whether `c` of the tree's text can stem from what stands there.
bool stems_from(std::string_view source, std::string_view c) {
    return source.starts_with(c) || source.starts_with('&') || (c == "\n" && source.starts_with('\r'));
}

bool text_is_in_place(const SourceText& text, const Page& page) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at;
        utf8::next(text.str(), next);
        if (!stems_from(page.from(text.at(at)), std::string_view(text.str()).substr(at, next - at))) return false;
        at = next;
    }
    return true;
}

bool all_is_in_place(const xml::Element& element, const Page& page) {
    const std::string_view tag = page.from(element.pos());
    if (!tag.starts_with('<') || !tag.substr(1).starts_with(element.name())) return false;
    for (const xml::Attribute& attribute : element.attributes()) {
        if (!page.from(attribute.name_pos).starts_with(attribute.name)) return false;
        const std::string_view source = page.from(attribute.value_pos);
        const bool blank = attribute.value.starts_with(' ') && source.find_first_of("\t\r\n") == 0;
        if (!attribute.value.empty() && !blank && !stems_from(source, attribute.value.substr(0, 1))) return false;
    }
    std::string joined;
    for (const xml::Node& node : xml::children(element)) {
        if (node.element && (*node.element->parent() != element || !all_is_in_place(*node.element, page))) return false;
        if (!node.element && (node.text.empty() || !text_is_in_place(node.text, page))) return false;
        joined += node.element ? xml::string_value(*node.element).str() : node.text.str();
    }
    return joined == xml::string_value(element).str();
}

void check(const std::string& text, const xml::Query& query, std::size_t& accepted) {
    Diagnostics diagnostics;
    const auto document = xml::Document::parse(text, "t.xml", {}, diagnostics);
    CAPTURE(text);
    REQUIRE((document == nullptr) == diagnostics.failed());
    REQUIRE((document == nullptr || diagnostics.all().empty()));
    const Page page(text);
    for (const Diagnostic& d : diagnostics.all()) {
        REQUIRE(d.code != Code::kInternalFault);
        // Places in text that is no UTF-8 have no counterpart here.
        const bool decodable = utf8::find_invalid(text) == text.size();
        REQUIRE((!decodable || page.has({nullptr, d.line, d.column})));
    }
    if (!document) return;
    ++accepted;
    REQUIRE(all_is_in_place(document->root(), page));
    const std::optional<xml::QueryValue> value = query.value(document->root());
    REQUIRE(value);
    REQUIRE(value->text == xml::string_value(document->root()).str());
}

}  // namespace

TEST_CASE("any change of a brief is read or told, and what is read stands where it says") {
    Diagnostics diagnostics;
    const xml::QueryPtr whole = xml::Query::compile("string(/)", {}, diagnostics);
    REQUIRE(whole);
    Mutator mutate;
    std::size_t accepted = 0;
    const std::string brief = sample();
    check(brief, *whole, accepted);
    check(std::string(kTricky), *whole, accepted);
    REQUIRE(accepted == 2);
    for (int i = 0; i < 1'000; ++i) check(mutate(brief), *whole, accepted);
    for (int i = 0; i < 5'000; ++i) check(mutate(std::string(kTricky)), *whole, accepted);
    // Some changes are harmless; if none were, or all, the test would say little.
    CHECK(accepted > 300);
    CHECK(accepted < 4'000);
}
