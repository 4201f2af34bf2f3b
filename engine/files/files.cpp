// Reading and publishing of files over POSIX calls.
#include "files/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/values.hpp"
#include "base/write_all.hpp"
#include "files/descriptor.hpp"

namespace banxin {
namespace {

void report(Code code, const std::string& path, int error, Diagnostics& diagnostics) {
    diagnostics.report_in(code, path, {path, std::strerror(error), in_chinese(error)});
}

constexpr int kMostLinks = 40;  // as many as the system follows

/// The file that `path` leads to over symbolic links, which need not exist. None: errno says why.
std::optional<std::string> behind_links(std::string path) {
    std::string link(4'096, '\0');
    for (int i = 0; i < kMostLinks; ++i) {
        const ssize_t size = ::readlink(path.c_str(), link.data(), link.size());
        if (size < 0 && (errno == EINVAL || errno == ENOENT)) return path;  // no link, or nothing at all
        if (size < 0) return std::nullopt;
        const std::string to = link.substr(0, static_cast<std::size_t>(size));
        path.resize(to.starts_with('/') ? 0 : path.rfind('/') + 1);
        path += to;
    }
    errno = ELOOP;
    return std::nullopt;
}

/// Waits a moment for something to read, or the end of it.
bool has_come(int file) {
    constexpr int kMoment = 20;  // milliseconds
    pollfd asked{file, POLLIN, 0};
    return ::poll(&asked, 1, kMoment) > 0;
}

/// Of /proc/self/fd/3, /dev/fd/3 and the like.
std::optional<int> descriptor_named(std::string_view path) {
    for (const std::string& folder : {std::string("/dev/fd/"), std::string("/proc/self/fd/"), fmt::format("/proc/{}/fd/", ::getpid())})
        if (path.starts_with(folder)) return parse_number(path.substr(folder.size()));
    return std::nullopt;
}

}  // namespace

void too_long(const std::string& name, std::size_t bytes, std::size_t most, Diagnostics& diagnostics) {
    diagnostics.report_in(Code::kFileTooLong, name, {fmt::format("{}", bytes), fmt::format("{}", most)});
}

std::optional<int> open_stream(std::string path) {
    std::error_code error;
    for (int i = 0; i < kMostLinks && !error; ++i) {
        if (const auto descriptor = descriptor_named(path)) return descriptor;
        const auto to = std::filesystem::read_symlink(path, error);
        path = (std::filesystem::path(path).parent_path() / to).string();
    }
    return std::nullopt;
}

std::string_view in_chinese(int error) {
    switch (error) {
        case ENOENT: return "文件或文件夹不存在";
        case EACCES:
        case EPERM: return "没有权限";
        case EISDIR: return "这是文件夹，不是文件";
        case ENOTDIR: return "路径中有一项不是文件夹";
        case ELOOP: return "符号链接循环指向";
        case ENOSPC:
        case EDQUOT: return "磁盘空间不足";
        case EROFS: return "磁盘为只读";
        case EFBIG: return "文件太大";
        case ENAMETOOLONG: return "文件名太长";
        default: return "系统错误";
    }
}

bool read_pieces(const std::string& path, const std::function<void(std::string_view)>& take, Diagnostics& diagnostics,
                 const Reading& reading) {
    const auto fail = [&](int error) { return report(Code::kCannotRead, path, error, diagnostics), false; };
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe is waited for below, not here
    struct stat info {};
    if (!file.valid() || ::fstat(file.get(), &info) != 0) return fail(errno);
    if (S_ISDIR(info.st_mode)) return fail(EISDIR);
    if (S_ISREG(info.st_mode) && static_cast<std::size_t>(info.st_size) > kMaxInput)
        return too_long(path, static_cast<std::size_t>(info.st_size), kMaxInput, diagnostics), false;
    std::string piece(std::size_t{1} << 16, '\0');
    for (std::size_t used = 0;;) {
        if (reading) reading(used);
        if (!S_ISREG(info.st_mode) && !has_come(file.get())) continue;
        const ssize_t n = ::read(file.get(), piece.data(), piece.size());
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (n < 0) return fail(errno);
        if (n == 0) return true;
        used += static_cast<std::size_t>(n);
        if (used > kMaxInput) return too_long(path, used, kMaxInput, diagnostics), false;
        take(std::string_view(piece).substr(0, static_cast<std::size_t>(n)));
    }
}

std::optional<std::string> read_file(const std::string& path, Diagnostics& diagnostics, const Reading& reading) {
    std::string out;
    return read_pieces(
               path, [&](std::string_view piece) { out += piece; }, diagnostics, reading)
               ? std::optional(std::move(out))
               : std::nullopt;
}

Staging::~Staging() {
    for (const File& file : files_) {
        if (file.state == State::kExchanged) ::renameat2(AT_FDCWD, file.temporary.c_str(), AT_FDCWD, file.target.c_str(), RENAME_EXCHANGE);
        if (file.state == State::kNew) ::unlink(file.target.c_str());
        if (!file.temporary.empty()) ::unlink(file.temporary.c_str());
    }
}

bool Staging::fail(const std::string& path, int error) { return fail_to_write(path, error, diagnostics_); }

bool Staging::add(const Output& to, std::string_view bytes) {
    const std::string& path = to.path;
    struct stat info {};
    const bool open = to.descriptor >= 0 || to.write;
    const bool exists = !open && ::stat(path.c_str(), &info) == 0;
    if (exists && S_ISDIR(info.st_mode)) return fail(path, EISDIR);
    const auto stream = open ? std::nullopt : open_stream(path);
    if (open || stream || (exists && !S_ISREG(info.st_mode))) {
        files_.push_back({to, {}, {}, nullptr, bytes, State::kStream});
        if (stream) files_.back().to.descriptor = *stream;
        return true;
    }
    const std::optional<std::string> target = behind_links(path);
    auto file = target ? NewFile::in_folder_of(*target) : nullptr;
    if (!file) return fail(path, errno);
    files_.push_back({to, *target, {}, std::move(file), {}, State::kStaged});
    return files_.back().made->write(bytes) || fail(path, errno);
}

bool Staging::place() {
    for (const File& file : files_) {
        if (file.state != State::kStream) continue;
        if (file.to.write) {
            file.to.write(file.bytes);
            continue;
        }
        const int open = file.to.descriptor;
        Descriptor device(open >= 0 ? ::fcntl(open, F_DUPFD_CLOEXEC, 0) : ::open(file.to.path.c_str(), O_WRONLY | O_CLOEXEC));
        if (!device.valid() || !write_all(device.get(), file.bytes) || !device.close()) return fail(file.to.path, errno);
    }
    for (File& file : files_) {
        if (file.state != State::kStaged) continue;
        if (!file.made->name_for_now(file.temporary)) return fail(file.to.path, errno);
        const char *from = file.temporary.c_str(), *to = file.target.c_str();
        if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0) {
            file.state = State::kExchanged;
        } else {
            const bool is_new = errno == ENOENT;  // else the file system cannot exchange, and there is no way back
            if (::rename(from, to) != 0) return fail(file.to.path, errno);
            file.state = is_new ? State::kNew : State::kReplaced;
            file.temporary.clear();
        }
    }
    return true;
}

void Staging::keep() {
    for (const File& file : files_)
        if (file.state == State::kExchanged) ::unlink(file.temporary.c_str());
    files_.clear();
}

bool write_file(const Output& to, std::string_view bytes, Diagnostics& diagnostics) {
    Staging staging(diagnostics);
    if (!staging.add(to, bytes) || !staging.place()) return false;
    staging.keep();
    return true;
}

bool exists(const std::string& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0;
}

std::string absolute(const std::string& path) {
    std::error_code error;
    return std::filesystem::absolute(path, error).lexically_normal().string();
}

bool same_file(const std::string& a, const std::string& b) {
    struct stat first {
    }, second{};
    return ::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0 && S_ISREG(first.st_mode) && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

}  // namespace banxin
