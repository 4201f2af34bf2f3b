// Rows of the register's file as records.
#include <algorithm>

#include <fmt/format.h>

#include "base/values.hpp"
#include "register/inside.hpp"

namespace banxin::registry {
namespace {

Kind kind_named(std::string_view name) {
    for (const Kind kind :
         {Kind::kReserved, Kind::kPrepared, Kind::kReleased, Kind::kIssued, Kind::kVoid, Kind::kReplaced, Kind::kReprinted})
        if (name_of(kind) == name) return kind;
    return Kind::kCopies;
}

Series series_of(const Statement& row) {
    return {row.text(0),         row.text(1),   row.text(2) == "yearly" ? Counting::kYearly : Counting::kRunning,
            row.integer(3) != 0, row.number(4), row.number(5),
            row.number(6)};
}

constexpr std::string_view kSeriesColumns = "SELECT name, pattern, counting, supplement, year, number, total FROM series ";
constexpr std::string_view kIssueColumns =
    "SELECT i.id, i.series, i.year, i.number, i.total, i.document, old.year, old.number, new.year, new.number FROM issue i "
    "LEFT JOIN issue old ON old.id = i.replaces LEFT JOIN issue new ON new.id = (SELECT max(n.id) FROM issue n WHERE n.replaces = i.id "
    "AND EXISTS (SELECT 1 FROM event WHERE issue = n.id AND kind = 'issued')) ";

}  // namespace

std::optional<Series> Register::Inside::read_series(std::string_view name) {
    Statement row = database.prepare(fmt::format("{} WHERE name = ?", kSeriesColumns));
    return row.with(name).step() ? std::optional(series_of(row)) : std::nullopt;
}

std::vector<Series> Register::Inside::read_all_series() {
    std::vector<Series> out;
    for (Statement row = database.prepare(fmt::format("{} ORDER BY rowid", kSeriesColumns)); row.step();) out.push_back(series_of(row));
    return out;
}

Issue Register::Inside::read_row(const Statement& row) {
    Issue out;
    out.id = row.integer(0);
    out.series = row.text(1);
    out.numbers = {row.number(2), row.number(3), row.optional_number(4)};
    out.document = row.text(5);
    if (const auto of = read_series(out.series)) {
        out.text = written(*of, out.numbers).value_or("");
        out.key = key_of(*of, out.numbers);
        if (row.optional_number(7)) out.replaces = key_of(*of, {row.number(6), row.number(7), {}});
        if (row.optional_number(9)) out.replaced_by = key_of(*of, {row.number(8), row.number(9), {}});
    }
    read_events(out);
    return out;
}

void Register::Inside::read_events(Issue& issue) {
    Statement row = database.prepare("SELECT id, kind, at, who, note, title, copies FROM event WHERE issue = ? ORDER BY id");
    row.with(issue.id);
    while (row.step()) {
        Event event{row.integer(0), kind_named(row.text(1)), {row.text(2), row.text(3)}, row.text(4), {}};
        event.publication.title = row.text(5);
        event.publication.copies = row.number(6);
        read_event_parts(event.id, event.publication);
        issue.events.push_back(std::move(event));
    }
    if (issue.events.empty()) throw damage(fmt::format("issue {} has no event", issue.id));
}

void Register::Inside::read_event_parts(std::int64_t id, Publication& publication) {
    Statement share = database.prepare("SELECT recipient, copies, first FROM share WHERE event = ? ORDER BY id");
    share.with(id);
    while (share.step()) publication.shares.push_back({share.text(0), share.number(1), share.number(2)});
    Statement file = database.prepare("SELECT role, path, sha256 FROM file WHERE event = ? ORDER BY id");
    file.with(id);
    while (file.step()) publication.files.push_back({file.text(0), file.text(1), file.text(2)});
}

std::vector<Issue> Register::Inside::read_issues(std::string_view series) {
    std::vector<Issue> out;
    Statement row = database.prepare(fmt::format("{} WHERE ?1 = '' OR i.series = ?1 ORDER BY i.id", kIssueColumns));
    row.with(series);
    while (row.step()) out.push_back(read_row(row));
    return out;
}

std::optional<Issue> Register::Inside::read_issue(std::int64_t id) {
    Statement row = database.prepare(fmt::format("{} WHERE i.id = ?", kIssueColumns));
    return row.with(id).step() ? std::optional(read_row(row)) : std::nullopt;
}

std::optional<std::pair<int, int>> Register::Inside::parsed(const Series& series, std::string_view key) {
    const bool yearly = series.counting == Counting::kYearly;
    const std::size_t hyphen = yearly ? key.find('-') : 0;
    if (hyphen == std::string_view::npos) return std::nullopt;
    const auto scope = yearly ? parse_number(key.substr(0, hyphen)) : 0, number = parse_number(key.substr(yearly ? hyphen + 1 : 0));
    return scope && number ? std::optional(std::pair(*scope, *number)) : std::nullopt;
}

std::optional<std::int64_t> Register::Inside::id_of(const Series& series, std::string_view key) {
    const auto named = parsed(series, key);
    if (!named) return std::nullopt;
    Statement row = database.prepare("SELECT id FROM issue WHERE series = ? AND scope = ? AND number = ?");
    row.with(series.name).with(named->first).with(named->second);
    return row.step() ? std::optional(row.integer(0)) : std::nullopt;
}

Numbers Register::Inside::next_numbers(const Series& series, int year) {
    const bool yearly = series.counting == Counting::kYearly;
    Statement last = database.prepare("SELECT max(number) FROM issue WHERE series = ? AND scope = ?");
    last.with(series.name).with(yearly ? year : 0).step();
    const int before = !yearly || series.year == year ? series.number : 0;
    Numbers out{year, std::max(last.number(0), before) + 1, {}};
    if (!series.has_total()) return out;
    Statement total = database.prepare("SELECT max(total) FROM issue WHERE series = ?");
    total.with(series.name).step();
    out.total = std::max(total.number(0), series.total) + 1;
    return out;
}

}  // namespace banxin::registry
