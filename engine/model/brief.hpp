// A brief after reading: typed and checked. The XML tree stays beside it for the layout's expressions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/source.hpp"
#include "base/values.hpp"
#include "model/layout.hpp"
#include "model/picture.hpp"

namespace banxin {

/// An inline element, as it was written.
struct InlineElement {
    std::string name;
    SourceText reading;  // ruby
    int cells = 0;       // spread
    std::string lang;    // span
    SourcePos pos;
};
using InlineElementPtr = std::shared_ptr<const InlineElement>;

/// Running text with marks; white space already as the brief language says (line ends between hanzi gone, others one blank).
struct InlineSpan {
    SourceText text;
    std::vector<InlineElementPtr> marks;  // inline elements around it, outermost first
};
using InlineText = std::vector<InlineSpan>;

/// A picture: what it shows in words, and its file as it was found.
struct BriefPicture {
    SourceText name;  // of the file, as it was written
    SourceText alternative;
    PicturePtr picture;
    std::string path, sha256;  // of what was read
};

struct BriefBlock {
    BlockKind kind = BlockKind::kParagraph;
    int level = 0;    // headings: 1..4
    int number = 0;   // headings: place among its sister sections, from 1; pictures: in their part
    InlineText text;  // <br/> is U+2028; of a picture the caption, if it has one
    SourcePos pos;
    std::size_t element = 0;              // context of the layout's expressions: index into reader::BriefDocument::elements
    std::optional<BriefPicture> picture;  // kPicture
};

struct BriefPart {  // an editor's note or an article
    std::vector<BriefBlock> blocks;
    SourcePos pos;
};

struct Identity {
    SourceText name;
    int year = 0;                   // of the issue number; 0: none
    std::optional<int> number;      // of the year
    std::optional<int> total;       // running number
    std::optional<int> supplement;  // 增刊
    SourceText issuer;
    std::optional<Date> date;
};

struct Brief {
    std::string layout;  // name asked for; empty: the program's default
    SourcePos layout_pos;
    std::string lang;        // BCP 47
    bool lang_told = false;  // by the brief itself, else it is the default
    Identity identity;
    std::vector<BriefPart> editor_notes;
    std::vector<BriefPart> articles;
    SourceFilePtr file;  // keeps positions alive
};

}  // namespace banxin
