// SHA-256 by Nettle, which uses the processor's instructions for it.
#include "base/sha256.hpp"

#include <array>
#include <cstdint>

#include <nettle/sha2.h>

namespace banxin {

std::string sha256(std::string_view bytes) {
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context, digest.size(), digest.data());
    std::string out;
    out.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest)
        for (const int shift : {4, 0}) out += "0123456789abcdef"[(byte >> shift) & 15];
    return out;
}

}  // namespace banxin
