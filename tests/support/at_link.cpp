// For tests, preloaded: a program that is killed, waits, or fails where a document gets its name.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

void at(std::string_view place) {
    const char* given = std::getenv("AT_LINK");
    const std::string_view wanted = given ? given : "";
    if (wanted == place) kill(getpid(), SIGKILL);
    if (wanted == "wait" && place == "before") sleep(1);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int linkat(int from_folder, const char* from, int to_folder, const char* to,
                                                             int flags) noexcept {
    const char* given = std::getenv("AT_LINK");
    if (given && std::string_view(given) == "manifest" && std::string_view(to).ends_with(".jsonl")) sleep(2);
    const bool document = std::string_view(to).ends_with(".pdf");
    if (document) at("before");
    if (document && given && std::string_view(given) == "fail") return errno = EIO, -1;
    const auto real = reinterpret_cast<int (*)(int, const char*, int, const char*, int)>(dlsym(RTLD_NEXT, "linkat"));
    const int done = real(from_folder, from, to_folder, to, flags);
    if (document) at("after");
    if (given && std::string_view(given) == "named" && std::string_view(to).ends_with(".jsonl")) sleep(4);
    return done;
}

/// "unsynced": names in a folder cannot be put on the disk.
extern "C" __attribute__((visibility("default"))) int fsync(int fd) {
    const char* given = std::getenv("AT_LINK");
    struct stat info {};
    if (given && std::string_view(given) == "unsynced" && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) return errno = EIO, -1;
    const auto real = reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, "fsync"));
    return real(fd);
}
