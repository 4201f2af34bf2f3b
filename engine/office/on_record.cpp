// Files on the disk compared with their hashes on record.
#include "office/on_record.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha256.hpp"
#include "batch/manifest.hpp"
#include "files/files.hpp"

namespace banxin::office {
namespace {

/// The hash of a file of any size; "": errno says why there is none.
std::string hash_of(const std::string& path) {
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe would wait for its writer
    if (fd < 0) return {};
    Sha256 hash;
    std::vector<char> piece(kPiece);
    struct stat info {};
    ssize_t n = ::fstat(fd, &info);
    if (n == 0 && !S_ISREG(info.st_mode)) n = -1, errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    if (n == 0)
        while ((n = ::read(fd, piece.data(), piece.size())) > 0 || (n < 0 && errno == EINTR))
            if (n > 0) hash.add({piece.data(), static_cast<std::size_t>(n)});
    const int error = errno;
    ::close(fd);
    errno = error;
    return n == 0 ? hash.digest() : std::string();
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

bool is_missing(const std::string& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) == 0 || errno != ENOENT) return false;
    return ::stat(folder_of(path).c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

}  // namespace

std::optional<registry::File> record_of(const char* role, const std::string& path, Diagnostics& diagnostics) {
    std::string hash = hash_of(path);
    if (!hash.empty()) return registry::File{role, absolute(path), std::move(hash)};
    const int error = errno;
    if (error == EINVAL) diagnostics.report_in(Code::kNoRegularFile, path, {path});
    else diagnostics.report_in(Code::kCannotRead, path, {path, std::strerror(error), in_chinese(error)});
    return std::nullopt;
}

std::string path_on_record(const std::string& name) { return exists(name) ? absolute(name) : name; }

std::string place_of(const std::string& document) {
    const std::string manifest = '/' + batch::Manifest{}.file_name();
    return document.ends_with(manifest) ? document.substr(0, document.size() - manifest.size()) : document;
}

bool is_catalogue(const registry::File& file) { return file.role == "font" && file.path.ends_with(".xml"); }

bool is_picture(const registry::File& file) {
    std::string ending = std::filesystem::path(file.path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return file.role == kRoleOfPictures && (ending == ".png" || ending == ".jpg" || ending == ".jpeg");
}

bool can_be_read_again(const std::string& path, Diagnostics& diagnostics) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || S_ISREG(info.st_mode)) return true;
    return diagnostics.report_in(Code::kNoRegularFile, path, {path}), false;
}

Compared compare(const registry::File& file) {
    const std::string hash = hash_of(file.path);
    const int error = errno;
    if (!hash.empty()) return {hash == file.sha256 ? Compared::Is::kSame : Compared::Is::kOther};
    return {is_missing(file.path) ? Compared::Is::kMissing : Compared::Is::kUnknown, error};
}

registry::Register::Finding look_for(const registry::Issue& issue, const registry::Publication& prepared, const std::string& register_file,
                                     Diagnostics& diagnostics) {
    using Is = registry::Register::Finding::Is;
    std::size_t documents = 0, out = 0;
    for (const registry::File& file : prepared.files) {
        if (file.role != "pdf" && file.role != "manifest") continue;
        ++documents;
        Compared seen = compare(file);
        if (seen.is == Compared::Is::kSame && !sync_folder(folder_of(file.path))) seen = {Compared::Is::kUnknown, errno};
        if (seen.is == Compared::Is::kUnknown) {
            diagnostics.report_in(Code::kNotKnownWhether, register_file,
                                  {issue.series, issue.text, file.path, std::strerror(seen.error), in_chinese(seen.error)});
            return {Is::kUnknown, {}};
        }
        out += seen.is == Compared::Is::kSame;
    }
    if (out == 0) return {Is::kNotPublished, "not published"};
    if (out == documents) return {Is::kPublished, "found published"};
    const std::string& folder = folder_of(prepared.files.back().path);
    diagnostics.report_in(Code::kPartlyPublished, register_file, {issue.series, issue.text, folder});
    return {Is::kUnknown, {}};
}

}  // namespace banxin::office
