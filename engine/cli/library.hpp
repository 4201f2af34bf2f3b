// What the program brings along: layouts, the font catalogue, and the folders where fonts are looked for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "cli/options.hpp"
#include "font/choose.hpp"
#include "model/layout.hpp"
#include "reader/layout_reader.hpp"

namespace banxin::cli {

/// Layouts by name: first in the folder of a layout that was given as a file, then among the program's own.
class Library : public reader::LayoutSource {
  public:
    /// Finds the program's data: $BANXIN_DATA, else share/banxin beside the program's folder, else the source tree it was built in.
    Library();

    /// `asked`: a name or a file.
    LayoutPtr layout(const std::string& asked, SourcePos where, Diagnostics& diagnostics);
    std::shared_ptr<const xml::Document> layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) override;

    std::optional<font::Catalogue> catalogue(Diagnostics& diagnostics);
    /// Folders of fonts: the user's, the program's own, the system's.
    std::vector<std::string> font_folders(const Options& options) const;

  private:
    std::shared_ptr<const xml::Document> read(const std::string& path, Diagnostics& diagnostics);

    std::string data_;
    std::string beside_;  // folder of a layout given as a file
};

/// The index of `folders`, from the cache of the user where nothing has changed, and the cache brought up to date.
font::FontIndex indexed_fonts(const std::vector<std::string>& folders, bool use_cache);

}  // namespace banxin::cli
