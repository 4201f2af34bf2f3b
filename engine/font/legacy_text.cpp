// GB 2312, GB 18030 and Big5 by iconv: it is in the C library, costs nothing until used, and does not depend on the locale.
#include "font/legacy_text.hpp"

#include <algorithm>

#include <iconv.h>

#include "base/utf8.hpp"

namespace banxin::font {
namespace {

class Converter {
  public:
    explicit Converter(LegacyCode code) : handle_(iconv_open("UTF-8", name(code))) {}
    ~Converter() {
        if (open()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    std::string operator()(std::string_view bytes) const {
        if (!open()) return {};
        std::string in(bytes);
        std::string out(in.size() * 4, '\0');  // no code here spends less than a byte for four of UTF-8
        char* from = in.data();
        char* to = out.data();
        std::size_t in_left = in.size(), out_left = out.size();
        iconv(handle_, nullptr, nullptr, nullptr, nullptr);
        if (iconv(handle_, &from, &in_left, &to, &out_left) == static_cast<std::size_t>(-1)) return {};
        out.resize(out.size() - out_left);
        return out;
    }

  private:
    bool open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
    static const char* name(LegacyCode code) {
        switch (code) {
            case LegacyCode::kGb18030: return "GB18030";
            case LegacyCode::kEucCn: return "EUC-CN";
            case LegacyCode::kBig5: return "BIG5";
        }
        return "";
    }

    iconv_t handle_;
};

}  // namespace

std::string from_legacy(std::string_view bytes, LegacyCode code) { return Converter(code)(bytes); }

std::u32string gb2312_characters() {
    // EUC-CN knows which codes exist. GB 18030 maps · and — to U+00B7 and U+2014, which people type; EUC-CN to U+30FB and U+2015.
    const Converter exists(LegacyCode::kEucCn), meaning(LegacyCode::kGb18030);
    std::u32string out;
    for (int row = 0xA1; row <= 0xF7; ++row) {
        for (int cell = 0xA1; cell <= 0xFE; ++cell) {
            const std::string code{static_cast<char>(row), static_cast<char>(cell)};
            if (!exists(code).empty()) out += utf8::to_utf32(meaning(code));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace banxin::font
