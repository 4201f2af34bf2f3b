// What a brief holds and the layout passes over in silence: security, urgency, copy number, printing, recipients.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "xml/document.hpp"

namespace banxin::compose {

/// What the layout's values have printed of the brief. Values that only metadata has do not count.
class Printed {
  public:
    /// A value with its place: an element or one of its attributes.
    void add(SourcePos place) { places_.push_back(place); }
    /// A computed value, which has no place: it may stand for all that its expression names, and for what it was computed from.
    void add_computed(std::string_view expression, const xml::Element& context);

    bool has(const xml::Element& element) const;

  private:
    bool at(SourcePos place) const;
    std::vector<SourcePos> places_;
    std::string expressions_;  // of computed values, with blanks between
};

/// Reports, at its place in the brief, what a writer adds on purpose and no value of the layout `name` has printed.
void report_unprinted(const xml::Element& brief, const Printed& printed, std::string_view name, Diagnostics& diagnostics);

}  // namespace banxin::compose
