// Walks font folders and reads the names of the faces found.
#include "font/index.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <unordered_map>

#include <dirent.h>
#include <fcntl.h>
#include <hb.h>
#include <sys/stat.h>

#include "font/tables.hpp"

namespace banxin::font {
namespace {

bool font_name(std::string_view name) {
    if (name.size() < 5 || name.front() == '.') return false;
    std::string ending(name.substr(name.size() - 4));
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending == ".otf" || ending == ".ttf" || ending == ".ttc" || ending == ".otc";
}

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000LL + time.tv_nsec; }

/// The font files of folders and all below them, in order, with time and size.
class Walk {
  public:
    void folder(const std::string& path) {
        const std::unique_ptr<DIR, CloseDir> dir(opendir(path.c_str()));
        struct stat info {};
        if (!dir || fstat(dirfd(dir.get()), &info) != 0 || !entered_.emplace(info.st_dev, info.st_ino).second) return;
        std::vector<std::string> names;
        while (const dirent* entry = readdir(dir.get())) {
            const bool may_be_folder = entry->d_type == DT_DIR || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN;
            if (entry->d_name[0] != '.' && (may_be_folder || font_name(entry->d_name))) names.emplace_back(entry->d_name);
        }
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            if (fstatat(dirfd(dir.get()), name.c_str(), &info, 0) != 0) continue;
            std::string below = path;
            if (!below.ends_with('/')) below += '/';
            below += name;
            if (S_ISDIR(info.st_mode)) folder(below);
            else if (S_ISREG(info.st_mode) && font_name(name)) file(std::move(below), info);
        }
    }

    std::vector<IndexedFile> take() { return std::move(files_); }

  private:
    struct CloseDir {
        void operator()(DIR* dir) const { closedir(dir); }
    };

    void file(std::string path, const struct stat& info) {
        // Rights count too: a file that could not be read may be readable now.
        files_.push_back({std::move(path), std::max(nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)), info.st_size, {}});
    }

    std::set<std::pair<dev_t, ino_t>> entered_;
    std::vector<IndexedFile> files_;
};

std::vector<IndexedFace> read_faces(const std::string& path, const FontData& bytes = {}) {
    std::vector<IndexedFace> out;
    const std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)> blob(blob_of(path, bytes), &hb_blob_destroy);
    if (!blob) return out;
    constexpr unsigned kMostFaces = 256;  // more than any real collection; a damaged count must not keep us
    const unsigned count = std::min(hb_face_count(blob.get()), kMostFaces);
    for (unsigned i = 0; i < count; ++i) {
        const std::unique_ptr<hb_face_t, decltype(&hb_face_destroy)> face(hb_face_create(blob.get(), i), &hb_face_destroy);
        const Facts facts = read_facts(face.get());
        std::vector<std::string> names = read_names(face.get());
        if (names.empty()) continue;
        out.push_back({i, facts.flavour, facts.fs_type, facts.weight, facts.italic, read_postscript_name(face.get()), std::move(names)});
    }
    return out;
}

using ByPath = std::unordered_map<std::string_view, const IndexedFile*>;

ByPath by_path(const FontIndex* index) {
    ByPath out;
    if (!index) return out;
    for (const IndexedFile& file : index->files) out.emplace(file.path, &file);
    return out;
}

}  // namespace

FontIndex build_index(const std::vector<std::string>& folders, const FontIndex* previous) {
    Walk walk;
    for (const std::string& folder : folders) walk.folder(folder);
    FontIndex out{walk.take()};
    const ByPath known = by_path(previous);
    for (IndexedFile& file : out.files) {
        const auto found = known.find(file.path);
        const bool same = found != known.end() && found->second->modified == file.modified && found->second->size == file.size;
        file.faces = same ? found->second->faces : read_faces(file.path);
    }
    return out;
}

IndexedFile index_file(std::string path) {
    std::vector<IndexedFace> faces = read_faces(path);
    return {std::move(path), 0, 0, std::move(faces)};
}

IndexedFile index_bytes(std::string name, const FontData& bytes) {
    std::vector<IndexedFace> faces = read_faces(name, bytes);
    return {std::move(name), 0, static_cast<std::int64_t>(bytes->size()), std::move(faces), bytes};
}

std::optional<FontIndex> worth_keeping(const FontIndex& now, const FontIndex* before) {
    const ByPath old = by_path(before);
    const auto held = [&](const IndexedFile& file) {
        const auto found = old.find(file.path);
        return (found != old.end() && *found->second == file) || !fits_a_line(file.path);
    };
    if (before && std::all_of(now.files.begin(), now.files.end(), held)) return std::nullopt;
    FontIndex out = now;
    const ByPath fresh = by_path(&now);
    for (const auto& [path, file] : old)
        if (struct stat info{}; !fresh.contains(path) && stat(file->path.c_str(), &info) == 0) out.files.push_back(*file);
    return out;
}

}  // namespace banxin::font
