// Files without a name (O_TMPFILE), or with a temporary one where the file system has none such.
#include "files/new_file.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/write_all.hpp"
#include "files/files.hpp"

namespace banxin {
namespace {

constexpr int kMostTries = 1'000;

/// What no second try mends: the name itself is wrong.
bool is_wrong_name(int error) { return error == EISDIR || error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG || error == ELOOP; }

/// In a container every process may have the same number, and one that was killed may have left its file behind.
std::string temporary_name(const std::string& folder, int attempt) {
    return fmt::format("{}.banxin-{}-{}.tmp", folder, ::getpid(), attempt);
}

std::string as_open(int fd) { return fmt::format("/proc/self/fd/{}", fd); }

}  // namespace

bool fail_to_write(const std::string& path, int error, Diagnostics& diagnostics) {
    diagnostics.report_in(is_wrong_name(error) ? Code::kOutputRefused : Code::kCannotWrite, path,
                          {path, std::strerror(error), in_chinese(error)});
    return false;
}

std::unique_ptr<NewFile> NewFile::in_folder_of(const std::string& path) {
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    int fd = ::open(folder.empty() ? "." : folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (fd >= 0 && ::access(as_open(fd).c_str(), F_OK) == 0) return std::unique_ptr<NewFile>(new NewFile(fd, folder, {}));
    if (fd >= 0) ::close(fd);  // without /proc it would never get a name
    std::string name;
    for (int i = 0; i < kMostTries; ++i) {
        name = temporary_name(folder, i);
        fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) break;
    }
    return fd < 0 ? nullptr : std::unique_ptr<NewFile>(new NewFile(fd, folder, name));
}

NewFile::~NewFile() {
    if (!name_.empty()) ::unlink(name_.c_str());
}

bool NewFile::write(std::string_view bytes) { return write_all(file_.get(), bytes); }

bool NewFile::link_to(const std::string& path) {
    if (!name_.empty()) return ::link(name_.c_str(), path.c_str()) == 0;
    return ::linkat(AT_FDCWD, as_open(file_.get()).c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

bool NewFile::name_for_now(std::string& name) {
    name = std::exchange(name_, {});
    for (int i = 0; name.empty() && i < kMostTries; ++i) {
        name = temporary_name(folder_, i);
        if (link_to(name)) break;
        name.clear();
        if (errno != EEXIST) return false;
    }
    return !name.empty() && file_.close();
}

bool NewFile::publish(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
    const bool written = write(bytes) && ::fsync(file_.get()) == 0;
    const bool linked = written && link_to(path);
    const int error = errno;
    if (!linked && written && error == EEXIST) return diagnostics.report_in(Code::kAlreadyThere, path, {path}), false;
    if (!linked) return fail_to_write(path, error, diagnostics);
    if (sync_folder(folder_.empty() ? "." : folder_)) return true;
    const int why = errno;
    ::unlink(path.c_str());  // whether its name lasts is not known: better that it does not
    return fail_to_write(path, why, diagnostics);
}

bool publish(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
    const auto file = NewFile::in_folder_of(path);
    return file ? file->publish(path, bytes, diagnostics) : fail_to_write(path, errno, diagnostics);
}

bool sync_folder(const std::string& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.valid() && ::fsync(opened.get()) == 0;
}

}  // namespace banxin
