// One descriptor a file, as SQLite has one: its lock is that of the whole process, so who holds it inside is counted here.
#include "files/hold.hpp"

#include <cerrno>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/sha256.hpp"

namespace banxin {
namespace {

/// Far beyond the bytes of the file and those that SQLite locks.
off_t place_of(const std::string& name) {
    constexpr std::size_t kDigits = 15;
    return (off_t{1} << 61) + static_cast<off_t>(std::stoull(sha256(name).substr(0, kDigits), nullptr, 16));
}

}  // namespace

struct Hold::File {
    int fd = -1;
    std::mutex guard;
    std::condition_variable free;
    int shared = 0;
    bool alone = false;
    std::set<off_t> names;

    /// One byte for each name; false: others hold it.
    bool lock_name(off_t place, short how) const {
        struct flock range {};
        range.l_type = how;
        range.l_whence = SEEK_SET;
        range.l_start = place;
        range.l_len = 1;
        return ::fcntl(fd, F_OFD_SETLK, &range) == 0 || (errno != EAGAIN && errno != EACCES);  // else a file system without locks
    }
    bool lock(int how) const {
        int out = 0;
        while ((out = ::flock(fd, how)) != 0 && errno == EINTR) continue;
        return out == 0;
    }
};

Hold::File* Hold::file_at(const std::string& path, bool make) {
    static std::mutex guard;
    static std::map<std::pair<dev_t, ino_t>, std::unique_ptr<File>> known;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return nullptr;
    const std::lock_guard lock(guard);
    const auto found = known.find({info.st_dev, info.st_ino});
    if (found != known.end() || !make) return found != known.end() ? found->second.get() : nullptr;
    auto file = std::make_unique<File>();
    file->fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file->fd < 0) file->fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file->fd < 0) return nullptr;
    return known.emplace(std::pair(info.st_dev, info.st_ino), std::move(file)).first->second.get();
}

void Hold::note(const std::string& path) { file_at(path, true); }
bool Hold::is_noted(const std::string& path) { return file_at(path, false) != nullptr; }

std::unique_ptr<Hold> Hold::shared(const std::string& path) {
    File* file = file_at(path, true);
    auto out = std::unique_ptr<Hold>(new Hold(false));
    if (!file) return out;
    std::unique_lock lock(file->guard);
    file->free.wait(lock, [&] { return !file->alone; });
    if (file->shared == 0 && !file->lock(LOCK_SH)) return out;  // a file system without locks
    ++file->shared;
    out->file_ = file;
    return out;
}

std::unique_ptr<Hold> Hold::alone(const std::string& path) {
    File* file = file_at(path, true);
    auto out = std::unique_ptr<Hold>(new Hold(true));
    if (!file) return out;
    const std::lock_guard lock(file->guard);
    if (file->shared > 0 || file->alone || !file->lock(LOCK_EX | LOCK_NB)) return nullptr;
    file->alone = true;
    out->file_ = file;
    return out;
}

std::unique_ptr<Hold> Hold::of_name(const std::string& path, const std::string& name) {
    File* file = file_at(path, true);
    auto out = std::unique_ptr<Hold>(new Hold(true));
    if (!file) return out;
    const off_t place = place_of(name);
    const std::lock_guard lock(file->guard);
    const auto [held, is_new] = file->names.insert(place);
    if (!is_new) return nullptr;
    if (!file->lock_name(place, F_WRLCK)) return file->names.erase(held), nullptr;
    out->name_ = place;
    out->file_ = file;
    return out;
}

Hold::~Hold() {
    if (!file_) return;
    const std::lock_guard lock(file_->guard);
    if (name_ != 0) {
        file_->lock_name(name_, F_UNLCK);
        file_->names.erase(name_);
        return;
    }
    if (alone_) file_->alone = false;
    else --file_->shared;
    if (file_->shared == 0) file_->lock(LOCK_UN);
    file_->free.notify_all();
}

}  // namespace banxin
