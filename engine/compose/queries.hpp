// Expressions of a layout, compiled once for all briefs that it sets.
#pragma once

#include <map>
#include <string>

#include "base/diagnostics.hpp"
#include "model/layout.hpp"
#include "xml/document.hpp"

namespace banxin::compose {

/// Belongs to one thread and one layout: there are as many as the layout has expressions.
class Queries {
  public:
    /// Null, and reported: it does not compile.
    const xml::Query* get(const Expression& expression, Diagnostics& diagnostics) {
        const auto known = queries_.find(expression.text);
        if (known != queries_.end()) return known->second.get();
        xml::QueryPtr compiled = xml::Query::compile(expression.text, expression.pos, diagnostics);
        return compiled ? queries_.emplace(expression.text, std::move(compiled)).first->second.get() : nullptr;
    }

  private:
    std::map<std::string, xml::QueryPtr, std::less<>> queries_;
};

}  // namespace banxin::compose
