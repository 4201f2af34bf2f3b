// For tests, preloaded: a program that is killed, waits, or fails at link(), where a document gets its name.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <dlfcn.h>
#include <unistd.h>

namespace {

void at(std::string_view place) {
    const char* given = std::getenv("AT_LINK");
    const std::string_view wanted = given ? given : "";
    if (wanted == place) kill(getpid(), SIGKILL);
    if (wanted == "wait" && place == "before") sleep(1);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int link(const char* from, const char* to) noexcept {
    const char* given = std::getenv("AT_LINK");
    at("before");
    if (given && std::string_view(given) == "fail") return errno = EIO, -1;
    const auto real = reinterpret_cast<int (*)(const char*, const char*)>(dlsym(RTLD_NEXT, "link"));
    const int done = real(from, to);
    at("after");
    return done;
}
