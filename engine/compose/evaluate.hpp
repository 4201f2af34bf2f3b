// Templates of the layout filled with values of the brief.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "compose/budget.hpp"
#include "compose/composition.hpp"
#include "compose/queries.hpp"
#include "compose/typed_twice.hpp"
#include "compose/unprinted.hpp"
#include "model/blocks.hpp"
#include "model/layout.hpp"
#include "xml/document.hpp"

namespace banxin::compose {

/// What a template may refer to besides the brief's tree.
struct Scope {
    xml::Element context;                        // of expressions
    const std::vector<Span>* content = nullptr;  // <content/>
    int number = 0;                              // <number/>
    std::uint32_t page_number = 0;               // <page-number/>
};

/// Evaluates templates against one brief.
class Evaluator {
  public:
    Evaluator(const Facts& facts, Queries& queries, Budget& budget, Diagnostics& diagnostics)
        : facts_(facts), queries_(queries), budget_(budget), diagnostics_(diagnostics), seams_(diagnostics) {}

    /// Appends the spans that `templates` give in the characters of `style`: a paragraph, or what goes on after its label.
    enum class Begins : std::uint8_t { kParagraph, kAfterLabel };
    void append(std::vector<Span>& out, const InlineTemplates& templates, const Style& style, NodeId node, const Scope& scope,
                Begins begins = Begins::kParagraph);
    std::string plain_text(const InlineTemplates& templates, const Scope& scope);

    bool test(const Expression& expression, const xml::Element& context);
    std::vector<xml::Element> select(const Expression& expression, const xml::Element& context);
    /// False, and reported: the layout has asked for too much.
    bool afford(std::uint64_t work, SourcePos where) { return budget_.spend(work, where, diagnostics_); }

    bool used_facts() const { return used_facts_; }
    const Printed& printed() const { return printed_; }

  private:
    struct Target {
        std::vector<Span>& out;
        const CharStyle* chars;
        NodeId node;
    };
    void append_all(const Target& target, const InlineTemplates& templates, const Scope& scope);
    void append_one(const Target& target, const InlineTemplate& t, const Scope& scope);
    void append_value(const Target& target, const InlineTemplate& t, const Scope& scope);
    void append_each(const Target& target, const InlineTemplate& t, const Scope& scope);
    void append_literal(const Target& target, const SourceText& text);
    void append_content(const Target& target, const InlineTemplate& t, const std::vector<Span>& content);
    void append_number(const Target& target, const InlineTemplate& t, int number);
    std::string formatted(const xml::QueryValue& value, const ValueFormat& format, SourcePos where);
    void report_missing(const InlineTemplate& t, const Scope& scope);
    SourcePos nearest_place(const Expression& expression, const xml::Element& context);
    /// The query, with its evaluation at `context` paid for; null if it cannot be.
    const xml::Query* paid(const Expression& expression, const xml::Element& context);

    const Facts& facts_;
    Queries& queries_;
    Budget& budget_;
    Diagnostics& diagnostics_;
    TypedTwice seams_;
    Printed printed_;
    bool used_facts_ = false;
};

/// The alternative of a kChoose template that holds, or null. For inline and block templates alike.
template <class Template>
const Template* chosen(const Template& choose, const xml::Element& context, Evaluator& evaluator) {
    for (const Template& child : choose.children) {
        if (child.kind == Template::Kind::kOtherwise || evaluator.test(child.of, context)) return &child;
    }
    return nullptr;
}

}  // namespace banxin::compose
