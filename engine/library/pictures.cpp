// A file is read again only when nobody has its picture any more; it must be the same then.
#include "library/pictures.hpp"

#include <chrono>
#include <filesystem>

#include "base/sha256.hpp"
#include "files/files.hpp"
#include "picture/picture.hpp"

namespace banxin {
namespace {

constexpr auto kPatience = std::chrono::milliseconds(50);

std::size_t room_of(const display::Picture& picture) {
    constexpr std::size_t kBeside = 1'024;  // the picture itself, and its places in lists
    return picture.data.size() + kBeside;
}

}  // namespace

display::PicturePtr PictureStore::known(const std::string& sha256) {
    const auto found = places_.find(sha256);
    if (found == places_.end()) return nullptr;
    last_used_.splice(last_used_.begin(), last_used_, found->second);
    return last_used_.front();
}

void PictureStore::keep(const std::string& sha256, const display::PicturePtr& picture) {
    last_used_.push_front(picture);
    places_[sha256] = last_used_.begin();
    held_ += room_of(*picture);
    while (held_ > room_) {
        held_ -= room_of(*last_used_.back());
        places_.erase(last_used_.back()->sha256);
        last_used_.pop_back();
    }
}

display::PicturePtr PictureStore::get(const std::string& sha256, std::string_view bytes, std::string_view name, SourcePos where,
                                      Watch* watch, Diagnostics& diagnostics) {
    {
        std::unique_lock lock(guard_);
        while (!decoded_.wait_for(lock, kPatience, [&] { return !in_work_.contains(sha256); }))
            if (watch) watch->look(Watch::Stage::kPicture, 0, 0, 0);
        if (auto out = known(sha256)) return out;
        in_work_.insert(sha256);
    }
    struct Done {
        PictureStore& store;
        const std::string& sha256;
        ~Done() {
            const std::lock_guard lock(store.guard_);
            store.in_work_.erase(sha256);
            store.decoded_.notify_all();
        }
    } done{*this, sha256};
    const auto ask = [&](std::uint64_t held) {
        if (watch) watch->look(Watch::Stage::kPicture, 0, 0, held);
    };
    auto out = picture::decode(bytes, name, where, diagnostics, ask);
    if (out) {
        const std::lock_guard lock(guard_);
        keep(sha256, out);
    }
    return out;
}

/// Bytes that were handed in stay where they are; what is in a file is read into `kept`, from `path`.
std::optional<std::string_view> Pictures::read(std::string_view name, std::string& path, std::string& kept, SourcePos where,
                                               Diagnostics& diagnostics) const {
    const auto given = given_.find(name);
    if (given != given_.end() && given->second) return *given->second;
    if (given == given_.end()) {
        if (!folder_) return diagnostics.report(Code::kPictureNotGiven, where, {name}), std::nullopt;
        path = (std::filesystem::path(*folder_) / name).string();
    }
    std::error_code error;
    if (const auto kind = std::filesystem::status(path, error).type(); kind != std::filesystem::file_type::regular &&
                                                                       kind != std::filesystem::file_type::directory &&
                                                                       std::filesystem::exists(path, error))
        return diagnostics.report(Code::kPictureUnread, where, {path, "it is no file", "不是文件"}), std::nullopt;  // one that never ends
    Diagnostics unread;
    auto bytes = read_file(path, unread);
    const bool windows = name.find('\\') != name.npos;  // as folders are divided there
    for (const Diagnostic& d : unread.all()) {
        const bool plain = d.code == Code::kCannotRead;  // with what the system says, in both languages
        diagnostics.report(Code::kPictureUnread, where,
                           {path, (plain ? d.args[1] : message(d, Language::kEnglish)) + (windows ? "; folders are divided by '/'" : ""),
                            (plain ? d.args[2] : message(d, Language::kChinese)) + (windows ? "；文件夹之间应用“/”分隔" : "")});
    }
    if (!bytes) return std::nullopt;
    kept = std::move(*bytes);
    return kept;
}

Pictures::Found Pictures::picture(std::string_view name, SourcePos where, Watch* watch, Diagnostics& diagnostics) {
    {
        const std::lock_guard lock(guard_);
        if (const auto known = known_.find(name); known != known_.end())
            if (auto picture = known->second.picture.lock()) return {picture, known->second.file.path, known->second.file.sha256};
    }
    File file{std::string(name), {}};
    std::string kept;
    const auto bytes = read(name, file.path, kept, where, diagnostics);
    if (!bytes) return {};
    file.sha256 = sha256(*bytes);
    auto picture = store_.get(file.sha256, *bytes, file.path, where, watch, diagnostics);
    if (!picture) return {};
    const std::lock_guard lock(guard_);
    Known& known = known_.try_emplace(std::string(name), Known{file, {}}).first->second;
    if (known.file.sha256 != file.sha256) return diagnostics.report(Code::kPictureChanged, where, {file.path}), Found{};
    known.picture = picture;
    return {std::move(picture), std::move(file.path), std::move(file.sha256)};
}

std::vector<Pictures::File> Pictures::files() const {
    const std::lock_guard lock(guard_);
    std::set<File> out;
    for (const auto& [name, known] : known_) out.insert(known.file);
    return {out.begin(), out.end()};
}

}  // namespace banxin
