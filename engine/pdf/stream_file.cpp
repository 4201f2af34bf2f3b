// Object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
#include "pdf/stream_file.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace banxin::pdf {
namespace {

constexpr std::string_view kHeader = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
constexpr std::uint16_t kMostFilled = 100;  // objects: a reader unpacks them all for the sake of one
constexpr std::size_t kBuffer = std::size_t{1} << 16;
constexpr std::size_t kMostBytes = std::size_t{1} << 31;  // offsets have four bytes

void append_bytes(std::string& out, std::uint32_t n, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(n >> (8 * i) & 0xFF);
}

}  // namespace

StreamFile::StreamFile(Out out, int compression) : out_(std::move(out)), compression_(compression) { write(kHeader); }

void StreamFile::write(std::string_view bytes) {
    if (written_ + bytes.size() > kMostBytes) throw std::runtime_error("a file of more than 2 GB");
    buffer_ += bytes;
    written_ += bytes.size();
    if (buffer_.size() >= kBuffer) hand_on();
}

void StreamFile::hand_on() {
    hash_.add(buffer_);
    out_(buffer_);
    buffer_.clear();
}

Ref StreamFile::reserve() {
    places_.emplace_back();
    return static_cast<Ref>(places_.size() - 1);
}

void StreamFile::set(Ref ref, std::string entries) {
    if (filled_ == 0) stream_ = reserve();
    places_.at(ref) = {stream_, filled_++, 2};
    numbers_ += fmt::format("{} {} ", ref, bodies_.size());
    bodies_.append("<<").append(entries).append(">>\n");
    if (filled_ == kMostFilled) flush();
}

void StreamFile::flush() {
    if (filled_ == 0) return;
    const std::string entries = fmt::format("/Type/ObjStm/N {}/First {}/Filter/FlateDecode", filled_, numbers_.size());
    write_stream(stream_, entries, deflate(numbers_ + bodies_, compression_));
    numbers_.clear();
    bodies_.clear();
    filled_ = 0;
}

void StreamFile::write_stream(Ref ref, std::string_view entries, std::string_view data) {
    places_.at(ref) = {static_cast<std::uint32_t>(written_), 0, 1};
    write(fmt::format("{} 0 obj\n<<{}/Length {}>>stream\n", ref, entries, data.size()));
    write(data);
    write("\nendstream\nendobj\n");
}

Ref StreamFile::shared_stream(std::string entries, std::string_view data) {
    const Ref out = reserve();
    write_stream(out, entries, data);
    return out;
}

Ref StreamFile::stream(std::string entries, std::string data) { return shared_stream(std::move(entries), data); }

void StreamFile::finish(Ref catalog, Ref info) {
    flush();
    const Ref own = reserve();
    const std::size_t start = written_;
    places_[own] = {static_cast<std::uint32_t>(start), 0, 1};
    std::string table;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        append_bytes(table, places_[i].kind, 1);
        append_bytes(table, places_[i].at, 4);
        append_bytes(table, i == 0 ? 0xFFFF : places_[i].index, 2);
    }
    hand_on();
    std::string identifier = hash_.digest().substr(0, 32);
    std::transform(identifier.begin(), identifier.end(), identifier.begin(),
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    write_stream(own,
                 fmt::format("/Type/XRef/Size {}/W[1 4 2]/Root {}/Info {}/ID[<{}><{}>]/Filter/FlateDecode", places_.size(),
                             reference(catalog), reference(info), identifier, identifier),
                 deflate(table, compression_));
    write(fmt::format("startxref\n{}\n%%EOF\n", start));
    hand_on();
}

}  // namespace banxin::pdf
