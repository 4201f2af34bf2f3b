// banxin_register.hpp - the register in C++; a part of banxin.hpp, which includes it.
#pragma once

#include "banxin.hpp"

namespace banxin {
inline namespace v1 {

struct Series {
    std::string name;
    std::string pattern;           ///< how a number is written: {year} {number} {total} and text
    bool running = false;          ///< on and on; else from 1 each year
    bool supplement = false;       ///< numbers of supplements
    std::string last{};            ///< key of the last number given before the register was begun; empty: none
    std::uint32_t last_total = 0;  ///< the running total that went with it
};

/// A recipient; with copies it has the copy numbers first, first + 1, ...
struct Share {
    std::string recipient;
    std::uint32_t copies = 0, first = 0;
};

/// A file by its content. Handed in without a hash, it is read.
struct File {
    std::string role;  ///< brief, table, layout, font, manifest, pdf
    std::string path;
    std::string sha256{};
};

/// What was published.
struct Publication {
    std::string title{};
    std::uint32_t copies = 0;
    std::vector<Share> shares{};
    std::vector<File> files{};
};

struct Event {
    banxin_event_kind kind = BANXIN_EVENT_RESERVED;
    Stamp stamp;
    std::string note;
    Publication publication;
};

/// A number with all that happened to it.
struct Issue {
    std::uint32_t year = 0, number = 0, total = 0;  ///< total 0: the series has none
    banxin_issue_state state = BANXIN_RESERVED;
    std::string series, key, text;  ///< key "2026-3", in a running series "3"; text as the series writes it
    std::string title;              ///< of what was issued
    std::uint64_t copies = 0;       ///< printed, reprints included
    std::string replaces, replaced_by;
    std::vector<Event> events;  ///< oldest first
};

/// A register's file, which any number of processes on one machine may use. Belongs to one thread at a time; can be moved.
class Register {
  public:
    explicit Register(const std::string& path, banxin_register_use use = BANXIN_REGISTER_WRITE, banxin_language language = BANXIN_ENGLISH);
    /// A new file, where there must be none.
    static void create(const std::string& path, banxin_language language = BANXIN_ENGLISH);

    void add(const Series& series, const Stamp& stamp);
    std::vector<Series> series();
    /// The number that would come next; nothing is taken.
    Issue next(const std::string& series, std::uint32_t year);
    /// Takes it. `replaces`: key of the issue that the new one replaces; empty: none.
    Issue reserve(const std::string& series, std::uint32_t year, const Stamp& stamp, const std::string& replaces = {});
    /// A reserved number was published, or will not be.
    void issue(const std::string& series, const std::string& key, const Publication& publication, const Stamp& stamp);
    void make_void(const std::string& series, const std::string& key, const std::string& reason, const Stamp& stamp);
    /// What was issued was printed again: so many copies more, for these.
    void reprint(const std::string& series, const std::string& key, const Publication& publication, const std::string& reason,
                 const Stamp& stamp);
    /// Gives out the next free copy numbers of what was printed.
    void give_out(const std::string& series, const std::string& key, const std::vector<Share>& shares, const Stamp& stamp);
    Issue find(const std::string& series, const std::string& key);
    /// Of a series, or of all where it is empty, in the order in which numbers were given.
    std::vector<Issue> issues(const std::string& series = {});

    /// As people read it: of a series, or of all; of the number at `key`, or of all.
    std::string text(banxin_register_form form, const std::string& series = {}, const std::string& key = {});
    /// The register itself, and every recorded file by its hash; how many were compared.
    Verified verify();
    /// A copy of the file, also while others write.
    void backup(const std::string& path);
    /// After a crash: settles numbers whose document was under way. `series`, `key` and `reason` decide about one where nothing else can.
    /// What could not be settled is in found(), and does not throw.
    std::vector<Issue> recover(const Stamp& stamp, const std::string& series = {}, const std::string& key = {},
                               const std::string& reason = {});

    /// Of the last call that succeeded: what is worth a look.
    const Found& found() const noexcept { return found_; }
    /// For calls of banxin.h; owned by this object.
    banxin_register* get() const noexcept { return register_.get(); }

  private:
    template <class Work>
    void call(Work work);
    detail::Owned<banxin_register, banxin_register_free> register_;
    banxin_language language_;
    Found found_;
};

}  // namespace v1
}  // namespace banxin

#include "banxin_calls.hpp"
