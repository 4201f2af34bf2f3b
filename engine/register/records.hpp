// What the register records: series, the numbers given in them, and what happened to each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::registry {

/// What the register takes; beyond it is a slip.
inline constexpr int kFirstYear = 1900, kLastYear = 2199;
inline constexpr int kMostNumber = 999'999, kMostTotal = 9'999'999;
inline constexpr int kMostCopies = 9'999'999;  // of one issue, reprints included

enum class Counting : std::uint8_t {
    kYearly,   // from 1 each year, with a running total beside it
    kRunning,  // on and on
};

struct Series {
    std::string name;
    std::string pattern;  // how a number is written: {year} {number} {total} and text
    Counting counting = Counting::kYearly;
    bool supplement = false;  // 增刊: its numbers stand in a brief's 'supplement', and have no total
    // The last that was given before this register was begun; 0: none.
    int year = 0, number = 0, total = 0;

    bool has_total() const { return counting == Counting::kYearly && !supplement; }
};

struct Numbers {
    int year = 0, number = 0;
    std::optional<int> total;
};

/// When and by whom: the register reads no clock and asks no system.
struct Stamp {
    std::string at, who;
};

/// A file that a document was made from or is, by content.
struct File {
    std::string role;  // brief, table, layout, font, manifest, pdf
    std::string path, sha256;
};

/// A recipient; with copies it has the copy numbers (份号) first, first + 1, ...
struct Share {
    std::string recipient;
    int copies = 0, first = 0;
};

struct Publication {
    std::string title;
    int copies = 0;
    std::vector<Share> shares;
    std::vector<File> files;
};

enum class Kind : std::uint8_t { kReserved, kPrepared, kReleased, kIssued, kVoid, kReplaced, kReprinted, kCopies };
enum class State : std::uint8_t { kReserved, kIssued, kReplaced, kVoid };

struct Event {
    std::int64_t id = 0;
    Kind kind = Kind::kReserved;
    Stamp stamp;
    std::string note;
    Publication publication;
};

struct Issue {
    std::int64_t id = 0;
    std::string series;
    Numbers numbers;
    std::string key;                    // the number as commands write it: 2026-3
    std::string text;                   // and as the series does
    std::string document;               // the path that a number was reserved for; empty: reserved by hand
    std::string replaces, replaced_by;  // as 2026-3; empty: none
    std::vector<Event> events;          // oldest first

    State state() const;
    /// The last event of the kind; null: none.
    const Event* last(Kind kind) const;
    /// What is about to be published: prepared, and neither issued nor void nor released since. Null: nothing.
    const Event* open() const;
    /// A document is being made for the number, or its program ended early: hands off, and recovery will settle it.
    bool under_way() const { return state() == State::kReserved && (open() || (!document.empty() && !last(Kind::kReleased))); }
    /// Taken for a document that was not published: the next try of it takes the number again.
    bool kept() const { return state() == State::kReserved && !document.empty() && !under_way(); }
    /// Copies printed, reprints included.
    std::int64_t copies() const;
    /// Copies given out, and the last copy number (份号) of them.
    std::int64_t given() const, last_given() const;
};

/// The names that the file keeps; English is the commands' too.
std::string_view name_of(Kind kind);
std::string_view name_of(State state);

/// {year}, {number} and {total} replaced; nullopt: another name in braces, no {number}, or a {total} that the series has not.
std::optional<std::string> written(const Series& series, const Numbers& numbers);
/// "2026-3"; of a running series "3".
std::string key_of(const Series& series, const Numbers& numbers);

}  // namespace banxin::registry
