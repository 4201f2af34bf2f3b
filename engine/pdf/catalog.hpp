// What stands beside the pages: bookmarks, page labels, document information.
#pragma once

#include <string>
#include <vector>

#include "display/document.hpp"
#include "pdf/objects.hpp"

namespace banxin::pdf {

/// An entry of the bookmarks: `level` from 1, never more than one deeper than the entry before.
struct Bookmark {
    std::string title;
    std::uint8_t level = 1;
    std::string destination;  // as an entry's value
};
/// The root of the bookmarks, 0 if there are none.
Ref write_outline(const std::vector<Bookmark>& entries, Objects& file);
/// Labels of the document's pages, the first of which is page `first` of the file, as pairs of a number tree; `prefix` before each.
std::string page_labels(const display::Document& document, std::size_t first, const std::string& prefix);
Ref write_info(const display::Metadata& metadata, const std::string& producer, Objects& file);
/// The XMP packet; it says the same as the information dictionary.
Ref write_xmp(const display::Metadata& metadata, const std::string& producer, Objects& file);

}  // namespace banxin::pdf
