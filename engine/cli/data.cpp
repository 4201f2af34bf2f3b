// The program's data, the user's folders: the only place where the program asks the environment for them.
#include "cli/data.hpp"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "files/files.hpp"

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

}  // namespace

Library own_library() {
    Library out;
    out.add_folder(find_data() + "/layouts");
    return out;
}

std::optional<font::Catalogue> own_catalogue(Diagnostics& diagnostics) {
    const auto document = read_xml(find_data() + "/fonts/fonts.xml", diagnostics);
    return document ? font::read_catalogue(*document, diagnostics) : std::nullopt;
}

font::FontIndex index_fonts(const Options& options) {
    std::vector<std::string> folders;
    std::error_code error;
    for (const std::string& folder : options.fonts)
        folders.push_back(fs::absolute(folder, error).string());  // the cache serves every folder
    folders.push_back(find_data() + "/fonts/free");
    if (const std::string home = environment("HOME"); !home.empty()) {
        folders.push_back(home + "/.local/share/fonts");
        folders.push_back(home + "/.fonts");
    }
    for (std::string& folder : system_font_folders()) folders.push_back(std::move(folder));
    return indexed_fonts(folders, options.font_cache ? cache_file() : "");
}

}  // namespace banxin::cli
