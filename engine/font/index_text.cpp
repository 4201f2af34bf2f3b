// The text form of a font index, in which the program keeps it between runs: lines of fields, closed by a check sum.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "font/index.hpp"

namespace banxin::font {
namespace {

constexpr std::string_view kHeader = "banxin-font-index 3\n";

/// FNV-1a; against damage, not against malice.
std::uint64_t check_sum(std::string_view bytes) {
    std::uint64_t sum = 0xCBF2'9CE4'8422'2325;
    for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
    return sum;
}

std::string closing(std::string_view body) { return fmt::format("end {:016x}\n", check_sum(body)); }

/// Takes the text up to `stop` off `rest`; false at the end of the input.
bool take(std::string_view& rest, char stop, std::string_view& out) {
    const std::size_t end = rest.find(stop);
    if (end == std::string_view::npos) return false;
    out = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return true;
}

template <class Number>
bool take_number(std::string_view& rest, Number& out) {
    std::string_view text;
    if (!take(rest, '\t', text)) return false;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

bool parse_file(std::string_view line, IndexedFile& out) {
    if (!take_number(line, out.modified) || !take_number(line, out.size)) return false;
    out.path = line;
    return true;
}

bool parse_face(std::string_view line, IndexedFace& out) {
    unsigned flavour = 0, italic = 0;
    std::string_view name;
    if (!take_number(line, out.index) || !take_number(line, flavour) || !take_number(line, out.fs_type) || !take_number(line, out.weight) ||
        !take_number(line, italic) || !take(line, '\t', name))
        return false;
    if (flavour > static_cast<unsigned>(Flavour::kUnusable) || italic > 1) return false;
    out.flavour = static_cast<Flavour>(flavour);
    out.italic = italic == 1;
    out.postscript_name = name;
    while (take(line, '\t', name)) out.names.emplace_back(name);
    return line.empty();
}

}  // namespace

bool fits_a_line(std::string_view path) { return path.find('\n') == std::string_view::npos; }

std::string serialise(const FontIndex& index) {
    std::string out(kHeader);
    for (const IndexedFile& file : index.files) {
        if (!fits_a_line(file.path)) continue;  // such a file is read anew each time
        out += fmt::format("file\t{}\t{}\t{}\n", file.modified, file.size, file.path);
        for (const IndexedFace& face : file.faces) {
            out += fmt::format("face\t{}\t{}\t{}\t{}\t{:d}\t{}\t", face.index, static_cast<unsigned>(face.flavour), face.fs_type,
                               face.weight, face.italic, face.postscript_name);
            for (const std::string& name : face.names) out.append(name) += '\t';  // names hold no control characters
            out += '\n';
        }
    }
    return out + closing(out);
}

std::optional<FontIndex> parse_index(std::string_view bytes) {
    const std::size_t closing_size = closing({}).size();
    if (bytes.size() < kHeader.size() + closing_size || !bytes.starts_with(kHeader)) return std::nullopt;
    std::string_view body = bytes.substr(0, bytes.size() - closing_size);
    if (bytes.substr(body.size()) != closing(body)) return std::nullopt;

    body.remove_prefix(kHeader.size());
    FontIndex out;
    std::string_view line;
    while (take(body, '\n', line)) {
        std::string_view kind;
        if (!take(line, '\t', kind)) return std::nullopt;
        const bool good = kind == "file"   ? parse_file(line, out.files.emplace_back())
                          : kind == "face" ? !out.files.empty() && parse_face(line, out.files.back().faces.emplace_back())
                                           : false;
        if (!good) return std::nullopt;
    }
    return body.empty() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace banxin::font
