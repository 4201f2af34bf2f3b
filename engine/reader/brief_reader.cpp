// Typed reading of a brief that the table has accepted.
#include "reader/brief_reader.hpp"

#include <fmt/format.h>

#include "model/blocks.hpp"
#include "reader/blanks.hpp"
#include "reader/brief_checks.hpp"
#include "reader/running_text.hpp"
#include "reader/schema.hpp"
#include "reader/validate.hpp"
#include "reader/whitespace.hpp"

#include "base/utf8.hpp"

namespace banxin::reader {
namespace {

constexpr int kDeepestHeading = 4;

class BriefReader {
  public:
    BriefReader(BriefDocument& out, PictureSource* pictures, Watch* watch, Diagnostics& diagnostics)
        : out_(out), pictures_(pictures), watch_(watch), diagnostics_(diagnostics) {}

    void read(const xml::Element& root) {
        Brief& brief = out_.brief;
        brief.file = out_.tree->file();
        brief.lang = "zh-Hans";
        if (const auto lang = root.attribute("lang")) brief.lang = lang->value;
        brief.lang_told = root.attribute("lang").has_value();
        if (const auto layout = root.attribute("layout")) {
            brief.layout = layout->value;
            brief.layout_pos = layout->value_pos;
        }
        for (const xml::Element& element : xml::child_elements(root)) {
            if (element.name() == "identity") identity(element);
            if (element.name() == "editor-note") brief.editor_notes.push_back(part(element));
            if (element.name() == "article") brief.articles.push_back(part(element));
        }
    }

  private:
    void identity(const xml::Element& element) {
        Identity& out = out_.brief.identity;
        for (const xml::Element& child : xml::child_elements(element)) {
            const std::string_view name = child.name();
            if (name == "name") out.name = line(child);
            if (name == "issuer") out.issuer = line(child);
            if (name == "date") out.date = parse_iso_date(line(child).str());
            if (name != "issue-number") continue;
            out.year = number(child, "year").value_or(0);
            out.number = number(child, "number");
            out.total = number(child, "total");
            out.supplement = number(child, "supplement");
        }
    }

    static std::optional<int> number(const xml::Element& element, std::string_view name) {
        const auto a = element.attribute(name);
        return a ? parse_number(a->value) : std::nullopt;
    }

    BriefPart part(const xml::Element& element) {
        BriefPart out;
        out.pos = element.pos();
        pictures_in_part_ = 0;
        blocks(out, element, 0);
        return out;
    }

    void blocks(BriefPart& out, const xml::Element& parent, int level) {
        int sections = 0;
        for (const xml::Element& element : xml::child_elements(parent)) {
            const std::string_view name = element.name();
            if (name == "section") {
                section(out, element, level + 1, ++sections);
            } else if (name == "title") {
                block(out, element, BlockKind::kTitle, 0, 0);
            } else if (name == "subtitle") {
                block(out, element, BlockKind::kSubtitle, 0, 0);
            } else if (name == "contributor") {
                block(out, element, BlockKind::kContributor, 0, 0);
            } else if (name == "p") {
                block(out, element, BlockKind::kParagraph, 0, 0);
            } else if (name == "picture") {
                block(out, element, BlockKind::kPicture, 0, ++pictures_in_part_);
                picture(out.blocks.back(), element);
            }
        }
    }

    void section(BriefPart& out, const xml::Element& element, int level, int number) {
        if (level > kDeepestHeading) {
            diagnostics_.report(Code::kSectionTooDeep, element.pos(), {fmt::format("{}", kDeepestHeading)});
            return;
        }
        for (const xml::Element& child : xml::child_elements(element))
            if (child.name() == "heading") block(out, child, BlockKind::kHeading, level, number);
        blocks(out, element, level);
    }

    void block(BriefPart& out, const xml::Element& element, BlockKind kind, int level, int number) {
        BriefBlock b{kind, level, number, running_text(element), element.pos(), out_.elements.size(), {}};
        check_running_text(b.text, kind == BlockKind::kTitle, diagnostics_);
        out_.elements.push_back(element);
        out.blocks.push_back(std::move(b));
    }

    void picture(BriefBlock& block, const xml::Element& element) {
        const auto file = element.attribute("file"), alt = element.attribute("alt");
        if (!file || trimmed(file->value).empty()) return;  // the table's check has said so
        BriefPicture& out = block.picture.emplace();
        out.name = SourceText(file->value, file->value_pos);
        if (alt) out.alternative = SourceText(alt->value, alt->value_pos);
        if (!pictures_) return diagnostics_.report(Code::kPictureNotGiven, file->value_pos, {file->value});
        PictureSource::Found found = pictures_->picture(file->value, file->value_pos, watch_, diagnostics_);
        out.picture = std::move(found.picture);
        out.path = std::move(found.path);
        out.sha256 = std::move(found.sha256);
    }

    InlineText running_text(const xml::Element& element) {
        InlineText raw;
        std::vector<InlineElementPtr> marks;
        collect(element, marks, raw);
        check_blanks(raw, diagnostics_);
        return normalise(raw);
    }

    static void collect(const xml::Element& element, std::vector<InlineElementPtr>& marks, InlineText& out) {
        for (const xml::Node& node : xml::children(element)) {
            if (!node.element) {
                out.push_back({node.text, marks});
            } else if (node.element->name() == "br") {
                out.push_back({SourceText(utf8::encode(kLineSeparator), node.element->pos()), marks});
            } else if (const char32_t c = node.element->name() == "circled" ? circled(*node.element) : 0; c != 0) {
                out.push_back({SourceText(utf8::encode(c), node.element->pos()), marks});
            } else {
                marks.push_back(inline_element(*node.element));
                collect(*node.element, marks, out);
                marks.pop_back();
            }
        }
    }

    /// ① to ㊿ are characters; 0: no such one.
    static char32_t circled(const xml::Element& element) {
        const auto n = static_cast<char32_t>(parse_number(trimmed(xml::string_value(element).str())).value_or(0));
        if (n >= 1 && n <= 20) return U'①' + n - 1;
        if (n >= 21 && n <= 35) return U'㉑' + n - 21;
        if (n >= 36 && n <= 50) return U'㊱' + n - 36;
        return 0;
    }

    static InlineElementPtr inline_element(const xml::Element& element) {
        InlineElement out;
        out.name = element.name();
        if (const auto reading = element.attribute("reading")) out.reading = SourceText(reading->value, reading->value_pos);
        out.cells = number(element, "cells").value_or(0);
        if (const auto lang = element.attribute("lang")) out.lang = lang->value;
        out.pos = element.pos();
        return std::make_shared<const InlineElement>(std::move(out));
    }

    SourceText line(const xml::Element& element) {
        SourceText out;
        for (const InlineSpan& span : running_text(element)) out.append(span.text);
        return out;
    }

    BriefDocument& out_;
    PictureSource* pictures_;
    Watch* watch_;
    Diagnostics& diagnostics_;
    int pictures_in_part_ = 0;
};

}  // namespace

std::unique_ptr<BriefDocument> read_brief(std::shared_ptr<const xml::Document> document, Diagnostics& diagnostics, PictureSource* pictures,
                                          Watch* watch) {
    const std::size_t before = diagnostics.errors();
    validate(*document, brief_schema(), diagnostics);
    if (document->root().name() != "brief") return nullptr;
    auto out = std::make_unique<BriefDocument>();
    out->tree = std::move(document);
    BriefReader(*out, pictures, watch, diagnostics).read(out->tree->root());
    check_meaning(*out->tree, diagnostics);
    if (diagnostics.errors() > before) return nullptr;
    return out;
}

}  // namespace banxin::reader
