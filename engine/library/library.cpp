// Look-up of layouts and fonts, on the disk and among what was handed in.
#include "library/library.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "files/files.hpp"

namespace banxin {
namespace {

namespace fs = std::filesystem;

bool is_file_name(const std::string& asked) { return asked.find('/') != std::string::npos || asked.ends_with(".xml"); }

}  // namespace

std::shared_ptr<const xml::Document> read_xml(const std::string& path, Diagnostics& diagnostics, const Reading& reading) {
    const auto bytes = read_file(path, diagnostics, reading);
    return bytes ? xml::Document::parse(*bytes, path, {}, diagnostics) : nullptr;
}

std::shared_ptr<const xml::Document> Library::layout(std::string_view name, SourcePos where, Diagnostics& diagnostics) {
    const auto path_in = [&](const std::string& folder) { return folder + "/" + std::string(name) + ".xml"; };
    if (!beside_.empty() && exists(path_in(beside_))) return read_xml(path_in(beside_), diagnostics, reading_);
    if (const auto kept = layouts_.find(name); kept != layouts_.end())
        return xml::Document::parse(kept->second.bytes, kept->second.file_name, {}, diagnostics);
    for (const std::string& folder : folders_)
        if (exists(path_in(folder))) return read_xml(path_in(folder), diagnostics, reading_);
    report_missing(name, where, diagnostics);
    return nullptr;
}

void Library::report_missing(std::string_view name, SourcePos where, Diagnostics& diagnostics) const {
    std::vector<std::string> names;
    for (const auto& [known, file] : layouts_) names.push_back(known);
    std::error_code error;
    for (const std::string& folder : folders_)
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
            if (entry.path().extension() == ".xml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const std::string places = folders_.empty() ? "-" : fmt::format("{}", fmt::join(folders_, ", "));
    const std::string_view meant = nearest(name, std::vector<std::string_view>(names.begin(), names.end()));
    if (!meant.empty()) diagnostics.report(Code::kNoLayoutMeant, where, {name, places, meant});
    else diagnostics.report(Code::kNoLayout, where, {name, places, names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "))});
}

LayoutPtr Library::layout(const std::string& asked, SourcePos where, Diagnostics& diagnostics) {
    std::shared_ptr<const xml::Document> document;
    if (where.file == nullptr && is_file_name(asked)) {
        const std::string folder = fs::path(asked).parent_path().string();
        beside_ = folder.empty() ? "." : folder;
        document = read_xml(asked, diagnostics, reading_);
    } else if (!reader::is_layout_name(asked)) {
        diagnostics.report(Code::kNotALayoutName, where, {asked});
    } else {
        document = layout(std::string_view(asked), where, diagnostics);
    }
    return document ? reader::read_layout(std::move(document), *this, diagnostics) : nullptr;
}

LayoutPtr Library::layout(const std::string& asked, const std::string& wish, SourcePos where, Diagnostics& diagnostics) {
    if (!asked.empty()) return layout(asked, {}, diagnostics);
    return wish.empty() ? layout(std::string(kDefaultLayout), {}, diagnostics) : layout(wish, where, diagnostics);
}

std::vector<std::string> system_font_folders() { return {"/usr/local/share/fonts", "/usr/share/fonts"}; }

font::FontIndex indexed_fonts(const std::vector<std::string>& folders, const std::string& cache) {
    std::optional<font::FontIndex> previous;
    std::string cached;
    if (!cache.empty() && exists(cache)) {
        Diagnostics ignored;  // a cache that cannot be read is built anew
        cached = read_file(cache, ignored).value_or("");
        previous = font::parse_index(cached);
    }
    font::FontIndex index = font::build_index(folders, previous ? &*previous : nullptr);
    const auto kept = cache.empty() ? std::nullopt : font::worth_keeping(index, previous ? &*previous : nullptr);
    if (!kept) return index;
    std::error_code error;
    fs::create_directories(fs::path(cache).parent_path(), error);
    Diagnostics ignored;  // a cache that cannot be written costs time, nothing else
    if (!error) write_file(cache, font::serialise(*kept), ignored);
    return index;
}

}  // namespace banxin
