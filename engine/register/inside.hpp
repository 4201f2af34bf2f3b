// The inside of a Register: its file, reading and writing of rows. For this room alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "register/database.hpp"
#include "register/register.hpp"

namespace banxin::registry {

struct Register::Inside {
    /// SQLite means something by ":memory:" and by "": a whole path is a file.
    Inside(std::string file, const std::string& whole, Database::Open how)
        : path(std::move(file)), reads(how == Database::Open::kReading), database(whole, how) {}

    std::string path;
    bool reads;  // it was opened for reading
    Database database;

    // read.cpp
    std::optional<Series> read_series(std::string_view name);
    std::vector<Series> read_all_series();
    std::vector<Issue> read_issues(std::string_view series);
    std::optional<Issue> read_issue(std::int64_t id);
    /// The year (0 of a running series) and the number that a key names.
    static std::optional<std::pair<int, int>> parsed(const Series& series, std::string_view key);
    std::optional<std::int64_t> id_of(const Series& series, std::string_view key);
    Numbers next_numbers(const Series& series, int year);

    // take.cpp
    /// What a request stands for.
    struct Asked {
        Numbers numbers;
        std::optional<Issue> held;             // reserved by hand before; else the next number
        std::optional<std::int64_t> replaces;  // the issue that it replaces
    };
    std::optional<Asked> asked(const Request& request, const Series& series, Diagnostics& diagnostics);
    bool find_replaced(const Request& request, const Series& series, Asked& out, Diagnostics& diagnostics);
    std::optional<Issue> kept_for(const Request& request, const Series& series);
    bool follows_all(const Request& request, const Series& series, Diagnostics& diagnostics);
    bool replaceable(const Issue& old, Diagnostics& diagnostics);

    // publish.cpp
    /// The issue as it stands now, if what is open of it is what `issue` has open.
    std::optional<Issue> held_by(const Issue& issue, Diagnostics& diagnostics);
    void set_unpublished(const Issue& issue, const std::string& note, const Stamp& stamp);
    std::optional<Issue> settle(std::int64_t id, const Look& look, const Stamp& stamp);

    // change.cpp
    /// True if the issue is in the state; else says in which it is.
    bool expect(const Issue& issue, State wanted, Diagnostics& diagnostics) const;
    void under_way(const Issue& issue, Diagnostics& diagnostics) const;
    bool not_under_way(const Issue& issue, Diagnostics& diagnostics) const;
    bool number(std::vector<Share>& shares, const Issue& issue, std::int64_t printed, Diagnostics& diagnostics) const;
    /// False, and reported: the stamp is before that of the last event.
    bool after_last(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics) const;
    std::int64_t add_event(std::int64_t issue, Kind kind, const Stamp& stamp, const std::string& note, const Publication& publication);
    void set_issued(const Issue& issue, const Publication& publication, const std::string& note, const Stamp& stamp);

    // verify.cpp
    /// In both languages; empty: there is none.
    struct Fault {
        std::string english, chinese;
    };
    Fault first_fault();
    Fault changed_table();
    Fault refused_row();

    void no_issue(const Series& series, std::string_view key, Diagnostics& diagnostics);
    void report(const Failure& failure, Diagnostics& diagnostics) const;
    void unwritable(const Failure& failure, Diagnostics& diagnostics) const;

    /// Does `work`; what SQLite refuses becomes a diagnostic, and the result a default.
    template <class Work>
    auto guarded(Diagnostics& diagnostics, Work work) -> decltype(work()) {
        try {
            return work();
        } catch (const Failure& failure) {
            report(failure, diagnostics);
            return {};
        }
    }
    /// The same in one transaction, undone where `work` gives nothing or false.
    template <class Work>
    auto changed(Diagnostics& diagnostics, Work work) -> decltype(work()) {
        return guarded(diagnostics, [&] {
            Transaction transaction(database);
            auto result = work();
            if (result) transaction.commit();
            return result;
        });
    }

  private:
    void read_event_parts(std::int64_t id, Publication& publication);
    void read_events(Issue& issue);
    Issue read_row(const Statement& row);
};

}  // namespace banxin::registry
