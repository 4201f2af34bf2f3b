// One descriptor a file, as SQLite has one: its lock is that of the whole process, so who holds it inside is counted here.
#include "files/hold.hpp"

#include <cerrno>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace banxin {

struct Hold::File {
    int fd = -1;
    std::mutex guard;
    std::condition_variable free;
    int shared = 0;
    bool alone = false;

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
    file->fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file->fd < 0) return nullptr;
    return known.emplace(std::pair(info.st_dev, info.st_ino), std::move(file)).first->second.get();
}

void Hold::note(const std::string& path) { file_at(path, true); }
bool Hold::is_noted(const std::string& path) { return file_at(path, false) != nullptr; }

std::unique_ptr<Hold> Hold::shared(const std::string& path) {
    File* file = file_at(path, true);
    auto out = std::unique_ptr<Hold>(new Hold(nullptr, false));
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
    auto out = std::unique_ptr<Hold>(new Hold(nullptr, true));
    if (!file) return out;
    const std::lock_guard lock(file->guard);
    if (file->shared > 0 || file->alone || !file->lock(LOCK_EX | LOCK_NB)) return nullptr;
    file->alone = true;
    out->file_ = file;
    return out;
}

Hold::~Hold() {
    if (!file_) return;
    const std::lock_guard lock(file_->guard);
    if (alone_) file_->alone = false;
    else --file_->shared;
    if (file_->shared == 0) file_->lock(LOCK_UN);
    file_->free.notify_all();
}

}  // namespace banxin
