// The one field of Exif that matters on paper.
#include "picture/exif.hpp"

#include <cstdint>

namespace banxin::picture {
namespace {

constexpr std::string_view kBegin{"Exif\0\0", 6};
constexpr std::uint32_t kOrientation = 0x0112;
constexpr std::size_t kEntry = 12;  // bytes: tag, type, count, value

/// A TIFF structure in one of two byte orders; reading beyond it gives 0.
class Tiff {
  public:
    explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}
    bool good() const { return (little_ || bytes_.starts_with("MM")) && two(2) == 42; }
    std::uint32_t two(std::size_t at) const { return number(at, 2); }
    std::uint32_t four(std::size_t at) const { return number(at, 4); }

  private:
    std::uint32_t number(std::size_t at, std::size_t length) const {
        if (at + length > bytes_.size()) return 0;
        std::uint32_t out = 0;
        for (std::size_t i = 0; i < length; ++i) out = out << 8 | static_cast<unsigned char>(bytes_[at + (little_ ? length - 1 - i : i)]);
        return out;
    }
    std::string_view bytes_;
    bool little_;
};

}  // namespace

std::optional<display::Turn> turn_of(std::string_view segment) {
    if (!segment.starts_with(kBegin)) return std::nullopt;
    const Tiff tiff(segment.substr(kBegin.size()));
    if (!tiff.good()) return std::nullopt;
    const std::size_t directory = tiff.four(4);
    for (std::size_t i = 0; i < tiff.two(directory); ++i) {
        const std::size_t entry = directory + 2 + i * kEntry;
        if (tiff.two(entry) != kOrientation) continue;
        const std::uint32_t said = tiff.two(entry + 8);
        if (said >= 1 && said <= 8) return static_cast<display::Turn>(said);
    }
    return std::nullopt;
}

}  // namespace banxin::picture
