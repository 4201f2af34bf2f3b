// A temporary file without a name, read at any place by any thread.
#include "office/set_aside.hpp"

#include <cerrno>
#include <stdexcept>

#include <unistd.h>

#include "base/sha256.hpp"
#include "files/descriptor.hpp"
#include "files/files.hpp"
#include "files/unnamed.hpp"

namespace banxin::office {
namespace {

class Unnamed : public table::Store {
  public:
    explicit Unnamed(const std::string& folder) : file_(open_unnamed(folder)) {}

    bool add(std::string_view bytes) {
        while (file_.valid() && !bytes.empty()) {
            const ssize_t n = ::write(file_.get(), bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
            size_ += static_cast<std::size_t>(n);
        }
        return file_.valid();
    }

    std::size_t size() const override { return size_; }
    std::string read(std::size_t from, std::size_t size) const override {
        std::string out(from < size_ ? std::min(size, size_ - from) : 0, '\0');
        for (std::size_t used = 0; used < out.size();) {
            const ssize_t n = ::pread(file_.get(), out.data() + used, out.size() - used, static_cast<off_t>(from + used));
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) throw std::runtime_error("a temporary file cannot be read");
            used += static_cast<std::size_t>(n);
        }
        return out;
    }

  private:
    Descriptor file_;
    std::size_t size_ = 0;
};

}  // namespace

std::shared_ptr<const table::Store> set_aside(const std::string& path, const std::string& temporary, std::string& hash,
                                              const Reading& reading, Diagnostics& diagnostics) {
    const auto unnamed = std::make_shared<Unnamed>(temporary);
    bool aside = true;
    std::string memory;
    Sha256 hashed;
    const auto take = [&](std::string_view piece) {
        hashed.add(piece);
        const std::size_t before = unnamed->size();
        if (aside && !unnamed->add(piece)) {
            aside = false;
            memory = unnamed->read(0, before);
        }
        if (!aside) memory += piece;
    };
    if (!read_pieces(path, take, diagnostics, reading)) return nullptr;
    hash = hashed.digest();
    if (aside) return unnamed;
    return table::in_memory(std::move(memory));
}

}  // namespace banxin::office
