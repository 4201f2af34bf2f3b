// What tests of composition share: the free fonts, a layout over the project's own, and one paragraph set with them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"
#include "font/font_set.hpp"
#include "model/layout.hpp"
#include "text/composer.hpp"

namespace banxin::property {

/// Chosen once by the free catalogue alone.
const font::FontSet& free_fonts();

/// The layout of the given elements (styles, kinsoku, words ...) that extends `work-brief`. Throws the first fault.
LayoutPtr layout_with(std::string_view elements);

/// A paragraph of one look, its lines, and what was reported. Columns of positions are numbers of characters, from 1.
struct Setting {
    Setting(text::Composer& composer, std::string_view written, const Style& style, Length measure);
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

    bool reported(Code code, const text::Line& line) const;
    std::string text_of(std::size_t line) const;

    SourceFile file{"test"};
    Paragraph paragraph;
    Diagnostics diagnostics;
    text::ComposedParagraph composed;
};

}  // namespace banxin::property
