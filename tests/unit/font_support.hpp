// What the tests of fonts share: the free faces, a folder that goes away, and fonts changed for a purpose.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "font/catalogue.hpp"
#include "font/face.hpp"
#include "font/index.hpp"

namespace banxin::font {

std::vector<std::string> font_folders();
/// Of font_folders(); made once.
const FontIndex& installed();
/// The path of the installed file of that name.
std::string installed_file(std::string_view name);
FacePtr open_installed(std::string_view file_name, std::uint32_t index = 0);

std::string read_file(const std::string& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The project's own fonts.xml.
Catalogue real_catalogue();
/// nullopt where it has faults, which are then in `diagnostics`.
std::optional<Catalogue> catalogue_of(std::string_view xml, Diagnostics& diagnostics);

class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string str() const { return path_.string(); }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

struct NameRecord {
    unsigned platform, encoding, language, id;
    std::string bytes;
};

std::string utf16(std::u16string_view text);

/// The bytes of a font file with one face, to be changed.
class FontBytes {
  public:
    explicit FontBytes(std::string bytes) : bytes_(std::move(bytes)) {}

    const std::string& str() const { return bytes_; }
    FontBytes& set_u16(std::string_view tag, std::size_t at, unsigned value);
    FontBytes& rename_table(std::string_view from, std::string_view to);
    FontBytes& replace_table(std::string_view tag, std::string_view content);
    FontBytes& set_names(const std::vector<NameRecord>& records);
    std::string table(std::string_view tag) const;

  private:
    std::size_t entry(std::string_view tag) const;
    std::size_t number(std::size_t at, unsigned size) const;
    void put(std::size_t at, unsigned size, std::size_t value);

    std::string bytes_;
};

/// Liberation Serif under other names: a family (Windows, Unicode) and a PostScript name.
FontBytes renamed_font(std::u16string_view family, std::string_view postscript_name);

}  // namespace banxin::font
