// The program's data, the user's folders: the only place where the program asks the environment for them.
#include "cli/data.hpp"

#include <cstdlib>
#include <filesystem>

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
        const fs::path installed = program.parent_path().parent_path() / "share/banxin";
        if (fs::exists(installed / "layouts", error)) return installed.string();
    }
    return BANXIN_SOURCE_DIR;
}

std::string cache_file() {
    std::string folder = environment("XDG_CACHE_HOME");
    if (folder.empty() && !environment("HOME").empty()) folder = environment("HOME") + "/.cache";
    return folder.empty() ? "" : folder + "/banxin/fonts.index";
}

}  // namespace

Engine engine_of(const Options& options) {
    const std::string data = find_data();
    Engine::Options out;
    out.language = in_c(options.language);
    out.official_layouts = false;
    out.layout_folders = {data + "/layouts"};
    out.layout_files = true;
    out.catalogue = Source::file(data + "/fonts/fonts.xml");
    out.font_folders = options.fonts;
    const std::string home = environment("HOME");
    const auto add_if_there = [&](const std::string& folder) {
        std::error_code error;
        if (fs::is_directory(folder, error)) out.font_folders.push_back(folder);
    };
    add_if_there(data + "/fonts/free");
    if (!home.empty()) add_if_there(home + "/.local/share/fonts");
    if (!home.empty()) add_if_there(home + "/.fonts");
    out.free_fonts = options.free_fonts;
    out.font_index = options.font_cache ? cache_file() : "";
    out.fonts_when_needed = true;
    return Engine(out);
}

std::string temporary_folder() {
    const std::string asked = environment("TMPDIR");
    return asked.empty() ? "/tmp" : asked;
}

}  // namespace banxin::cli
