// Shared by the tests of fonts.
#include "unit/font_support.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <stdlib.h>

namespace banxin::font {

std::vector<std::string> font_folders() {
    std::vector<std::string> out{""};
    for (const char c : std::string_view(BANXIN_FONT_DIRS)) {
        if (c == ':') out.emplace_back();
        else out.back() += c;
    }
    return out;
}

const FontIndex& installed() {
    static const FontIndex index = build_index(font_folders(), nullptr);
    return index;
}

std::string installed_file(std::string_view name) {
    for (const IndexedFile& file : installed().files)
        if (std::filesystem::path(file.path).filename() == name) return file.path;
    throw std::runtime_error("the tests need " + std::string(name) + " in one of " BANXIN_FONT_DIRS);
}

FacePtr open_installed(std::string_view file_name, std::uint32_t index) {
    std::string error;
    FacePtr face = Face::open(installed_file(file_name), index, error);
    if (!face) throw std::runtime_error(error);
    return face;
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

Catalogue real_catalogue() {
    Diagnostics diagnostics;
    auto out = catalogue_of(read_file(BANXIN_SOURCE_DIR "/fonts/fonts.xml"), diagnostics);
    if (!out) throw std::runtime_error("fonts.xml: " + render(diagnostics.all().front(), Language::kEnglish));
    return *std::move(out);
}

std::optional<Catalogue> catalogue_of(std::string_view xml, Diagnostics& diagnostics) {
    const auto document = xml::Document::parse(xml, "fonts.xml", {}, diagnostics);
    return document ? read_catalogue(*document, diagnostics) : std::nullopt;
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "banxin-font-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string utf16(std::u16string_view text) {
    std::string out;
    for (const char16_t c : text) {
        out += static_cast<char>(c >> 8);
        out += static_cast<char>(c & 0xFF);
    }
    return out;
}

std::size_t FontBytes::number(std::size_t at, unsigned size) const {
    std::size_t n = 0;
    for (unsigned i = 0; i < size; ++i) n = n << 8 | static_cast<unsigned char>(bytes_.at(at + i));
    return n;
}

void FontBytes::put(std::size_t at, unsigned size, std::size_t value) {
    for (unsigned i = size; i-- > 0; value >>= 8) bytes_.at(at + i) = static_cast<char>(value & 0xFF);
}

std::size_t FontBytes::entry(std::string_view tag) const {
    for (std::size_t i = 0; i < number(4, 2); ++i)
        if (bytes_.compare(12 + 16 * i, 4, tag) == 0) return 12 + 16 * i;
    throw std::runtime_error("no table " + std::string(tag));
}

FontBytes& FontBytes::set_u16(std::string_view tag, std::size_t at, unsigned value) {
    put(number(entry(tag) + 8, 4) + at, 2, value);
    return *this;
}

FontBytes& FontBytes::rename_table(std::string_view from, std::string_view to) {
    bytes_.replace(entry(from), 4, to);
    return *this;
}

FontBytes& FontBytes::replace_table(std::string_view tag, std::string_view content) {
    const std::size_t at = entry(tag);
    bytes_.append((4 - bytes_.size() % 4) % 4, '\0');
    put(at + 8, 4, bytes_.size());
    put(at + 12, 4, content.size());
    bytes_ += content;
    return *this;
}

FontBytes& FontBytes::set_names(const std::vector<NameRecord>& records) {
    FontBytes table(std::string(6 + 12 * records.size(), '\0'));
    table.put(2, 2, records.size());
    table.put(4, 2, table.bytes_.size());
    std::size_t at = 6, text = 0;
    for (const NameRecord& r : records) {
        for (const std::size_t value :
             {std::size_t{r.platform}, std::size_t{r.encoding}, std::size_t{r.language}, std::size_t{r.id}, r.bytes.size(), text}) {
            table.put(at, 2, value);
            at += 2;
        }
        text += r.bytes.size();
    }
    for (const NameRecord& r : records) table.bytes_ += r.bytes;
    return replace_table("name", table.bytes_);
}

std::string FontBytes::table(std::string_view tag) const { return bytes_.substr(number(entry(tag) + 8, 4), number(entry(tag) + 12, 4)); }

FontBytes renamed_font(std::u16string_view family, std::string_view postscript_name) {
    FontBytes out(read_file(installed_file("LiberationSerif-Regular.ttf")));
    out.set_names({{3, 1, 0x0804, 1, utf16(family)}, {1, 0, 0, 6, std::string(postscript_name)}});
    return out;
}

}  // namespace banxin::font
