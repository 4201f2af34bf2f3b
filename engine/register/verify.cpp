// Whether the file is what this program wrote: its tables and triggers, and every row as if it were written again.
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "register/inside.hpp"
#include "register/tables.hpp"

namespace banxin::registry {
namespace {

constexpr std::string_view kSchema = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name";

/// The next table, index or trigger, as one text; "": there is no other.
std::string next_part(Statement& row) { return row.step() ? fmt::format("{} {}: {}", row.text(0), row.text(1), row.text(2)) : ""; }

/// Rows of one table put into another, as they are.
class Copier {
  public:
    Copier(Database& from, Database& to, std::string_view table, std::string_view which)
        : table_(table),
          rows_(from.prepare(fmt::format("SELECT * FROM {} {}", table, which))),
          insert_(to.prepare(fmt::format("INSERT INTO {} VALUES ({}?)", table, repeated(rows_.columns() - 1)))) {}

    Statement& rows() { return rows_; }
    /// The row's id; 0: there is no other.
    std::int64_t copy_next() {
        if (!rows_.step()) return 0;
        insert_.again();
        for (int i = 0; i < rows_.columns(); ++i) insert_.with(rows_, i);
        try {
            insert_.step();
        } catch (const Failure& refusal) {
            throw Failure(refusal.code, fmt::format("row {} of '{}': {}", rows_.integer(0), table_, refusal.what()));
        }
        return rows_.integer(0);
    }

  private:
    static std::string repeated(int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += "?, ";
        return out;
    }
    std::string_view table_;
    Statement rows_, insert_;
};

}  // namespace

std::string Register::Inside::changed_table() {
    Database fresh({}, Database::Open::kMemory);
    fresh.execute(kTables);
    Statement wanted = fresh.prepare(kSchema), there = database.prepare(kSchema);
    while (true) {
        const std::string a = next_part(wanted), b = next_part(there);
        if (a.empty() && b.empty()) return {};
        if (a == b) continue;
        const std::string& first = a.empty() ? b : b.empty() ? a : std::min(a, b);
        return fmt::format("{} is missing, strange or changed", first.substr(0, first.find(':')));
    }
}

/// Written again in the order of events: what the triggers refuse there came in past them.
std::string Register::Inside::refused_row() {
    Database again({}, Database::Open::kMemory);
    again.execute("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;");
    again.execute(kTables);
    Transaction all(again);
    try {
        for (const char* table : {"series", "issue"})
            for (Copier rows(database, again, table, "ORDER BY id"); rows.copy_next() > 0;) {}
        Copier events(database, again, "event", "ORDER BY id"), shares(database, again, "share", "WHERE event = ? ORDER BY id"),
            files(database, again, "file", "WHERE event = ? ORDER BY id");
        while (const std::int64_t event = events.copy_next())
            for (Copier* parts : {&shares, &files}) {
                parts->rows().again().with(event);
                while (parts->copy_next() > 0) {}
            }
    } catch (const Failure& refusal) {
        if (!is_refusal(refusal.code)) throw;
        return refusal.what();
    }
    return {};
}

std::string Register::Inside::first_fault() {
    static constexpr std::array kQuestions{
        "SELECT 'issue ' || id || ' has no event' FROM issue WHERE id NOT IN (SELECT issue FROM event) LIMIT 1",
        "SELECT 'a part of event ' || id || ' is missing' FROM event WHERE shares <> (SELECT count(*) FROM share WHERE event = event.id) "
        "OR files <> (SELECT count(*) FROM file WHERE event = event.id) LIMIT 1",
        "SELECT 'row ' || coalesce(rowid, '') || ' of ' || \"table\" || ' belongs to nothing' FROM pragma_foreign_key_check LIMIT 1"};
    std::string fault = changed_table();
    if (!fault.empty()) return fault;
    for (const char* question : kQuestions)
        if (Statement row = database.prepare(question); row.step()) return row.text(0);
    return refused_row();
}

bool Register::sound(Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&] {
        Statement row = inside_->database.prepare("PRAGMA integrity_check(1)");
        const std::string said = row.step() ? row.text(0) : "";
        const std::string fault = said == "ok" ? inside_->first_fault() : "";
        if (said != "ok") diagnostics.report_in(Code::kRegisterDamaged, inside_->path, {inside_->path, said});
        else if (!fault.empty()) diagnostics.report_in(Code::kRegisterAltered, inside_->path, {inside_->path, fault});
        return said == "ok" && fault.empty();
    });
}

}  // namespace banxin::registry
