// Pictures as image objects, and where they stand in a page's content.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "display/document.hpp"
#include "pdf/objects.hpp"

namespace banxin::pdf {

/// Each once, in an order that does not depend on the pages.
using Pictures = std::vector<display::PicturePtr>;
void unite(Pictures& into, const Pictures& from);
Pictures pictures_of(const display::Page& page);

/// What it shows, in words; empty: nobody says.
std::string_view alternative_of(const display::PictureItem& item, const display::Document& document);

/// The operators that draw it into its box.
std::string placed(const display::PictureItem& item, Length page_height);

/// The image object. The picture must be there until the file is finished.
Ref write_picture(const display::Picture& picture, Objects& file);

/// Image objects by picture.
class PictureRefs {
  public:
    /// Writes those that are not there yet.
    void write(const Pictures& pictures, Objects& file);
    /// "/XObject<<...>>" of these, or of all; empty where there are none.
    std::string resources(const Pictures& pictures) const;
    std::string resources() const;

  private:
    std::map<std::string, Ref> refs_;  // by name
};

}  // namespace banxin::pdf
