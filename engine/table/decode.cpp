// From a spreadsheet's bytes to UTF-8.
#include <algorithm>

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include "base/utf8.hpp"
#include "table/inside.hpp"
#include "xml/encoding.hpp"

namespace banxin::table {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

SourcePos place(std::string_view text, std::size_t offset, const SourceFile& file) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    const std::string_view line = before.substr(line_start);
    return {&file, static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n')),
            static_cast<std::uint32_t>(1 + line.size() - static_cast<std::size_t>(std::count_if(line.begin(), line.end(), continues)))};
}

constexpr std::size_t kEnough = 20;  // faults of one table that are told

/// In characters, of which those of GB18030 have one, two or four bytes; none of them has a line end inside.
SourcePos place_in_gb18030(std::string_view bytes, std::size_t offset, const SourceFile& file) {
    const std::string_view before = bytes.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    SourcePos out{&file, static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n')), 1};
    for (std::size_t i = line_start; i < offset; ++out.column) {
        const bool one =
            static_cast<unsigned char>(bytes[i]) < 0x80 || xml::no_gb18030(bytes.substr(i, 4), 1) == std::vector<std::size_t>{0};
        const bool four = !one && i + 1 < bytes.size() && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
        i += one ? 1 : four ? 4 : 2;
    }
    return out;
}

/// The byte that is wrong: the second, where the first could begin a character and the second stands for nothing by itself.
std::string bad_byte(std::string_view bytes, std::size_t offset) {
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) : 0; };
    const bool second = byte(offset) != 0x80 && byte(offset) != 0xFF && (byte(offset + 1) == 0x80 || byte(offset + 1) == 0xFF);
    return fmt::format("{:02X}", byte(offset + (second ? 1 : 0)));
}

/// False: some bytes are no GB18030, which was reported, once a line: what follows is out of step.
bool is_gb18030(std::string_view bytes, const SourceFile& file, Diagnostics& diagnostics) {
    std::size_t told = 0;
    for (std::size_t from = 0; from < bytes.size() && told < kEnough;) {
        const std::vector<std::size_t> slip = xml::no_gb18030(bytes.substr(from), 1);
        if (slip.empty()) break;
        const std::size_t offset = from + slip.front(), end = bytes.find('\n', offset);
        diagnostics.report(Code::kTableBadByte, place_in_gb18030(bytes, offset, file), {bad_byte(bytes, offset)});
        ++told;
        from = end == bytes.npos ? bytes.size() : end + 1;
    }
    return told == 0;
}

std::optional<std::string> from_gb18030(std::string_view bytes, const SourceFile& file, Diagnostics& diagnostics) {
    if (!is_gb18030(bytes, file, diagnostics)) return std::nullopt;
    std::string out(bytes.size() * 3 + 16, '\0');
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t size = ucnv_convert("UTF-8", "gb18030", out.data(), static_cast<std::int32_t>(out.size()), bytes.data(),
                                           static_cast<std::int32_t>(bytes.size()), &error);
    out.resize(U_SUCCESS(error) ? static_cast<std::size_t>(size) : 0);
    const std::size_t lost = out.find(kReplacement);
    if (U_FAILURE(error) || lost != out.npos)
        return diagnostics.report(Code::kTableUndecodable, lost == out.npos ? SourcePos{&file, 0, 0} : place(out, lost, file)),
               std::nullopt;
    diagnostics.report(Code::kTableGb18030, {&file, 0, 0});
    return out;
}

}  // namespace

bool is_clean(const Store& bytes) {
    std::string window;
    for (std::size_t at = 0; at < bytes.size();) {
        window += bytes.read(at, kWindow);
        at = std::min(at + kWindow, bytes.size());
        std::size_t whole = window.size();  // a character may go on in the next window
        for (std::size_t back = 1; back < 4 && back <= window.size() && at < bytes.size(); ++back) {
            const auto lead = static_cast<unsigned char>(window[window.size() - back]);
            if ((lead & 0xC0) == 0x80) continue;
            if (lead >= 0xC0) whole -= back;
            break;
        }
        const std::string_view part = std::string_view(window).substr(0, whole);
        if (!xml::mend(part, 1).offences.empty()) return false;
        window.erase(0, whole);
    }
    return xml::guess_encoding(bytes.read(0, 2)) != xml::Encoding::kUtf16;
}

std::optional<std::string> decode(std::string_view bytes, const SourceFile& file, Diagnostics& diagnostics) {
    std::string text;
    switch (xml::guess_encoding(bytes)) {
        case xml::Encoding::kUtf16: return diagnostics.report(Code::kTableUndecodable, {&file, 0, 0}), std::nullopt;
        case xml::Encoding::kUtf8: text = bytes; break;
        case xml::Encoding::kGb18030:
            if (auto decoded = from_gb18030(bytes, file, diagnostics)) text = std::move(*decoded);
            else return std::nullopt;
    }
    if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
    const xml::Mended mended = xml::mend(text, kEnough);
    for (const xml::Offence& offence : mended.offences) {
        const SourcePos where = place(mended.text, offence.offset, file);
        if (offence.character) diagnostics.report(Code::kForbiddenCharacter, where, {utf8::name(*offence.character)});
        else diagnostics.report(Code::kTableUndecodable, where);
    }
    if (!mended.offences.empty()) return std::nullopt;
    return text;
}

}  // namespace banxin::table
