// What the parts of a layout reader share: look-up of names and lengths, with messages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/layout.hpp"
#include "reader/layout_parts.hpp"

namespace banxin::reader {

class LayoutContext {
  public:
    LayoutContext(const LayoutParts& merged, Layout& target, Diagnostics& sink) : parts(merged), out(target), diagnostics(sink) {}

    const LayoutParts& parts;
    Layout& out;
    Diagnostics& diagnostics;
    /// What running text is being read for: some of it has a meaning in one place only.
    enum class Inside : std::uint8_t { kElsewhere, kBlock, kHeading, kCell, kFolio };
    Inside inside = Inside::kElsewhere;

    /// A length where 字 and 行 mean `cell` and `row`; 0 (as no such unit) makes them an error.
    Length length(const xml::Attribute& a, Length cell, Length row);
    std::optional<Length> length(const xml::Element& element, std::string_view name, Length cell, Length row);
    /// Two lengths in mm or pt.
    std::pair<Length, Length> lengths(const xml::Attribute& a, Length cell = {});

    /// A length where 字 is the em of whatever text it will belong to.
    EmLength em_length(const xml::Attribute& a);

    const Style* style(const xml::Attribute& a);
    const ValueFormat* format(const xml::Attribute& a);
    InkId ink(const xml::Attribute& a);
    /// Reports an unknown name with the nearest one that exists.
    void unknown(const xml::Attribute& a, const std::vector<std::string>& names);
    /// Compiles the expression once to check it.
    Expression expression(const xml::Attribute& a);

  private:
    Length length_of(std::string_view text, SourcePos pos, Length cell, Length row);
    Length bounded(Length length, const xml::Attribute& a);
};

bool yes(const xml::Element& element, std::string_view name);
std::optional<int> integer(const xml::Element& element, std::string_view name);

template <class Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> out;
    for (const auto& [name, value] : map) out.push_back(name);
    return out;
}

/// False if there is no page, or none that rows and cells could be measured by.
bool read_page(LayoutContext& context);
void read_vertical(LayoutContext& context);
void read_inks_and_formats(LayoutContext& context);
void read_styles(LayoutContext& context);
void read_inlines(LayoutContext& context);
InlineTemplates read_inline(LayoutContext& context, const xml::Element& parent);
BlockTemplates read_blocks(LayoutContext& context, const xml::Element& parent);
TableTemplate read_table(LayoutContext& context, const xml::Element& element);
void read_flow(LayoutContext& context);
void read_colophon_and_folio(LayoutContext& context);

}  // namespace banxin::reader
