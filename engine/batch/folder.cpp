// Files of a run over POSIX calls.
#include "batch/folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <set>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha256.hpp"
#include "base/values.hpp"
#include "base/write_all.hpp"
#include "files/files.hpp"

namespace banxin::batch {
namespace {

/// The disk begins while other editions are made; syncfs() waits for the rest. Where this is not known, nothing is lost.
bool begin_to_store(int fd) {
    ::sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
    return true;
}

std::optional<std::string> read_all(int folder, const std::string& name) {
    const int fd = ::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    std::string out;
    std::array<char, 1 << 16> part{};
    ssize_t n = 0;
    while ((n = ::read(fd, part.data(), part.size())) > 0 || (n < 0 && errno == EINTR))
        if (n > 0) out.append(part.data(), static_cast<std::size_t>(n));
    ::close(fd);
    return n < 0 ? std::nullopt : std::optional(std::move(out));
}

std::string host_name() {
    std::array<char, 65> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "host";
    std::string out = name.data();
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

}  // namespace

std::unique_ptr<Folder> Folder::open(const std::string& path, For use, Diagnostics& diagnostics) {
    std::unique_ptr<Folder> out(new Folder(path));
    out->host_ = host_name();
    out->together_ = use == For::kShards;
    if (use != For::kReading && ::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) return out->fail("", diagnostics), nullptr;
    out->folder_ = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->folder_ < 0 && use == For::kReading) {
        const int error = errno;
        diagnostics.report_in(Code::kCannotRead, path, {path, std::strerror(error), in_chinese(error)});
        return nullptr;
    }
    if (out->folder_ < 0) return out->fail("", diagnostics), nullptr;
    if (::flock(out->folder_, (out->together_ ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0)
        return diagnostics.report_in(Code::kFolderBusy, path, {path}), nullptr;
    return out;
}

Folder::~Folder() {
    for (const Open& file : open_)
        if (file.fd >= 0) ::close(file.fd);
    for (std::size_t row = 0; row < temporaries_.size(); ++row)
        if (temporaries_[row]) ::unlinkat(folder_, temporary(row).c_str(), 0);
    if (folder_ >= 0) ::close(folder_);
}

bool Folder::fail(const std::string& name, Diagnostics& diagnostics) const {
    const int error = errno;
    const std::string path = name.empty() ? path_ : path_ + "/" + name;
    const bool wrong_name = error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG || error == EISDIR;
    diagnostics.report_in(wrong_name ? Code::kOutputRefused : Code::kCannotWrite, path, {path, std::strerror(error), in_chinese(error)});
    return false;
}

std::string Folder::temporary(std::size_t row) const { return fmt::format("{}{}-{}-{}.tmp", kTemporary, host_, ::getpid(), row); }

std::vector<std::string> Folder::names_ending(std::string_view ending) const {
    std::vector<std::string> out;
    DIR* listing = ::opendir(path_.c_str());
    if (!listing) return out;
    while (const dirent* entry = ::readdir(listing))
        if (std::string_view(entry->d_name).ends_with(ending)) out.emplace_back(entry->d_name);
    ::closedir(listing);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> Folder::left_over() const {
    std::vector<std::string> out = names_ending(".tmp");
    std::erase_if(out, [&](std::string_view name) {
        if (!name.starts_with(kTemporary)) return true;
        if (!together_) return false;  // nobody else is at work here
        // Other shards are: only what a process of this machine has left that is no more.
        name.remove_prefix(kTemporary.size());
        if (!name.starts_with(host_ + "-")) return true;
        name.remove_prefix(host_.size() + 1);
        const auto process = parse_number(name.substr(0, name.find('-')));
        return !process || ::kill(*process, 0) == 0 || errno != ESRCH;
    });
    return out;
}

void Folder::remove_left_over() {
    for (const std::string& name : left_over()) ::unlinkat(folder_, name.c_str(), 0);
}

std::optional<std::string> Folder::read(const std::string& name) const { return read_all(folder_, name); }

std::optional<std::string> Folder::hash(const std::string& name) const {
    const auto bytes = read(name);
    return bytes ? std::optional(sha256(*bytes)) : std::nullopt;
}

void Folder::expect(std::vector<Entry> entries) {
    entries_ = std::move(entries);
    temporaries_.assign(entries_.size(), 0);
    open_ = std::vector<Open>(entries_.size());
}

void Folder::expect(const Run& run, const std::vector<List>& lists) {
    entries_.resize(run.rows());
    temporaries_.assign(run.rows() + lists.size(), 0);
    for (std::size_t row = 0; row < run.rows(); ++row) {
        const table::Cell key = run.brief().key_cell(row);
        entries_[row].edition = key.str();
        entries_[row].file = key.str() + ".pdf";
        entries_[row].line = key.pos.line;
    }
    for (const List& list : lists) {
        Entry& entry = entries_.emplace_back();
        entry.list = list.layout;
        entry.file = list.layout + ".pdf";
    }
}

bool Folder::write(const std::string& name, std::string_view bytes, std::string_view rest, bool sync, Diagnostics& diagnostics) const {
    const int fd = ::openat(folder_, name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return fail(name, diagnostics);
    const bool written = write_all(fd, bytes) && write_all(fd, rest) && (sync ? ::fsync(fd) == 0 : begin_to_store(fd));
    const int error = errno;
    const bool closed = ::close(fd) == 0;
    if (written && closed) return true;
    if (!written) errno = error;
    return fail(name, diagnostics);
}

bool Folder::put(std::size_t row, const pdf::Bytes& pdf, std::size_t pages, Diagnostics& diagnostics) {
    temporaries_[row] = 1;
    if (!write(temporary(row), pdf.beginning->bytes, pdf.rest, false, diagnostics)) return false;
    Entry& entry = entries_[row];
    entry.made = true;
    Sha256 hash = pdf.beginning->hash;
    hash.add(pdf.rest);
    entry.sha256 = hash.digest();
    entry.bytes = pdf.size();
    entry.pages = pages;
    return true;
}

bool Folder::begin(std::size_t number, Diagnostics& diagnostics) {
    Open& file = open_[number];
    file.fd = ::openat(folder_, temporary(number).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file.fd < 0) return fail(temporary(number), diagnostics);
    temporaries_[number] = 1;
    return true;
}

void Folder::append(std::size_t number, std::string_view bytes) {
    Open& file = open_[number];
    if (file.error == 0 && !write_all(file.fd, bytes)) file.error = errno;
    file.hash.add(bytes);
    file.bytes += bytes.size();
}

bool Folder::end(std::size_t number, std::size_t pages, Diagnostics& diagnostics) {
    Open& file = open_[number];
    if (::close(std::exchange(file.fd, -1)) != 0 && file.error == 0) file.error = errno;
    if (file.error != 0) return errno = file.error, fail(temporary(number), diagnostics);
    Entry& entry = entries_[number];
    entry.made = true;
    entry.sha256 = file.hash.digest();
    entry.bytes = file.bytes;
    entry.pages = pages;
    return true;
}

bool Folder::link_all(Diagnostics& diagnostics) {
    for (std::size_t row = 0; row < temporaries_.size(); ++row) {
        if (!temporaries_[row]) continue;
        const Entry& entry = entries_[row];
        const bool linked = ::linkat(folder_, temporary(row).c_str(), folder_, entry.file.c_str(), 0) == 0;
        if (!linked && errno != EEXIST) return fail(entry.file, diagnostics);
        if (!linked && hash(entry.file) != entry.sha256)  // another shard may have been quicker: the same bytes are no fault
            return diagnostics.report_in(Code::kOtherAlready, path_ + "/" + entry.file, {entry.file}), false;
        ::unlinkat(folder_, temporary(row).c_str(), 0);
        temporaries_[row] = 0;
    }
    return ::fsync(folder_) == 0 || fail("", diagnostics);
}

/// By a link, which replaces nothing: shards of other runs may have come since the folder was looked at. One of this run and shard is replaced.
bool Folder::name_manifest(const std::string& unnamed, const std::string& name, const Look& look, Diagnostics& diagnostics) {
    const bool fresh = ::linkat(folder_, unnamed.c_str(), folder_, name.c_str(), 0) == 0;
    if (!fresh && errno != EEXIST) return fail(name, diagnostics);
    if (!fresh && together_ && !look(diagnostics)) return false;
    if (!fresh && ::renameat(folder_, unnamed.c_str(), folder_, name.c_str()) != 0) return fail(name, diagnostics);
    // Who came at the same time sees this name, or is seen here: of two runs one at least withdraws.
    const bool stays = (::fsync(folder_) == 0 || fail("", diagnostics)) && (!together_ || look(diagnostics));
    if (!stays && fresh) withdraw(unnamed, name);
    return stays;
}

/// The same shard made twice may have given the name to its own manifest since: what is not this one's gets its name back.
void Folder::withdraw(const std::string& unnamed, const std::string& name) const {
    struct stat mine {
    }, there{};
    const auto is_mine = [&](const std::string& file) {
        return ::fstatat(folder_, file.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 && there.st_dev == mine.st_dev &&
               there.st_ino == mine.st_ino;
    };
    if (::fstatat(folder_, unnamed.c_str(), &mine, AT_SYMLINK_NOFOLLOW) != 0 || !is_mine(name)) return;
    const std::string taken = unnamed.substr(0, unnamed.rfind('.')) + "-withdrawn.tmp";
    if (::renameat(folder_, name.c_str(), folder_, taken.c_str()) != 0) return;
    if (!is_mine(taken)) ::linkat(folder_, taken.c_str(), folder_, name.c_str(), 0);
    ::unlinkat(folder_, taken.c_str(), 0);
}

bool Folder::publish(Manifest& manifest, const Look& look, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    std::set<std::string_view> names;
    for (std::size_t row = 0; row < temporaries_.size(); ++row) {
        if (!temporaries_[row]) continue;
        const std::string& file = entries_[row].file;
        struct stat there {};
        const bool taken = ::fstatat(folder_, file.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0;
        if (!names.insert(file).second) diagnostics.report_in(Code::kNameTwiceInRun, path_ + "/" + file, {file});
        else if (!taken && errno != ENOENT) fail(file, diagnostics);
        else if (taken && hash(file) != entries_[row].sha256) diagnostics.report_in(Code::kOtherAlready, path_ + "/" + file, {file});
    }
    if (diagnostics.errors() > before) return false;
    // The manifest stands before the first name does: whoever finds a name can tell what it belongs to.
    const std::string name = manifest.file_name(), unnamed = fmt::format("{}{}-{}-manifest.tmp", kTemporary, host_, ::getpid());
    if (::syncfs(folder_) != 0) return fail("", diagnostics);
    const bool named = write(unnamed, print(manifest), {}, true, diagnostics) && name_manifest(unnamed, name, look, diagnostics);
    ::unlinkat(folder_, unnamed.c_str(), 0);
    return named && link_all(diagnostics);
}

}  // namespace banxin::batch
