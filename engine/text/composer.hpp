// Paragraphs to lines: itemised, shaped, broken, justified. Serves page (and compose, for what must fit).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/watch.hpp"
#include "display/document.hpp"
#include "font/font_set.hpp"
#include "model/blocks.hpp"

namespace banxin::text {

/// How far something reaches beside a line between two places of it.
struct Reach {
    Length left, right;
    Length far;                          // from the baseline, away from it
    const InlineStyle* style = nullptr;  // null: of the letters themselves. Owned by the Layout
    SourcePos source;                    // of the element; none: the line's
};

/// A line ready to be placed. Coordinates are logical: x along the line from the left edge of the measure (the text block's
/// edge, insets included as offset), y = 0 at the baseline.
struct Line {
    std::vector<display::GlyphRun> runs;  // the text, then readings beside it
    std::vector<display::Rule> rules;     // drawn beside the text, in the same coordinates
    std::vector<display::Path> paths;     // likewise
    std::vector<Reach> over{}, under{};   // what is beside the text, and letters that reach beyond their em box
    Length left;                          // of the first frame, indent and alignment included
    Length right;                         // of the last frame; for a full line exactly the measure's right edge (a returned half em counts)
    bool full = false;                    // justified to both edges; false for last lines and lines before a forced break
    bool loose = false;                   // reported: blanks too wide, or short
    SourcePos source;                     // of its first character
};

/// What became of a paragraph's lines, for the report of a build.
struct LineReport {
    std::size_t lines = 0;          // all
    std::size_t adjusted = 0;       // squeezed or stretched
    std::size_t hanzi = 0;          // hanzi on full lines and last lines
    std::size_t hanzi_on_grid = 0;  // of these, those in their cell (0.05 mm)
};

struct ComposedParagraph {
    std::vector<Line> lines;
    Length size;  // em of the paragraph's own style as used (smaller than asked where fit_line reduced it)
    LineReport report;
};

/// Ink of a line above and below its baseline (both positive when on their own side).
struct LineInk {
    Length above, below;
    Length left, right;  // x
};

/// Sets paragraphs. Keeps buffers between calls, so it belongs to one thread; the FontSet may be shared.
class Composer {
  public:
    /// `words` are never broken inside (names, the user's list).
    Composer(const font::FontSet& fonts, const std::vector<std::string>& words);
    ~Composer();

    /// Breaks `paragraph` into lines of `measure` (the text block's width; the style's insets are taken off here).
    /// `hang` moves all lines in from the left by that much (hanging label).
    /// Reports characters no face has, lines that cannot be filled, rules given up. Never loses a character.
    ComposedParagraph compose(const Paragraph& paragraph, Length measure, Length hang, Diagnostics& diagnostics);

    /// Width of the paragraph on one line at natural spacing; for labels and rows.
    Length natural_width(const Paragraph& paragraph, Diagnostics& diagnostics);

    LineInk ink(const Line& line) const;
    /// The ink of the line's first character alone (folio dash).
    LineInk first_ink(const Line& line) const;

    Watch* watch = nullptr;  // of the document in the making; may be null

  private:
    std::optional<Paragraph> with_notes_settled(const Paragraph& paragraph, Diagnostics& diagnostics);

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace banxin::text
