// Files on the disk: read whole, written whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "files/new_file.hpp"

namespace banxin {

/// Beyond this a file is refused unread; the limit of xml::Limits.
inline constexpr std::size_t kMaxInput = std::size_t{64} << 20;

/// Asked while an input is read, also while nothing comes: how many bytes of it there are. What it throws ends the reading.
using Reading = std::function<void(std::size_t bytes)>;

std::optional<std::string> read_file(const std::string& path, Diagnostics& diagnostics, const Reading& reading = {});
/// The same piece by piece.
bool read_pieces(const std::string& path, const std::function<void(std::string_view)>& take, Diagnostics& diagnostics,
                 const Reading& reading = {});
/// Reports an input that has more bytes than there may be.
void too_long(const std::string& name, std::size_t bytes, std::size_t most, Diagnostics& diagnostics);

/// Where bytes go: to a file, or to a stream as it is.
struct Output {
    std::string path;                               // of a stream: what messages call it
    int descriptor = -1;                            // of a stream that is open
    std::function<void(std::string_view)> write{};  // a stream; what it throws comes out of place()
};

/// Files that are written together: all or none. Each is written without a name in the folder of the file, or of the file that a
/// symbolic link leads to, and takes its name when all are whole: files that existed stay as they were until then. Streams, devices and pipes
/// are written to as they are, before the first file gets its name.
class Staging {
  public:
    explicit Staging(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
    /// Undoes everything unless it was kept.
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    /// `bytes` live until place().
    bool add(const Output& to, std::string_view bytes);
    /// Gives each its name; what bore it before is put aside.
    bool place();
    void keep();

  private:
    enum class State : std::uint8_t { kStream, kStaged, kNew, kExchanged, kReplaced };
    struct File {
        Output to;
        std::string target, temporary;
        std::unique_ptr<NewFile> made;
        std::string_view bytes;
        State state;
    };
    bool fail(const std::string& path, int error);

    Diagnostics& diagnostics_;
    std::vector<File> files_;
};

/// One output, staged, placed and kept.
bool write_file(const Output& to, std::string_view bytes, Diagnostics& diagnostics);
inline bool write_file(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
    return write_file(Output{path}, bytes, diagnostics);
}

/// What an error of the system means to a user; strerror has only English in the locales that matter here.
std::string_view in_chinese(int error);

bool exists(const std::string& path);

/// The descriptor that a path as /dev/stdout or /dev/fd/3 names: a stream that is open, whatever lies behind it.
std::optional<int> open_stream(std::string path);

/// As the register keeps it.
std::string absolute(const std::string& path);

/// Two names of one regular file that exists.
bool same_file(const std::string& a, const std::string& b);

}  // namespace banxin
