// Drafts one behind the other in the file; where each begins is kept in memory.
#include "batch/aside.hpp"

#include <cerrno>
#include <limits>

#include <unistd.h>

#include "files/unnamed.hpp"
#include "pdf/packed.hpp"

namespace banxin::batch {
namespace {

/// All of `bytes` by `move`, from the file's place `from` on.
template <class Byte, class Move>
bool whole(Byte* bytes, std::size_t size, std::uint64_t from, Move move) {
    while (size > 0) {
        const ssize_t n = move(bytes, size, static_cast<off_t>(from));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes += n;
        size -= static_cast<std::size_t>(n);
        from += static_cast<std::uint64_t>(n);
    }
    return true;
}

}  // namespace

Aside::Aside(const std::vector<std::string>& folders) {
    for (std::size_t i = 0; i < folders.size() && file_ < 0; ++i) file_ = open_unnamed(folders[i]);
}

Aside::~Aside() {
    if (file_ >= 0) ::close(file_);
}

bool Aside::keep(std::size_t row, const pdf::Draft& draft) {
    if (file_ < 0) return false;
    const std::string bytes = pdf::pack(draft);
    if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) return false;
    const std::uint64_t from = end_.fetch_add(bytes.size());
    const auto write = [&](const char* data, std::size_t size, off_t at) { return ::pwrite(file_, data, size, at); };
    if (!whole(bytes.data(), bytes.size(), from, write)) return false;
    places_[row] = {from, static_cast<std::uint32_t>(bytes.size()), draft.pictures};
    return true;
}

std::optional<pdf::Draft> Aside::take(std::size_t row) const {
    if (row >= places_.size() || places_[row].size == 0) return std::nullopt;
    std::string bytes(places_[row].size, '\0');
    const auto read = [&](char* data, std::size_t size, off_t at) { return ::pread(file_, data, size, at); };
    if (!whole(bytes.data(), bytes.size(), places_[row].from, read)) return std::nullopt;
    return pdf::unpack(bytes, places_[row].pictures);
}

}  // namespace banxin::batch
