// A register and the files that SQLite keeps beside it, told by their content and by their names.
#include "office/guard.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/descriptor.hpp"
#include "files/hold.hpp"
#include "register/tables.hpp"

namespace banxin::office {
namespace {

using Head = std::array<char, 100>;

/// The beginning of a regular file; zeros behind its end, or where there is none.
Head head_of(const std::string& path) {
    Head out{};
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat info {};
    if (file.valid() && ::fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode) && ::pread(file.get(), out.data(), out.size(), 0) < 0)
        out = {};
    return out;
}

std::uint32_t big_endian(const Head& head, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(head[at + i]);
    return out;
}

bool is_register(const std::string& path) {
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    constexpr std::size_t kApplicationAt = 68;
    if (Hold::is_noted(path)) return true;
    const Head head = head_of(path);
    return std::string_view(head.data(), kMagic.size()) == kMagic &&
           big_endian(head, kApplicationAt) == static_cast<std::uint32_t>(registry::kApplication);
}

/// A write-ahead log of SQLite, or the index of one, also under another name.
bool is_log(const std::string& path) {
    constexpr std::uint32_t kLog = 0x377F0682, kIndexVersion = 3'007'000;
    constexpr std::size_t kIndexHeader = 48;  // stands there twice
    const Head head = head_of(path);
    std::uint32_t version = 0;
    std::memcpy(&version, head.data(), sizeof version);
    return (big_endian(head, 0) & ~1u) == kLog ||
           (version == kIndexVersion && std::memcmp(head.data(), head.data() + kIndexHeader, kIndexHeader) == 0);
}

bool belongs_to_register(const std::string& path) { return is_named_as_log(path) || is_register(path) || is_log(path); }

}  // namespace

bool is_named_as_log(const std::string& path) {
    std::error_code error;
    const std::string whole = std::filesystem::weakly_canonical(path, error).string();
    constexpr std::array<std::string_view, 3> kEndings{"-wal", "-shm", "-journal"};
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
        return whole.ends_with(ending) && is_register(whole.substr(0, whole.size() - ending.size()));
    });
}

bool spares_registers(std::initializer_list<std::string> outputs, Diagnostics& diagnostics) {
    bool out = true;
    for (const std::string& path : outputs) {
        if (path.empty() || !belongs_to_register(path)) continue;
        diagnostics.report_in(Code::kOutputIsRegister, path, {path});
        out = false;
    }
    return out;
}

}  // namespace banxin::office
