// The folder of a run: files written under temporary names, synced once, then linked to their names; nothing is overwritten.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "batch/lists.hpp"
#include "batch/manifest.hpp"
#include "batch/run.hpp"

namespace banxin::batch {

/// Names of files that are not published yet begin with it.
inline constexpr std::string_view kTemporary = ".banxin-batch-";

class Folder : public Sink {
  public:
    enum class For : std::uint8_t { kOneRun, kShards, kReading };
    /// Makes the folder where there is none, but for reading. One run has it at a time, or the shards of one.
    static std::unique_ptr<Folder> open(const std::string& path, For use, Diagnostics& diagnostics);
    /// What was written and not published is removed.
    ~Folder() override;

    /// Temporary files of runs that ended early.
    std::vector<std::string> left_over() const;
    void remove_left_over();
    std::vector<std::string> names_ending(std::string_view ending) const;

    /// The content's SHA-256; nullopt where there is no such file.
    std::optional<std::string> hash(const std::string& name) const;
    std::optional<std::string> read(const std::string& name) const;

    /// Which files there will be; before the first put().
    void expect(std::vector<Entry> entries);
    /// Which editions and lists get which file; before the first put(), which counts lists on from the rows.
    void expect(const Run& run, const std::vector<List>& lists);
    bool put(std::size_t row, const pdf::Bytes& pdf, std::size_t pages, Diagnostics& diagnostics) override;
    /// A file that comes bit by bit, from one thread: what goes wrong is told at its end.
    bool begin(std::size_t number, Diagnostics& diagnostics);
    void append(std::size_t number, std::string_view bytes);
    bool end(std::size_t number, std::size_t pages, Diagnostics& diagnostics);
    /// False, and reported: what lies in the folder is of another run.
    using Look = std::function<bool(Diagnostics&)>;
    /// All that was put, together with the manifest. Where shards of other runs can come, `look` is asked before the first name is given.
    bool publish(Manifest& manifest, const Look& look, Diagnostics& diagnostics);
    std::vector<Entry>& entries() { return entries_; }

  private:
    explicit Folder(std::string path) : path_(std::move(path)) {}
    std::string temporary(std::size_t row) const;
    /// Both parts, one after the other.
    bool write(const std::string& name, std::string_view bytes, std::string_view rest, bool sync, Diagnostics& diagnostics) const;
    bool name_manifest(const std::string& unnamed, const std::string& name, const Look& look, Diagnostics& diagnostics);
    void withdraw(const std::string& unnamed, const std::string& name) const;
    bool link_all(Diagnostics& diagnostics);
    bool fail(const std::string& name, Diagnostics& diagnostics) const;

    std::string path_;
    std::string host_;
    int folder_ = -1;
    bool together_ = false;
    std::vector<Entry> entries_;     // by row, then by list
    std::vector<char> temporaries_;  // likewise: written, not yet linked
    struct Open {
        int fd = -1;
        int error = 0;
        Sha256 hash{};
        std::size_t bytes = 0;
    };
    std::vector<Open> open_;  // likewise: those that come bit by bit
};

}  // namespace banxin::batch
