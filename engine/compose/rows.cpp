// Rows, rules and blanks of masthead and colophon.
#include "compose/rows.hpp"

namespace banxin::compose {
namespace {

class RowComposer {
  public:
    RowComposer(std::vector<Block>& out, NodeId parent, Evaluator& evaluator, Tree& tree)
        : out_(out), parent_(parent), evaluator_(evaluator), tree_(tree) {}

    void all(const BlockTemplates& templates, const Scope& scope) {
        for (const BlockTemplate& t : templates) {
            if (!evaluator_.afford(Budget::kEach, t.pos)) return;
            one(t, scope);
        }
    }

  private:
    using Begins = Evaluator::Begins;

    void one(const BlockTemplate& t, const Scope& scope) {
        using Kind = BlockTemplate::Kind;
        switch (t.kind) {
            case Kind::kRow: row(t, scope); return;
            case Kind::kBlank: push(t, BlankBlock{}); return;
            case Kind::kRule: push(t, RuleBlock{t.thickness, t.ink}); return;
            case Kind::kWhen:
                if (evaluator_.test(t.of, scope.context)) all(t.children, scope);
                return;
            case Kind::kChoose:
                if (const BlockTemplate* branch = chosen(t, scope.context, evaluator_)) all(branch->children, scope);
                return;
            case Kind::kOtherwise: all(t.children, scope); return;
            case Kind::kEach:
                for (const xml::Element& element : evaluator_.select(t.of, scope.context)) {
                    Scope inner = scope;
                    inner.context = element;
                    all(t.children, inner);
                }
                return;
        }
    }

    template <class Content>
    Block& push(const BlockTemplate& t, Content content) {
        Block block;
        block.content = std::move(content);
        block.style = t.style;
        block.top = t.top;
        block.top_is_ink = t.top_is_ink;
        block.before = t.before + (t.style ? t.style->before : Length{});
        block.after = t.style ? t.style->after : Length{};
        block.source = t.pos;
        return out_.emplace_back(std::move(block));
    }

    void row(const BlockTemplate& t, const Scope& scope) {
        const NodeId node = tree_.add(display::Role::kRow, parent_, t.pos);
        if (t.left || t.centre || t.right) {
            RowBlock parts{part(t.left, node, scope), part(t.centre, node, scope), part(t.right, node, scope)};
            if (parts.left.empty() && parts.centre.empty() && parts.right.empty()) return;
            push(t, std::move(parts)).node = node;
            return;
        }
        TextBlock text;
        text.label = paragraph(t.label, *t.style, node, scope);
        text.text = paragraph(t.content, *t.style, node, scope, t.label.empty() ? Begins::kParagraph : Begins::kAfterLabel);
        if (text.text.empty() && text.label.empty()) return;
        push(t, std::move(text)).node = node;
    }

    Paragraph part(const std::optional<RowPart>& p, NodeId node, const Scope& scope) {
        return p ? paragraph(p->content, *p->style, node, scope) : Paragraph{};
    }

    Paragraph paragraph(const InlineTemplates& templates, const Style& style, NodeId node, const Scope& scope,
                        Begins begins = Begins::kParagraph) {
        Paragraph p{&style, {}, node, scope.context.pos()};
        evaluator_.append(p.spans, templates, style, node, scope, begins);
        return p;
    }

    std::vector<Block>& out_;
    NodeId parent_;
    Evaluator& evaluator_;
    Tree& tree_;
};

}  // namespace

std::vector<Block> compose_rows(const BlockTemplates& templates, const Scope& scope, NodeId parent, Evaluator& evaluator, Tree& tree) {
    std::vector<Block> out;
    RowComposer(out, parent, evaluator, tree).all(templates, scope);
    return out;
}

}  // namespace banxin::compose
