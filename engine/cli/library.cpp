// Look-up of layouts, catalogue and fonts on the disk.
#include "cli/library.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "cli/files.hpp"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string find_data() {
    if (const std::string given = environment("BANXIN_DATA"); !given.empty()) return given;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const std::string installed = (program.parent_path().parent_path() / "share/banxin").string();
        if (exists(installed + "/layouts")) return installed;
    }
    return BANXIN_SOURCE_DIR;
}

std::string cache_file() {
    std::string folder = environment("XDG_CACHE_HOME");
    if (folder.empty() && !environment("HOME").empty()) folder = environment("HOME") + "/.cache";
    return folder.empty() ? "" : folder + "/banxin/fonts.index";
}

/// Of the layouts in a folder, sorted.
std::vector<std::string> layout_names(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".xml") out.push_back(entry.path().stem().string());
    std::sort(out.begin(), out.end());
    return out;
}

bool is_file_name(const std::string& asked) { return asked.find('/') != std::string::npos || asked.ends_with(".xml"); }

}  // namespace

Library::Library() : data_(find_data()) {}

std::shared_ptr<const xml::Document> Library::read(const std::string& path, Diagnostics& diagnostics) {
    const auto bytes = read_file(path, diagnostics);
    return bytes ? xml::Document::parse(*bytes, path, {}, diagnostics) : nullptr;
}

std::shared_ptr<const xml::Document> Library::layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) {
    for (const std::string& folder : {beside_, data_ + "/layouts"}) {
        const std::string path = folder + "/" + std::string(name) + ".xml";
        if (!folder.empty() && exists(path)) return read(path, diagnostics);
    }
    const std::vector<std::string> names = layout_names(data_ + "/layouts");
    const std::string_view meant = nearest(name, std::vector<std::string_view>(names.begin(), names.end()));
    if (!meant.empty()) diagnostics.report(Code::kNoLayoutMeant, where, {name, data_ + "/layouts", meant});
    else
        diagnostics.report(Code::kNoLayout, where,
                           {name, data_ + "/layouts", names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "))});
    return nullptr;
}

LayoutPtr Library::layout(const std::string& asked, SourcePos where, Diagnostics& diagnostics) {
    std::shared_ptr<const xml::Document> document;
    if (where.file == nullptr && is_file_name(asked)) {
        const std::string folder = fs::path(asked).parent_path().string();
        beside_ = folder.empty() ? "." : folder;
        document = read(asked, diagnostics);
    } else if (!reader::is_layout_name(asked)) {
        diagnostics.report(Code::kNotALayoutName, where, {asked});
    } else {
        document = layout(std::string_view(asked), where, diagnostics);
    }
    return document ? reader::read_layout(std::move(document), *this, diagnostics) : nullptr;
}

std::optional<font::Catalogue> Library::catalogue(Diagnostics& diagnostics) {
    const auto document = read(data_ + "/fonts/fonts.xml", diagnostics);
    return document ? font::read_catalogue(*document, diagnostics) : std::nullopt;
}

std::vector<std::string> Library::font_folders(const Options& options) const {
    std::vector<std::string> out;
    std::error_code error;
    for (const std::string& folder : options.fonts) out.push_back(fs::absolute(folder, error).string());  // the cache serves every folder
    out.push_back(data_ + "/fonts/free");
    const std::string home = environment("HOME");
    if (!home.empty()) {
        out.push_back(home + "/.local/share/fonts");
        out.push_back(home + "/.fonts");
    }
    out.push_back("/usr/local/share/fonts");
    out.push_back("/usr/share/fonts");
    return out;
}

font::FontIndex indexed_fonts(const std::vector<std::string>& folders, bool use_cache) {
    const std::string path = use_cache ? cache_file() : "";
    std::optional<font::FontIndex> previous;
    std::string cached;
    if (!path.empty() && exists(path)) {
        Diagnostics ignored;  // a cache that cannot be read is built anew
        cached = read_file(path, ignored).value_or("");
        previous = font::parse_index(cached);
    }
    font::FontIndex index = font::build_index(folders, previous ? &*previous : nullptr);
    const auto kept = path.empty() ? std::nullopt : font::worth_keeping(index, previous ? &*previous : nullptr);
    if (!kept) return index;
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    Diagnostics ignored;  // a cache that cannot be written costs time, nothing else
    if (!error) write_file(path, font::serialise(*kept), ignored);
    return index;
}

}  // namespace banxin::cli
