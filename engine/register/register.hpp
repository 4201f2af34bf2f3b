// The register of numbers: which were given, to what, and what became of them. Events are added, never changed.
// Any number of processes on one machine may use one register; a Register object belongs to one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "register/records.hpp"

namespace banxin::registry {

/// What is asked of a series.
struct Request {
    struct Typed {
        int value = 0;
        SourcePos where;
    };
    std::string series;
    int year = 0;
    std::optional<Typed> number, total;  // typed by somebody: must be what the register would give
    std::string document;                // the path that will be published; empty: a number for later
    std::string replaces;                // key of the issue that this one replaces (换发); empty: none
};

class Register {
  public:
    enum class For : std::uint8_t { kWriting, kReading };
    /// For reading, also where nothing may be written.
    static std::unique_ptr<Register> open(const std::string& path, For use, Diagnostics& diagnostics);
    /// The bytes of a register without series.
    static std::string empty();
    ~Register();

    bool add(const Series& series, const Stamp& stamp, Diagnostics& diagnostics);
    std::optional<Series> series(std::string_view name, Diagnostics& diagnostics);
    std::vector<Series> all_series(Diagnostics& diagnostics);

    /// The numbers that reserve() would give now; nothing is taken.
    std::optional<Numbers> next(const Request& request, Diagnostics& diagnostics);
    /// Takes the next number. A typed number may also be one that was reserved by hand and is not used yet.
    std::optional<Issue> reserve(const Request& request, const Stamp& stamp, Diagnostics& diagnostics);

    /// What is about to be published, on record before it is: recovery compares. One at a time for a number. `issue` then has it.
    bool prepare(Issue& issue, const Publication& publication, const Stamp& stamp, Diagnostics& diagnostics);
    /// Issues what was prepared with this `issue`.
    bool issue(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics);
    /// Where the manifest with this hash was to lie when it was recorded; empty: nowhere.
    std::string manifest_place(const std::string& sha256, Diagnostics& diagnostics);
    /// The last number that was taken or prepared for the document, if it is not void.
    std::optional<Issue> made_for(std::string_view series, const std::string& document, Diagnostics& diagnostics);
    /// What is prepared will not be published; the number is kept for another try. `issue` has nothing open then.
    bool release(Issue& issue, const Stamp& stamp, Diagnostics& diagnostics);
    /// The document was not published: its number is kept for another try of it. One that was reserved by hand is free again, if this `issue`
    /// held it.
    bool give_up(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics);

    /// By hand, of a number for which no document is under way.
    bool issue(const Issue& issue, const Publication& publication, const Stamp& stamp, Diagnostics& diagnostics);
    bool make_void(const Issue& issue, const std::string& reason, const Stamp& stamp, Diagnostics& diagnostics);
    /// False, and reported: it is not issued yet, or void or replaced.
    bool is_out(const Issue& issue, Diagnostics& diagnostics) const;
    /// Copies that are more than before, with recipients; no copies where those that there are were made again under their numbers.
    bool reprint(const Issue& issue, const Publication& publication, const std::string& note, const Stamp& stamp, Diagnostics& diagnostics);
    /// Gives out the next free copy numbers (份号) of what was printed.
    bool give_out(const Issue& issue, const std::vector<Share>& shares, const Stamp& stamp, Diagnostics& diagnostics);

    /// By number as 2026-3, or 3 in a running series.
    std::optional<Issue> find(std::string_view series, std::string_view key, Diagnostics& diagnostics);
    /// In the order in which numbers were given; series "": of all.
    std::vector<Issue> issues(std::string_view series, Diagnostics& diagnostics);

    /// What recovery learns of a prepared document, and what it is to note.
    struct Finding {
        enum class Is : std::uint8_t { kPublished, kNotPublished, kUnknown } is = Is::kUnknown;
        std::string note;
    };
    using Look = std::function<Finding(const Issue& issue, const Publication& prepared)>;
    /// Settles numbers whose document was under way when its program ended: issued where `look` finds the document that was prepared;
    /// void, or free again if reserved by hand, where it does not; left as they are where it cannot tell. Nobody may be at work
    /// meanwhile. Returns what was settled.
    std::vector<Issue> recover(const Look& look, const Stamp& stamp, Diagnostics& diagnostics);

    /// SQLite's own check of the file; that it has its tables and triggers; and that every row is one that the triggers let in.
    bool sound(Diagnostics& diagnostics);
    /// The bytes of a copy that is whole, though others write.
    std::optional<std::string> copy(Diagnostics& diagnostics);

  private:
    struct Inside;
    explicit Register(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace banxin::registry
