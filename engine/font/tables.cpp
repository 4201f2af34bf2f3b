// Kind, licence bits, weight and names of a face, read from its tables.
#include "font/tables.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "font/cff.hpp"
#include "font/legacy_text.hpp"

namespace banxin::font {
namespace {

enum NameId : unsigned { kFamily = 1, kFullName = 4, kPostscript = 6, kTypographicFamily = 16 };
enum Platform : unsigned { kUnicode = 0, kMacintosh = 1, kWindows = 3 };

Flavour flavour_of(hb_face_t* face) {
    // PDF knows no variable fonts, and the instance such a file shows by default is often its thinnest.
    if (Table(face, HB_TAG('f', 'v', 'a', 'r')).size() > 0) return Flavour::kUnusable;
    const Table cff(face, HB_TAG('C', 'F', 'F', ' '));
    if (cff.size() > 4) return CffGlyphs(face).cid_keyed() ? Flavour::kCffCid : Flavour::kCffNamed;
    return Table(face, HB_TAG('g', 'l', 'y', 'f')).size() > 0 ? Flavour::kTrueType : Flavour::kUnusable;
}

std::string from_utf16(std::string_view bytes) {
    std::string out;
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]));
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i += 2);
            if (low < 0xDC00 || low > 0xDFFF) return {};
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        }
        if (c >= 0xD800 && c < 0xE000) return {};
        utf8::append(out, c);
    }
    return out;
}

std::string from_ascii(std::string_view bytes) {
    const bool plain = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    return plain ? std::string(bytes) : std::string();
}

/// Before Unicode names became the rule, Windows fonts for China and Taiwan held them in the local code, ASCII padded with NUL bytes.
std::string from_windows_local(std::string_view bytes, LegacyCode code) {
    std::string packed(bytes);
    std::erase(packed, '\0');
    std::string out = from_legacy(packed, code);
    return out.empty() ? from_utf16(bytes) : out;
}

/// OpenType 1.9, "name", platform and encoding IDs. Empty: an encoding we do not read, or damaged.
std::string decode(unsigned platform, unsigned encoding, std::string_view bytes) {
    constexpr unsigned kWindowsPrc = 3, kWindowsBig5 = 4, kMacRoman = 0, kMacTraditional = 2, kMacSimplified = 25;
    if (platform == kUnicode) return from_utf16(bytes);
    if (platform == kWindows && encoding == kWindowsPrc) return from_windows_local(bytes, LegacyCode::kGb18030);
    if (platform == kWindows && encoding == kWindowsBig5) return from_windows_local(bytes, LegacyCode::kBig5);
    if (platform == kWindows) return from_utf16(bytes);
    if (platform == kMacintosh && encoding == kMacRoman) return from_ascii(bytes);
    if (platform == kMacintosh && encoding == kMacSimplified) return from_legacy(bytes, LegacyCode::kGb18030);
    if (platform == kMacintosh && encoding == kMacTraditional) return from_legacy(bytes, LegacyCode::kBig5);
    return {};
}

bool printable(std::string_view text) {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
}

/// Calls `take(name id, text)` for each record that can be decoded.
template <class Take>
void each_name(hb_face_t* face, Take take) {
    const Table table(face, HB_TAG('n', 'a', 'm', 'e'));
    const unsigned count = table.u16(2), strings = table.u16(4);
    for (unsigned i = 0; i < count && 6 + 12 * i < table.size(); ++i) {
        const unsigned record = 6 + 12 * i, id = table.u16(record + 6);
        if (id != kFamily && id != kFullName && id != kPostscript && id != kTypographicFamily) continue;
        const std::string_view bytes = table.bytes(strings + table.u16(record + 10), table.u16(record + 8));
        std::string text = decode(table.u16(record), table.u16(record + 2), bytes);
        if (printable(text)) take(id, std::move(text));
    }
}

}  // namespace

std::string_view Table::bytes(std::size_t at, std::size_t length) const {
    if (at >= size_) return {};
    return {data_ + at, std::min<std::size_t>(length, size_ - at)};
}

hb_blob_t* blob_of(const std::string& path, const FontData& bytes) {
    if (!bytes) return hb_blob_create_from_file_or_fail(path.c_str());
    return hb_blob_create_or_fail(bytes->data(), static_cast<unsigned>(bytes->size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
}

Facts read_facts(hb_face_t* face) {
    Facts out;
    if (hb_face_get_glyph_count(face) == 0) return out;
    out.flavour = flavour_of(face);
    const Table os2(face, HB_TAG('O', 'S', '/', '2'));
    if (os2.size() > 62) {
        out.weight = static_cast<std::uint16_t>(os2.u16(4));
        out.fs_type = static_cast<std::uint16_t>(os2.u16(8));
        out.italic = (os2.u16(62) & 1) != 0;
        return out;
    }
    const unsigned mac_style = Table(face, HB_TAG('h', 'e', 'a', 'd')).u16(44);
    out.weight = (mac_style & 1) != 0 ? 700 : 400;
    out.italic = (mac_style & 2) != 0;
    return out;
}

std::vector<std::string> read_names(hb_face_t* face) {
    std::vector<std::string> out;
    each_name(face, [&](unsigned, std::string text) {
        if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    });
    return out;
}

std::string read_postscript_name(hb_face_t* face) {
    std::string out;
    each_name(face, [&](unsigned id, std::string text) {
        if (id == kPostscript && out.empty()) out = std::move(text);
    });
    return out;
}

}  // namespace banxin::font
