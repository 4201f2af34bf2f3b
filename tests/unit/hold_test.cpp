// Holds of a register's file beside SQLite, which loses its locks where a descriptor of the file is closed.
#include <atomic>
#include <thread>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files/hold.hpp"
#include "unit/register_support.hpp"

using namespace banxin;
using namespace banxin::registry;

namespace {

/// What another process sees, which `look` says with 0 or 1.
template <class Look>
bool elsewhere(Look look) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(look() ? 1 : 0);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

/// Whether another process could write the whole file.
bool is_locked(const std::string& path) {
    return elsewhere([&] {
        struct flock range {};
        range.l_type = F_WRLCK;
        const int file = ::open(path.c_str(), O_RDWR);
        return ::fcntl(file, F_GETLK, &range) == 0 && range.l_type != F_UNLCK;
    });
}

/// A file that SQLite has locked in this process.
struct Locked {
    sqlite3* connection = nullptr;
    explicit Locked(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
        REQUIRE(sqlite3_exec(connection, "PRAGMA journal_mode = DELETE; CREATE TABLE IF NOT EXISTS t (x); BEGIN EXCLUSIVE", nullptr,
                             nullptr, nullptr) == SQLITE_OK);
    }
    ~Locked() { sqlite3_close(connection); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
};

}  // namespace

TEST_CASE("holds that come and go leave SQLite's locks as they are") {
    const Folder folder;
    const std::string path = folder / "r.db";
    const Locked locked(path);
    REQUIRE(is_locked(path));
    Hold::note(path);
    CHECK(Hold::is_noted(path));
    CHECK(is_locked(path));
    for (const auto make : {Hold::shared, Hold::alone}) {
        CHECK(make(path) != nullptr);
        CHECK(is_locked(path));
    }
    CHECK(Hold::of_name(path, "a.pdf") != nullptr);
    CHECK(is_locked(path));
}

TEST_CASE("a descriptor that is closed drops them: what the test above would notice") {
    const Folder folder;
    const std::string path = folder / "r.db";
    const Locked locked(path);
    ::close(::open(path.c_str(), O_RDONLY));
    CHECK_FALSE(is_locked(path));
}

TEST_CASE("a name is held by one until it is let go") {
    const Folder folder;
    const std::string path = folder / "r.db";
    std::ofstream(path) << "x";
    {
        const auto mine = Hold::of_name(path, "/a.pdf");
        REQUIRE(mine != nullptr);
        CHECK(Hold::of_name(path, "/a.pdf") == nullptr);
        CHECK(Hold::of_name(path, "/b.pdf") != nullptr);
        std::atomic<bool> got{true};
        std::thread([&] { got = Hold::of_name(path, "/a.pdf") != nullptr; }).join();
        CHECK_FALSE(got);
        CHECK(Hold::shared(path) != nullptr);  // of the file, which is another thing
    }
    CHECK(Hold::of_name(path, "/a.pdf") != nullptr);
    CHECK(Hold::of_name(folder / "none.db", "/a.pdf") != nullptr);  // for others to report
}
