// SHA-256 of bytes, as hexadecimal digits. The only user of Nettle.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace banxin {

std::string sha256(std::string_view bytes);

/// The same of bytes that come in pieces.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&);  // goes on from what was added
    Sha256& operator=(const Sha256&) = delete;
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) = delete;
    void add(std::string_view bytes);
    std::string digest();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace banxin
