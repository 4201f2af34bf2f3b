// Where the pictures of briefs are found: among what was handed in, or beside the brief.
#pragma once

#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "display/picture.hpp"
#include "reader/brief_reader.hpp"

namespace banxin {

/// Decoded pictures by the hash of their file: as many as fit in, those that were asked for last. Threads: any.
class PictureStore {
  public:
    static constexpr std::size_t kRoom = std::size_t{256} << 20;
    explicit PictureStore(std::size_t room = kRoom) : room_(room) {}

    /// Decoded once, whoever else asks for it at the same time. Null: a fault was reported.
    display::PicturePtr get(const std::string& sha256, std::string_view bytes, std::string_view name, SourcePos where, Watch* watch,
                            Diagnostics& diagnostics);

  private:
    display::PicturePtr known(const std::string& sha256);
    void keep(const std::string& sha256, const display::PicturePtr& picture);

    std::size_t room_, held_ = 0;
    std::mutex guard_;
    std::condition_variable decoded_;
    std::set<std::string> in_work_;             // hashes
    std::list<display::PicturePtr> last_used_;  // the last first
    std::map<std::string, std::list<display::PicturePtr>::iterator, std::less<>> places_;
};

/// The pictures of one document, or of one run. Threads: any.
class Pictures : public reader::PictureSource {
  public:
    struct File {
        std::string path, sha256;
        auto operator<=>(const File&) const = default;
    };

    explicit Pictures(PictureStore& store) : store_(store) {}
    /// A picture by the name that briefs call it, which without bytes is that of its file. Before the first is asked for.
    void add(std::string name, std::optional<std::string> bytes) { given_.insert_or_assign(std::move(name), std::move(bytes)); }
    /// Names are paths from this folder on; without one, only what was added is there.
    void set_folder(std::string folder) { folder_ = std::move(folder); }

    Found picture(std::string_view name, SourcePos where, Watch* watch, Diagnostics& diagnostics) override;
    /// Of what was read, in order.
    std::vector<File> files() const;

  private:
    std::optional<std::string_view> read(std::string_view name, std::string& path, std::string& kept, SourcePos where,
                                         Diagnostics& diagnostics) const;

    PictureStore& store_;
    std::map<std::string, std::optional<std::string>, std::less<>> given_;
    std::optional<std::string> folder_;
    mutable std::mutex guard_;
    struct Known {
        File file;
        std::weak_ptr<const display::Picture> picture;
    };
    std::map<std::string, Known, std::less<>> known_;  // by name
};

}  // namespace banxin
