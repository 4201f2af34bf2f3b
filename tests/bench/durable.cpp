// The least that any program must do to publish files: hash them, write them under temporary names, bring all onto the disk with one sync,
// give them their names, sync the folder. batch.py runs it beside `banxin batch`, on the same bytes.
// Usage: durable FROM TO: the PDFs of FROM into the new folder TO. Reading them is not counted.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using File = std::pair<std::string, std::string>;  // name, bytes

[[noreturn]] void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

std::vector<File> read_all(const char* folder) {
    std::vector<File> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".pdf") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        out.emplace_back(entry.path().filename(), std::string(std::istreambuf_iterator<char>(in), {}));
    }
    std::sort(out.begin(), out.end());
    return out;
}

unsigned hash(const std::string& bytes) {
    sha256_ctx context;
    std::uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
    sha256_digest(&context, sizeof digest, digest);
    return digest[0];
}

void write(int folder, const std::string& name, const std::string& bytes) {
    const int fd = ::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) fail("open");
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t n = ::write(fd, bytes.data() + at, bytes.size() - at);
        if (n <= 0) fail("write");
        at += static_cast<std::size_t>(n);
    }
    if (::close(fd) != 0) fail("close");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const std::vector<File> files = read_all(argv[1]);
    const auto begin = std::chrono::steady_clock::now();
    if (::mkdir(argv[2], 0777) != 0) fail("mkdir");
    const int folder = ::open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) fail("open");
    unsigned seen = 0;  // so that no hash may be left out
    for (const auto& [name, bytes] : files) {
        seen += hash(bytes);
        write(folder, name + ".tmp", bytes);
    }
    if (::syncfs(folder) != 0) fail("syncfs");
    for (const auto& [name, bytes] : files) {
        if (::linkat(folder, (name + ".tmp").c_str(), folder, name.c_str(), 0) != 0) fail("link");
        if (::unlinkat(folder, (name + ".tmp").c_str(), 0) != 0) fail("unlink");
    }
    if (::fsync(folder) != 0) fail("fsync");
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    std::fprintf(stderr, "%zu files, %u\ntime durable %.3f ms\n", files.size(), seen, took.count());
    return 0;
}
