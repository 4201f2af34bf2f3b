// SHA-256 by Nettle, which uses the processor's instructions for it.
#include "base/sha256.hpp"

#include <array>
#include <cstdint>

#include <nettle/sha2.h>

namespace banxin {

struct Sha256::State {
    sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Sha256::~Sha256() = default;
Sha256::Sha256(const Sha256& other) : state_(std::make_unique<State>(*other.state_)) {}
Sha256::Sha256(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    sha256_update(&state_->context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::string Sha256::digest() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&state_->context, digest.size(), digest.data());
    std::string out;
    out.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest)
        for (const int shift : {4, 0}) out += "0123456789abcdef"[(byte >> shift) & 15];
    return out;
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.digest();
}

}  // namespace banxin
