// Just enough of CFF (Adobe Technical Note 5176) to read a charset.
#include <optional>

#include "pdf/subset.hpp"

namespace banxin::pdf {
namespace {

class Reader {
  public:
    explicit Reader(std::string_view data) : data_(data) {}

    std::uint32_t number(std::size_t at, std::size_t size) {
        std::uint32_t out = 0;
        for (std::size_t i = 0; i < size; ++i) out = out << 8 | byte(at + i);
        return out;
    }
    std::uint32_t byte(std::size_t at) {
        if (at < data_.size()) return static_cast<unsigned char>(data_[at]);
        damaged_ = true;
        return 0;
    }
    bool damaged() const { return damaged_; }

    /// An INDEX: its count, where its data begin, and what follows.
    struct Index {
        std::uint32_t count = 0;
        std::size_t first = 0, first_end = 0, end = 0;
    };
    Index index(std::size_t at) {
        Index out;
        out.count = number(at, 2);
        out.end = at + 2;
        if (out.count == 0) return out;
        const std::size_t size = byte(at + 2);
        const std::size_t base = at + 3 + (out.count + 1) * size - 1;
        out.first = base + number(at + 3, size);
        out.first_end = base + number(at + 3 + size, size);
        out.end = base + number(at + 3 + out.count * size, size);
        return out;
    }

  private:
    std::string_view data_;
    bool damaged_ = false;
};

/// The integer operand before a Top DICT operator.
std::optional<std::uint32_t> operand(Reader& r, std::size_t at, std::size_t end, std::uint32_t wanted) {
    std::uint32_t last = 0;
    while (at < end && !r.damaged()) {
        const std::uint32_t b = r.byte(at++);
        if (b <= 21) {
            if (b == wanted) return last;
            if (b == 12) ++at;
        } else if (b == 28) {
            last = r.number(at, 2);
            at += 2;
        } else if (b == 29) {
            last = r.number(at, 4);
            at += 4;
        } else if (b == 30) {
            while (at < end && (r.byte(at) & 0x0F) != 0x0F && r.byte(at) >> 4 != 0x0F) ++at;
            ++at;
        } else if (b >= 32 && b <= 246) {
            last = b - 139;
        } else if (b >= 247 && b <= 250) {
            last = (b - 247) * 256 + r.byte(at++) + 108;
        } else if (b >= 251 && b <= 254) {
            last = 0;  // negative: no offset
            ++at;
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::uint16_t> cff_charset(std::string_view cff) {
    Reader r(cff);
    const Reader::Index names = r.index(r.byte(2));
    const Reader::Index tops = r.index(names.end);
    const auto charset = operand(r, tops.first, tops.first_end, 15);
    const auto strings = operand(r, tops.first, tops.first_end, 17);
    if (!charset || !strings || *charset < 3) return {};
    const std::uint32_t count = r.index(*strings).count;

    std::vector<std::uint16_t> out{0};
    std::size_t at = *charset;
    const std::uint32_t format = r.byte(at++);
    while (out.size() < count && !r.damaged()) {
        const std::uint32_t first = r.number(at, 2);
        at += 2;
        std::uint32_t more = 0;
        if (format > 0) {
            more = r.number(at, format);
            at += format;
        }
        for (std::uint32_t i = 0; i <= more && out.size() < count; ++i) out.push_back(static_cast<std::uint16_t>(first + i));
    }
    if (r.damaged() || format > 2) return {};
    return out;
}

}  // namespace banxin::pdf
