// Whether the file is what this program wrote: its tables and triggers, and every row as if it were written again.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "register/inside.hpp"
#include "register/tables.hpp"

namespace banxin::registry {
namespace {

constexpr std::string_view kSchema = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name";

/// The next table, index or trigger, as one text; "": there is no other.
std::string next_part(Statement& row) { return row.step() ? fmt::format("{} {}: {}", row.text(0), row.text(1), row.text(2)) : ""; }

/// What a trigger of tables.cpp says, or a CHECK.
std::string_view rule_in_chinese(std::string_view rule) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kRules{
        {{"the register is append-only", "登记只增不改、不删"},
         {"rows are added at the end", "记录只能加在末尾"},
         {"numbers follow one another", "编号须前后相连"},
         {"the first event is reserved, and no other", "第一条须是取号，且只有一条"},
         {"void and replaced numbers stay so", "作废或换发后不再有登记"},
         {"issued once", "只能发出一次"},
         {"prepared once at a time", "同一时间只能排成一次"},
         {"not issued", "尚未发出"},
         {"the event is complete", "这一条登记已经完整"},
         {"a copy number is given out once", "份号只能分发一次"}}};
    const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const auto& known) { return known.first == rule; });
    return found == kRules.end() ? "不合登记簿的规则" : found->second;
}

/// A row that is refused.
struct Refused {
    std::int64_t row;
    std::string table, rule;
};

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
            if (!is_refusal(refusal.code)) throw;
            throw Refused{rows_.integer(0), std::string(table_), refusal.what()};
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

Register::Inside::Fault Register::Inside::changed_table() {
    Database fresh({}, Database::Open::kMemory);
    fresh.execute(kTables);
    Statement wanted = fresh.prepare(kSchema), there = database.prepare(kSchema);
    while (true) {
        const std::string a = next_part(wanted), b = next_part(there);
        if (a.empty() && b.empty()) return {};
        if (a == b) continue;
        const std::string& first = a.empty() ? b : b.empty() ? a : std::min(a, b);
        const std::string name = first.substr(0, first.find(':'));
        return {name + " is missing, strange or changed", "结构 " + name + " 缺失、多余或被改动"};
    }
}

/// Written again in the order of events: what the triggers refuse there came in past them.
Register::Inside::Fault Register::Inside::refused_row() {
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
    } catch (const Refused& r) {
        return {fmt::format("row {} of '{}': {}", r.row, r.table, r.rule),
                fmt::format("表 {} 第 {} 行：{}", r.table, r.row, rule_in_chinese(r.rule))};
    }
    return {};
}

Register::Inside::Fault Register::Inside::first_fault() {
    struct Question {
        const char* sql;
        std::string_view english, chinese;
    };
    static constexpr std::array<Question, 3> kQuestions{
        {{"SELECT id, '' FROM issue WHERE id NOT IN (SELECT issue FROM event) LIMIT 1", "issue {0} has no event",
          "第 {0} 个编号没有任何登记"},
         {"SELECT id, '' FROM event WHERE shares <> (SELECT count(*) FROM share WHERE event = event.id) "
          "OR files <> (SELECT count(*) FROM file WHERE event = event.id) LIMIT 1",
          "a part of event {0} is missing", "第 {0} 条登记缺少一部分"},
         {"SELECT coalesce(rowid, 0), \"table\" FROM pragma_foreign_key_check LIMIT 1", "row {0} of {1} belongs to nothing",
          "表 {1} 第 {0} 行没有归属"}}};
    Fault fault = changed_table();
    if (!fault.english.empty()) return fault;
    for (const Question& question : kQuestions)
        if (Statement row = database.prepare(question.sql); row.step())
            return {fmt::format(fmt::runtime(question.english), row.integer(0), row.text(1)),
                    fmt::format(fmt::runtime(question.chinese), row.integer(0), row.text(1))};
    return refused_row();
}

bool Register::sound(Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&] {
        Statement row = inside_->database.prepare("PRAGMA integrity_check(1)");
        const std::string said = row.step() ? row.text(0) : "";
        const auto [english, chinese] = said == "ok" ? inside_->first_fault() : Inside::Fault{};
        if (said != "ok") diagnostics.report_in(Code::kRegisterDamaged, inside_->path, {inside_->path, said, "内部结构有错"});
        else if (!english.empty()) diagnostics.report_in(Code::kRegisterAltered, inside_->path, {inside_->path, english, chinese});
        return said == "ok" && english.empty();
    });
}

}  // namespace banxin::registry
