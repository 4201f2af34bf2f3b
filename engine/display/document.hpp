// The placed page: finished pages with everything at its final place. PDF, text dump, preview and conformance report are
// readers of this and need nothing else (but the faces behind the face numbers).
//
// Coordinates: origin at the paper's upper left corner, x to the right, y downwards, as Length. All indices are into the
// vectors of the same Document. Once built a Document does not change; any number of threads may read it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/colour.hpp"
#include "base/ids.hpp"
#include "base/length.hpp"
#include "base/source.hpp"
#include "display/picture.hpp"

namespace banxin::display {

struct Point {
    Length x, y;
    bool operator==(const Point&) const = default;
};

struct Rect {
    Length x, y, width, height;
    bool operator==(const Rect&) const = default;
};

/// A node of the structure tree: what a piece of the page is. Tagged PDF, bookmarks and conformance checks read it.
enum class Role : std::uint8_t {
    kDocument,
    kMasthead,    // 报头
    kEditorNote,  // 按语
    kArticle,
    kTitle,
    kSubtitle,
    kHeading,  // `level` tells which
    kParagraph,
    kContributor,  // ××供稿
    kColophon,     // 版记
    kRow,          // a line of masthead or colophon
    kSpan,         // marked text inside a paragraph
    kPicture,      // with `alternative`
    kArtifact,     // folios and rules: not part of the text
};

using banxin::kNoNode;
using banxin::NodeId;

struct Node {
    Role role = Role::kParagraph;
    std::uint8_t level = 0;   // headings: 1..4
    NodeId parent = kNoNode;  // node 0 is the document and the only one without a parent
    std::string lang;         // BCP 47; empty: as the parent
    std::string alternative;  // text in place of a picture
    std::string actual_text;  // text where the glyphs say something else; empty: the runs' own text
    SourcePos source;
};

/// How glyphs stand, and which way they follow one another.
enum class Orientation : std::uint8_t {
    kLevel,    // upright, each to the right of the one before: a horizontal line
    kUpright,  // upright, each below the one before: a column
    kTurned,   // the whole run a quarter clockwise about its origin: tops at the right, each below the one before
    kAcross,   // as kLevel, but a cell of a column holds them all (纵中横)
};

/// A glyph of the face as it came from the file (never a subset's number).
struct Glyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;  // byte offset in GlyphRun::text of the first character that it stands for; never decreases
    Length x, y;                // of the glyph's origin, from the run's origin: x to the right, y downwards, turned or not
    Length
        advance;  // distance to where the next glyph would begin, the way they follow; includes what was added between them; negative from right to left
    bool operator==(const Glyph&) const = default;
};

/// Glyphs of one face, size and ink in one line. A glyph's origin is the left end of its own baseline, upright and turned alike.
struct GlyphRun {
    std::uint16_t face = 0;  // in Document::faces
    InkId ink = 0;           // in Document::inks
    Length size;             // of the em as drawn (a face's own correction included)
    Orientation orientation = Orientation::kLevel;
    std::int32_t stretch = 1000;  // width of the glyphs as drawn, in 1/1,000 of their own
    Point origin;                 // where the first frame begins, on the line's baseline: a column's runs down, left of its middle
    bool right_to_left = false;   // glyphs in the order of the text, each at the left of the one before
    std::vector<Glyph> glyphs;
    std::string text;  // the UTF-8 that the glyphs stand for, white space that was typed included
    NodeId node = kNoNode;
    SourcePos source;  // of the first character
    bool operator==(const GlyphRun&) const = default;
};

/// A filled bar.
struct Rule {
    Rect box;
    InkId ink = 0;
    NodeId node = kNoNode;
    SourcePos source;
    bool operator==(const Rule&) const = default;
};

/// A piece of a contour: straight, or a Bezier curve.
struct Stroke {
    Point to;
    bool curved = false;
    Point first, second;  // control points
    bool operator==(const Stroke&) const = default;
};

/// A contour: filled, or drawn with a pen of `thickness`.
struct Path {
    Point start;
    std::vector<Stroke> strokes;
    Length thickness;  // 0: filled
    bool closed = false;
    InkId ink = 0;
    NodeId node = kNoNode;
    SourcePos source;
    bool operator==(const Path&) const = default;
};

inline void shift(Path& path, Point by) {
    const auto move = [&](Point& p) { p = {p.x + by.x, p.y + by.y}; };
    move(path.start);
    for (Stroke& stroke : path.strokes) {
        move(stroke.to);
        move(stroke.first);
        move(stroke.second);
    }
}

/// A picture that fills its box; upright in lines and columns alike. What it shows is said by `Node::alternative`.
struct PictureItem {
    PicturePtr picture;
    Rect box;
    NodeId node = kNoNode;
    SourcePos source;
    bool operator==(const PictureItem&) const = default;
};

using Item = std::variant<GlyphRun, Rule, Path, PictureItem>;

struct Page {
    Length width, height;     // the paper
    Rect trim;                // where the knife goes; the paper itself where nothing is cut
    Rect text_block;          // 版心
    std::string label;        // the page's number as printed; for PDF page labels. Blank pages have theirs too
    std::vector<Item> items;  // in reading order
};

/// An entry of the bookmarks, in reading order; `level` from 1, never more than one deeper than the entry before.
struct OutlineEntry {
    std::string title;
    std::uint8_t level = 1;
    std::uint32_t page = 0;
    Length y;  // top of the line that it leads to
};

/// A face that runs use, for readers that only name it.
struct FaceInfo {
    std::string role;  // the format's role (仿宋 ...), as the catalogue names it
    std::string postscript_name;
    std::string file;         // file name without folders
    std::uint32_t index = 0;  // in the collection
};

struct Metadata {
    std::string title, author, subject, keywords;
    std::string language;  // BCP 47
    std::string date;      // ISO date (of the brief, never of the clock); empty: none
};

struct Document {
    Metadata metadata;
    std::vector<Ink> inks;
    std::vector<FaceInfo> faces;  // same order as the faces handed to a writer
    std::vector<Node> structure;
    std::vector<OutlineEntry> outline;
    std::vector<Page> pages;
    std::vector<SourceFilePtr> files;  // that positions point into
    bool bound_right = false;          // pages follow one another from right to left
};

}  // namespace banxin::display
