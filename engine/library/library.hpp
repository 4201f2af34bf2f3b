// Where layouts, the font catalogue and fonts are found.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "files/files.hpp"
#include "font/catalogue.hpp"
#include "font/index.hpp"
#include "model/layout.hpp"
#include "reader/layout_reader.hpp"

namespace banxin {

/// The layout of a brief that names none.
inline constexpr std::string_view kDefaultLayout = "work-brief";

/// Layouts by name, from the first that has one: the folder of a layout that was given as a file, what was added, the folders.
/// Belongs to one thread at a time.
class Library : public reader::LayoutSource {
  public:
    /// A file without a folder: its name as messages have it, and its bytes, which outlive the library.
    struct Kept {
        std::string file_name;
        std::string_view bytes;
    };

    void add_layout(std::string name, Kept file) { layouts_.insert_or_assign(std::move(name), std::move(file)); }
    /// Asked while files are read from now on.
    void while_reading(Reading reading) { reading_ = std::move(reading); }
    void add_folder(std::string folder) { folders_.push_back(std::move(folder)); }

    /// `asked`: a name or, where no place asks for it, a file.
    LayoutPtr layout(const std::string& asked, SourcePos where, Diagnostics& diagnostics);
    /// The layout that `asked` names; else, if that is empty, the one of the brief's own wish.
    LayoutPtr layout(const std::string& asked, const std::string& wish, SourcePos where, Diagnostics& diagnostics);
    std::shared_ptr<const xml::Document> layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) override;

  private:
    void report_missing(std::string_view name, SourcePos where, Diagnostics& diagnostics) const;

    std::map<std::string, Kept, std::less<>> layouts_;
    std::vector<std::string> folders_;
    std::string beside_;  // folder of a layout given as a file
    Reading reading_;
};

/// A file that is read whole and parsed. Null: a fault was reported.
std::shared_ptr<const xml::Document> read_xml(const std::string& path, Diagnostics& diagnostics, const Reading& reading = {});

/// The folders in which a system has fonts.
std::vector<std::string> system_font_folders();

/// The index of `folders`, from the file `cache` where nothing has changed, and that file brought up to date; "": no such file.
font::FontIndex indexed_fonts(const std::vector<std::string>& folders, const std::string& cache);

}  // namespace banxin
