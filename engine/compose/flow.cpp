// Flow blocks: which rule sets a block, its number, its running text; headings that run into their paragraph.
#include "compose/flow.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "compose/inlines.hpp"
#include "compose/picture.hpp"
#include "compose/table.hpp"
#include "compose/typed_number.hpp"

namespace banxin::compose {
namespace {

constexpr std::array<std::string_view, 6> kElementNames{"title", "subtitle", "heading", "p", "contributor", "picture"};

display::Role role_of(BlockKind kind) {
    switch (kind) {
        case BlockKind::kTitle: return display::Role::kTitle;
        case BlockKind::kSubtitle: return display::Role::kSubtitle;
        case BlockKind::kHeading: return display::Role::kHeading;
        case BlockKind::kContributor: return display::Role::kContributor;
        case BlockKind::kPicture: return display::Role::kPicture;
        case BlockKind::kParagraph: break;
    }
    return display::Role::kParagraph;
}

bool uses_number(const InlineTemplates& templates) {
    return std::any_of(templates.begin(), templates.end(),
                       [](const InlineTemplate& t) { return t.kind == InlineTemplate::Kind::kNumber || uses_number(t.children); });
}

std::string text_of(const Paragraph& paragraph) {
    std::string out;
    for (const Span& span : paragraph.spans) out += span.text.str();
    return out;
}

/// Bookmarks are one line: forced breaks become nothing between hanzi.
std::string without_breaks(std::string text) {
    const std::string separator = utf8::encode(kLineSeparator);
    for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, at)) text.erase(at, separator.size());
    return text;
}

bool ends_stopped(const Paragraph& paragraph) {
    const std::string text = text_of(paragraph);
    return text.ends_with("。") || text.ends_with("！") || text.ends_with("？");
}

class FlowComposer {
  public:
    FlowComposer(const Layout& layout, const reader::BriefDocument& brief, Evaluator& evaluator, Tree& tree, InlineStore& store,
                 Diagnostics& diagnostics)
        : layout_(layout),
          brief_(brief),
          evaluator_(evaluator),
          tree_(tree),
          inlines_(layout, tree, store, diagnostics),
          diagnostics_(diagnostics) {}

    std::vector<Block> run(NodeId parent) {
        for (const FlowItem& item : layout_.flow) {
            if (const auto* table = std::get_if<TableTemplate>(&item))
                compose_table(out_, *table, {brief_.tree->root()}, parent, evaluator_, tree_, diagnostics_);
            else all_parts(std::get<FlowPart>(item), parent);
        }
        return std::move(out_);
    }

  private:
    void all_parts(const FlowPart& rules, NodeId parent) {
        const bool notes = rules.of == FlowPart::Of::kEditorNotes;
        const auto& parts = notes ? brief_.brief.editor_notes : brief_.brief.articles;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const NodeId node = tree_.add(notes ? display::Role::kEditorNote : display::Role::kArticle, parent, parts[i].pos);
            part(rules, parts[i], i, node);
        }
    }

    void part(const FlowPart& rules, const BriefPart& part, std::size_t index, NodeId parent) {
        const std::size_t begin = out_.size();
        std::array<bool, kElementNames.size()> seen{};
        for (const BriefBlock& source : part.blocks) {
            const auto kind = static_cast<std::size_t>(source.kind);
            const BlockRule* rule = rule_for(rules, source, !seen[kind]);
            seen[kind] = true;
            if (!rule) {
                diagnostics_.report(Code::kNoRule, source.pos, {kElementNames[kind], layout_.name});
                continue;
            }
            source.picture ? picture(*rule, source, parent) : block(*rule, source, parent);
        }
        if (out_.size() == begin) return;
        const Length blank = index > 0 ? rules.between : rules.before;
        if (blank > Length{}) out_[begin].before = blank;
        out_[begin].new_page = rules.new_page && begin > 0;
    }

    const BlockRule* rule_for(const FlowPart& rules, const BriefBlock& source, bool first) {
        const auto fits = [&](const BlockRule& rule) {
            return rule.kind == source.kind && (rule.level == 0 || rule.level == source.level) && (!rule.first_only || first) &&
                   (!rule.test || evaluator_.test(*rule.test, brief_.elements[source.element]));
        };
        const auto found = std::find_if(rules.rules.begin(), rules.rules.end(), fits);
        return found == rules.rules.end() ? nullptr : &*found;
    }

    void block(const BlockRule& rule, const BriefBlock& source, NodeId parent) {
        const NodeId node = tree_.add(role_of(source.kind), parent, source.pos, source.level);
        TextBlock text;
        text.text = paragraph(rule, source, node);
        text.outline_level = rule.bookmark;
        if (rule.bookmark > 0) text.outline_title = without_breaks(text_of(text.text));
        if (runs_in(source)) {
            append_to_heading(std::move(text.text));
            return;
        }
        add(std::move(text), rule, node, source);
        heading_open_ = source.kind == BlockKind::kHeading;
    }

    Block& add(decltype(Block::content) content, const BlockRule& rule, NodeId node, const BriefBlock& source) {
        Block& block = out_.emplace_back();
        block.content = std::move(content);
        block.style = rule.style;
        block.before = rule.style->before;
        block.after = rule.style->after;
        block.node = node;
        block.source = source.pos;
        return block;
    }

    /// The picture, and below it the caption, if anything is said there.
    void picture(const BlockRule& rule, const BriefBlock& source, NodeId parent) {
        heading_open_ = false;
        const NodeId node = tree_.add(display::Role::kPicture, parent, source.pos);
        tree_.set_alternative(node, source.picture->alternative.str());
        PictureBlock content = picture_block(*source.picture, rule.room, layout_.page.vertical, diagnostics_);
        content.captioned = !source.text.empty() || uses_number(rule.content);
        Block& block = add(content, rule, node, source);
        block.before = rule.room.before;
        if (!content.captioned) return;
        block.after = {};
        const NodeId below = tree_.add(display::Role::kParagraph, parent, source.pos);
        add(TextBlock{paragraph(rule, source, below), {}, {}, 0}, rule, below, source);
    }

    /// True if the block before is a heading whose style lets this paragraph follow on its line.
    bool runs_in(const BriefBlock& source) const {
        if (source.kind != BlockKind::kParagraph || !heading_open_ || out_.empty()) return false;
        const Block& heading = out_.back();
        if (heading.style->run_in == RunIn::kNo) return false;
        return heading.style->run_in == RunIn::kAlways || ends_stopped(std::get<TextBlock>(heading.content).text);
    }

    /// The heading's characters open the paragraph; the paragraph's own style sets the lines.
    void append_to_heading(Paragraph&& paragraph) {
        Block& block = out_.back();
        Paragraph& text = std::get<TextBlock>(block.content).text;
        text.spans.insert(text.spans.end(), paragraph.spans.begin(), paragraph.spans.end());
        text.style = paragraph.style;
        block.style = paragraph.style;
        heading_open_ = false;
    }

    Paragraph paragraph(const BlockRule& rule, const BriefBlock& source, NodeId node) {
        std::vector<Span> content;
        const CharStyle& chars = brief_.brief.lang_told ? inlines_.in_language(rule.style->chars, brief_.brief.lang) : rule.style->chars;
        for (const InlineSpan& span : source.text) content.push_back(inlines_.span(span, chars, node));
        if (source.kind == BlockKind::kHeading && uses_number(rule.content)) drop_typed_number(content);
        Paragraph out{rule.style, {}, node, source.pos};
        if (rule.content.empty()) {
            out.spans = std::move(content);
        } else {
            evaluator_.append(out.spans, rule.content, *rule.style, node, {brief_.elements[source.element], &content, source.number});
        }
        return out;
    }

    /// A heading is numbered by the layout: a number that was typed is reported and not printed twice.
    void drop_typed_number(std::vector<Span>& content) {
        if (content.empty()) return;
        const std::size_t length = typed_number_length(content.front().text.str());
        if (length == 0) return;
        const SourceText& text = content.front().text;
        diagnostics_.report(Code::kTypedNumber, text.at(0), {text.str().substr(0, length)});
        SourceText rest;
        rest.append(text, length, text.size());
        content.front().text = std::move(rest);
    }

    const Layout& layout_;
    const reader::BriefDocument& brief_;
    Evaluator& evaluator_;
    Tree& tree_;
    Inlines inlines_;
    Diagnostics& diagnostics_;
    std::vector<Block> out_;
    bool heading_open_ = false;
};

}  // namespace

std::vector<Block> compose_flow(const Layout& layout, const reader::BriefDocument& brief, Evaluator& evaluator, Tree& tree, NodeId parent,
                                InlineStore& store, Diagnostics& diagnostics) {
    return FlowComposer(layout, brief, evaluator, tree, store, diagnostics).run(parent);
}

}  // namespace banxin::compose
