// XPath over pugi's tree; what it selects comes back as our elements and places.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "xml/cost.hpp"
#include "xml/expression.hpp"
#include "xml/faults.hpp"
#include "xml/state.hpp"

namespace banxin::xml {

struct Query::State {
    pugi::xpath_query query;
    Reach reach;
};

namespace {

/// The element that a selected node counts as: itself, or the one it belongs to; the root for the document node.
std::size_t index_of(const pugi::xpath_node& selected, const Access::State& state) {
    pugi::xml_node node = selected.attribute() ? selected.parent() : selected.node();
    if (node.type() == pugi::node_document) return 0;
    if (node.type() != pugi::node_element) node = node.parent();
    const auto offset = node.offset_debug();
    const auto found = std::lower_bound(state.tree.elements.begin(), state.tree.elements.end(), offset,
                                        [](const ElementRecord& e, std::ptrdiff_t o) { return std::ptrdiff_t(e.start) + 1 < o; });
    return static_cast<std::size_t>(found - state.tree.elements.begin());
}

pugi::xpath_node context_node(const Element& context) { return Access::state(context).nodes[Access::index(context)]; }

void report_syntax(const pugi::xpath_parse_result& result, std::string_view expression, SourcePos where, Diagnostics& diagnostics) {
    const std::size_t offset = std::min(static_cast<std::size_t>(result.offset), expression.size());
    const std::string_view rest = expression.substr(offset);
    const SourcePos place = place_in(expression, offset, where);
    // pugi tells these apart by text alone; unknown texts fall back to what is true of all.
    const std::string_view text = result.error;
    const bool misfit = text.find("parameter count") != text.npos || text.find("has to be applied to node set") != text.npos;
    if (misfit) diagnostics.report(Code::kExpressionMisfit, place, {shown(expression.substr(0, offset))});
    else if (rest.empty()) diagnostics.report(Code::kExpressionCut, place, {shown(expression)});
    else diagnostics.report(Code::kExpressionWrong, place, {shown(rest)});
}

}  // namespace

Query::Query() : state_(std::make_unique<State>()) {}
Query::~Query() = default;

std::shared_ptr<const Query> Query::compile(std::string_view expression, SourcePos where, Diagnostics& diagnostics) {
    if (expression.find_first_not_of(" \t\r\n") == expression.npos) {
        diagnostics.report(Code::kExpressionEmpty, where);
        return nullptr;
    }
    if (expression.size() > kLongestExpression) {
        diagnostics.report(Code::kExpressionTooLong, where, {fmt::format("{}", kLongestExpression)});
        return nullptr;
    }
    if (!check_expression(expression, where, diagnostics)) return nullptr;
    const std::shared_ptr<Query> query(new Query);
    try {
        query->state_->query = pugi::xpath_query(std::string(expression).c_str());
        query->state_->reach = reach_of(expression);
    } catch (const pugi::xpath_exception& fault) {
        report_syntax(fault.result(), expression, where, diagnostics);
        return nullptr;
    }
    return query;
}

std::vector<Element> Query::elements(const Element& context) const {
    if (state_->query.return_type() != pugi::xpath_type_node_set) return {};
    const Access::State& state = Access::state(context);
    std::vector<std::size_t> indices;
    for (const pugi::xpath_node& node : state_->query.evaluate_node_set(context_node(context))) indices.push_back(index_of(node, state));
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    std::vector<Element> list;
    list.reserve(indices.size());
    for (const std::size_t index : indices) list.push_back(Access::element(context, index));
    return list;
}

std::optional<QueryValue> Query::value(const Element& context) const {
    if (state_->query.return_type() != pugi::xpath_type_node_set)
        return QueryValue{state_->query.evaluate_string(context_node(context)), {}};
    const pugi::xpath_node node = state_->query.evaluate_node(context_node(context));
    if (!node) return std::nullopt;
    const Element element = Access::element(context, index_of(node, Access::state(context)));
    if (node.attribute()) {
        const std::optional<Attribute> attribute = element.attribute(node.attribute().name());
        return QueryValue{std::string(attribute->value), attribute->value_pos};
    }
    if (node.node().type() == pugi::node_pcdata || node.node().type() == pugi::node_cdata)
        return QueryValue{node.node().value(), element.pos()};
    const ElementRecord& record = Access::record(element);
    const std::string& content = Access::state(context).tree.content;
    return QueryValue{content.substr(record.text_from, record.text_to - record.text_from), element.pos()};
}

std::uint64_t Query::most_visits(const Element& context) const {
    constexpr std::size_t kTextOfNode = 32;  // bytes that take as long as a node
    const Tree& tree = Access::state(context).tree;
    const ElementRecord& record = Access::record(context);
    const std::size_t text = record.text_to - record.text_from, inside = record.end - Access::index(context);
    return xml::most_visits(state_->reach, inside + text / kTextOfNode,
                            tree.elements.size() + tree.attributes.size() + tree.content.size() / kTextOfNode);
}

bool Query::test(const Element& context) const { return state_->query.evaluate_boolean(context_node(context)); }

}  // namespace banxin::xml
