// Walking of font folders, reading of names through FreeType, and the text form of an index.
#include "font/index.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <sys/stat.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SFNT_NAMES_H
#include FT_TRUETYPE_IDS_H
#include FT_TRUETYPE_TABLES_H

#include "base/utf8.hpp"

namespace banxin::font {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeader = "banxin-font-index 1\n";

bool font_file(const fs::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending == ".otf" || ending == ".ttf" || ending == ".ttc" || ending == ".otc";
}

void collect(const fs::path& folder, std::set<std::string>& seen, std::vector<std::string>& out) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    if (error || !seen.insert(real.string()).second) return;
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error))
        entries.push_back(it->path());
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) {
        if (font_file(entry)) out.push_back(entry.string());
        else if (fs::is_directory(entry, error)) collect(entry, seen, out);
    }
}

struct FreeFace {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using FacePointer = std::unique_ptr<FT_FaceRec_, FreeFace>;

/// Names in UTF-16BE (Windows, Unicode) or plain ASCII (Macintosh); others are left out.
std::string decode(const FT_SfntName& name) {
    std::string out;
    const bool wide = name.platform_id == TT_PLATFORM_MICROSOFT || name.platform_id == TT_PLATFORM_APPLE_UNICODE;
    if (!wide) {
        for (FT_UInt i = 0; i < name.string_len; ++i) {
            if (name.string[i] < 0x20 || name.string[i] > 0x7E) return {};
            out += static_cast<char>(name.string[i]);
        }
        return out;
    }
    for (FT_UInt i = 0; i + 1 < name.string_len; i += 2) {
        const auto unit = [&](FT_UInt at) { return static_cast<char32_t>(name.string[at] << 8 | name.string[at + 1]); };
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < name.string_len) {
            c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
            i += 2;
        }
        if (c < 0x20 || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) return {};
        utf8::append(out, c);
    }
    return out;
}

std::vector<std::string> names_of(FT_Face face) {
    std::vector<std::string> out;
    for (FT_UInt i = 0; i < FT_Get_Sfnt_Name_Count(face); ++i) {
        FT_SfntName name;
        if (FT_Get_Sfnt_Name(face, i, &name) != 0) continue;
        const bool wanted = name.name_id == TT_NAME_ID_FONT_FAMILY || name.name_id == TT_NAME_ID_FULL_NAME ||
                            name.name_id == TT_NAME_ID_PS_NAME || name.name_id == TT_NAME_ID_TYPOGRAPHIC_FAMILY;
        if (!wanted) continue;
        std::string text = decode(name);
        if (!text.empty() && std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    }
    return out;
}

std::vector<IndexedFace> read_faces(FT_Library library, const std::string& path) {
    std::vector<IndexedFace> out;
    for (FT_Long i = 0, count = 1; i < count; ++i) {
        FT_Face raw = nullptr;
        if (FT_New_Face(library, path.c_str(), i, &raw) != 0) continue;
        const FacePointer face(raw);
        count = face->num_faces;
        std::string error;
        const FacePtr opened = Face::open(path, static_cast<std::uint32_t>(i), error);
        if (!opened) continue;
        IndexedFace entry;
        entry.index = static_cast<std::uint32_t>(i);
        entry.names = names_of(raw);
        entry.postscript_name = opened->postscript_name();
        entry.style = face->style_name ? face->style_name : "";
        entry.flavour = opened->flavour();
        entry.fs_type = opened->fs_type();
        out.push_back(std::move(entry));
    }
    return out;
}

/// A tab or line end in a name would break the text form.
std::string field(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

/// Splits off the text up to `stop`; false at the end of the input.
bool take(std::string_view& rest, char stop, std::string_view& out) {
    const std::size_t end = rest.find(stop);
    if (end == std::string_view::npos) return false;
    out = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return true;
}

template <class Number>
bool number(std::string_view text, Number& out) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

bool parse_file(std::string_view line, IndexedFile& out) {
    std::string_view path, modified, size;
    if (!take(line, '\t', path) || !take(line, '\t', modified) || !take(line, '\t', size)) return false;
    out.path = path;
    return number(modified, out.modified) && number(size, out.size);
}

bool parse_face(std::string_view line, IndexedFace& out) {
    std::string_view index, flavour, fs_type, style, postscript, name;
    if (!take(line, '\t', index) || !take(line, '\t', flavour) || !take(line, '\t', fs_type) || !take(line, '\t', style) ||
        !take(line, '\t', postscript))
        return false;
    unsigned kind = 0;
    if (!number(index, out.index) || !number(flavour, kind) || kind > 3 || !number(fs_type, out.fs_type)) return false;
    out.flavour = static_cast<Flavour>(kind);
    out.style = style;
    out.postscript_name = postscript;
    while (take(line, '\t', name)) out.names.emplace_back(name);
    return line.empty();
}

}  // namespace

FontIndex build_index(const std::vector<std::string>& folders, const FontIndex* previous) {
    std::vector<std::string> paths;
    std::set<std::string> seen;
    for (const std::string& folder : folders) collect(folder, seen, paths);

    std::map<std::string_view, const IndexedFile*> known;
    if (previous)
        for (const IndexedFile& file : previous->files) known.emplace(file.path, &file);

    FontIndex out;
    FT_Library library = nullptr;
    for (std::string& path : paths) {
        struct stat info {};
        if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
        IndexedFile file{std::move(path), info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec, info.st_size, {}};
        const auto found = known.find(file.path);
        if (found != known.end() && found->second->modified == file.modified && found->second->size == file.size) {
            file.faces = found->second->faces;
        } else {
            if (!library && FT_Init_FreeType(&library) != 0) return out;
            file.faces = read_faces(library, file.path);
        }
        out.files.push_back(std::move(file));
    }
    if (library) FT_Done_FreeType(library);
    return out;
}

std::string serialise(const FontIndex& index) {
    std::string out(kHeader);
    for (const IndexedFile& file : index.files) {
        if (file.path.find_first_of("\t\n") != std::string::npos) continue;
        out += fmt::format("file\t{}\t{}\t{}\t\n", file.path, file.modified, file.size);
        for (const IndexedFace& face : file.faces) {
            out += fmt::format("face\t{}\t{}\t{}\t{}\t{}\t", face.index, static_cast<unsigned>(face.flavour), face.fs_type,
                               field(face.style), field(face.postscript_name));
            for (const std::string& name : face.names) out += field(name) + '\t';
            out += '\n';
        }
    }
    out += "end\n";
    return out;
}

std::optional<FontIndex> parse_index(std::string_view bytes) {
    if (!bytes.starts_with(kHeader) || utf8::find_invalid(bytes) != bytes.size()) return std::nullopt;
    bytes.remove_prefix(kHeader.size());
    FontIndex out;
    std::string_view line;
    while (take(bytes, '\n', line)) {
        if (line == "end") return bytes.empty() ? std::optional(std::move(out)) : std::nullopt;
        if (line.starts_with("file\t")) {
            if (!parse_file(line.substr(5), out.files.emplace_back())) return std::nullopt;
        } else if (line.starts_with("face\t") && !out.files.empty()) {
            if (!parse_face(line.substr(5), out.files.back().faces.emplace_back())) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace banxin::font
