// What stands beside the pages: bookmarks, page labels, document information.
#pragma once

#include <string>
#include <vector>

#include "display/document.hpp"
#include "pdf/objects.hpp"

namespace banxin::pdf {

/// The root of the bookmarks, 0 if there are none.
Ref write_outline(const display::Document& document, const std::vector<Ref>& pages, File& file);
/// The number tree of labels, as an entry's value.
std::string page_labels(const display::Document& document);
Ref write_info(const display::Metadata& metadata, const std::string& producer, File& file);
/// The XMP packet; it says the same as the information dictionary.
Ref write_xmp(const display::Metadata& metadata, const std::string& producer, File& file);

}  // namespace banxin::pdf
