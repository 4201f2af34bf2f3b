// The register: numbers, states, copy numbers, and what the file refuses to everybody.
#include <fstream>

#include <sqlite3.h>

#include "unit/register_support.hpp"

using namespace banxin;
using namespace banxin::registry;

namespace {

std::string key(const std::optional<Issue>& issue) {
    REQUIRE(issue);
    return issue->series + " " + issue->text;
}

/// What another program's SQL is told; "" if it is done.
std::string sql(const std::string& path, const std::string& statement) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    char* error = nullptr;
    sqlite3_exec(db, statement.c_str(), nullptr, nullptr, &error);
    const std::string out = error ? error : "";
    sqlite3_free(error);
    sqlite3_close(db);
    return out;
}

void copy_to(Fixture& f, const std::string& path) {
    const auto bytes = f.reg->copy(f.diagnostics);
    REQUIRE(bytes);
    std::ofstream(path, std::ios::binary) << *bytes;
}

}  // namespace

TEST_CASE("numbers go on from those given before the register, by year, by series, with a total over the years") {
    Fixture f;
    CHECK(key(f.reserve("简报", 2025)) == "简报 第15期（总第208期）");
    CHECK(key(f.reserve("简报", 2025)) == "简报 第16期（总第209期）");
    CHECK(key(f.reserve("简报", 2026)) == "简报 第1期（总第210期）");
    CHECK(key(f.reserve("增刊", 2026)) == "增刊 2026年增刊第1期");
    CHECK(key(f.reserve("增刊", 2027)) == "增刊 2027年增刊第1期");
    CHECK(key(f.reserve("文件", 2026)) == "文件 第31号");
    CHECK(key(f.reserve("文件", 2027)) == "文件 第32号");
    CHECK(f.reg->next({"简报", 2026, {}, {}, {}, {}}, f.diagnostics)->number == 2);
    CHECK(f.reg->next({"简报", 2026, {}, {}, {}, {}}, f.diagnostics)->number == 2);
    CHECK(f.diagnostics.all().empty());
    CHECK(!f.reserve("简报", 2024));
    CHECK(f.fault() == Code::kYearBeforeRegister);
    CHECK(!f.reserve("简 报", 2026));
    CHECK(f.fault() == Code::kNoSeries);
}

TEST_CASE("series are added once, with a pattern that names the number") {
    Fixture f;
    const auto add = [&](const char* name, const char* pattern, Counting counting, bool supplement) {
        return f.reg->add({name, pattern, counting, supplement}, kStamp, f.diagnostics);
    };
    CHECK(!add("简报", "第{number}期", Counting::kYearly, false));
    CHECK(f.fault() == Code::kSeriesExists);
    for (const char* wrong : {"", "第期", "{year}", "{nr}", "{number", "{number}{"}) {
        CHECK_MESSAGE(!add("x", wrong, Counting::kYearly, false), wrong);
        CHECK(f.fault() == Code::kWrongPattern);
    }
    CHECK(!add("x", "{number} {total}", Counting::kYearly, true));
    CHECK(f.fault() == Code::kWrongPattern);
    CHECK(!add("x", "{number} {total}", Counting::kRunning, false));
    CHECK(f.fault() == Code::kWrongPattern);
    CHECK(f.reg->all_series(f.diagnostics).size() == 3);
}

TEST_CASE("a typed number must be the next, or one reserved by hand; a fault has the place of the number") {
    Fixture f;
    const SourceFile file{"b.xml"};
    const auto typed = [&](int number, std::optional<int> total) {
        Request r{"简报", 2025, Request::Typed{number, {&file, 7, 20}}, {}, "/b.pdf", {}};
        if (total) r.total = Request::Typed{*total, {&file, 7, 30}};
        return r;
    };
    CHECK(!f.reg->reserve(typed(16, 209), kStamp, f.diagnostics));
    CHECK(f.diagnostics.all()[0].line == 7);
    CHECK(f.diagnostics.all()[0].column == 20);
    CHECK(f.fault() == Code::kNumberNotNext);
    CHECK(!f.reg->reserve(typed(15, 209), kStamp, f.diagnostics));
    CHECK(f.diagnostics.all()[0].column == 30);
    CHECK(f.fault() == Code::kTotalNotNext);
    CHECK(!f.reg->next(typed(14, 207), f.diagnostics));
    CHECK(f.fault() == Code::kNumberTaken);
    const auto by_hand = f.reserve("简报", 2025);  // 15
    f.reserve("简报", 2025);                       // 16
    const auto taken = f.reg->reserve(typed(15, 208), kStamp, f.diagnostics);
    REQUIRE(taken);
    CHECK(taken->id == by_hand->id);
    CHECK(f.reg->issue(*taken, Publication{}, kStamp, f.diagnostics));
    CHECK(!f.reg->reserve(typed(15, 208), kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kNumberTaken);
    CHECK(f.reg->reserve(typed(17, {}), kStamp, f.diagnostics)->numbers.total == 210);
}

TEST_CASE("reserved, issued, replaced or void: in that order and no other") {
    Fixture f;
    const auto issue = f.reserve("简报", 2025);
    CHECK(!f.reg->reprint(*issue, {}, "", kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kNotIssued);
    CHECK(f.reg->issue(*issue, Publication{"题", 10, {}, {{"pdf", "a.pdf", hash("00")}}}, kStamp, f.diagnostics));
    CHECK(!f.reg->issue(*issue, Publication{}, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kAlreadyIssued);
    const auto again = f.reg->reserve({"简报", 2025, {}, {}, {}, "2025-15"}, kStamp, f.diagnostics);
    REQUIRE(again);
    CHECK(again->replaces == "2025-15");
    CHECK(f.reg->find("简报", "2025-15", f.diagnostics)->state() == State::kIssued);  // until the new one is out
    CHECK(f.reg->issue(*again, Publication{}, kStamp, f.diagnostics));
    const auto old = f.reg->find("简报", "2025-15", f.diagnostics);
    CHECK(old->state() == State::kReplaced);
    CHECK(old->replaced_by == "2025-16");
    CHECK(!f.reg->make_void(*old, "", kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kIsReplaced);
    CHECK(f.reg->make_void(*again, "印错", kStamp, f.diagnostics));
    CHECK(!f.reg->make_void(*again, "", kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kIsVoid);
    CHECK(f.reserve("简报", 2025)->numbers.number == 17);  // a void number is not given again
    CHECK(!f.reg->find("简报", "2025-99", f.diagnostics));
    CHECK(f.fault() == Code::kNotGivenYet);
}

TEST_CASE("copy numbers follow one another over issue, hand-outs and reprints, and end with the run") {
    Fixture f;
    const auto issue = f.reserve("文件", 2026);
    CHECK(!f.reg->issue(*issue, Publication{"", 5, {{"甲", 3}, {"乙", 3}}, {}}, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kMoreThanPrinted);
    CHECK(f.reg->issue(*issue, Publication{"", 5, {{"甲", 3}, {"乙"}}, {}}, kStamp, f.diagnostics));
    CHECK(f.reg->give_out(*issue, {{"丙", 2}}, kStamp, f.diagnostics));
    CHECK(!f.reg->give_out(*issue, {{"丁", 1}}, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kMoreThanPrinted);
    CHECK(f.reg->reprint(*issue, Publication{"", 4, {{"丁", 1}, {"甲", 2}}, {}}, "翻印", kStamp, f.diagnostics));
    const auto now = f.reg->find("文件", "31", f.diagnostics);
    CHECK(now->copies() == 9);
    std::string given;
    for (const Event& e : now->events)
        for (const Share& s : e.publication.shares) given += s.recipient + std::to_string(s.first) + "+" + std::to_string(s.copies) + " ";
    CHECK(given == "甲1+3 乙0+0 丙4+2 丁6+1 甲7+2 ");
}

TEST_CASE("the file refuses change, deletion and events out of order, whoever asks") {
    Fixture f;
    const auto issue = f.reserve("文件", 2026);
    f.reg->issue(*issue, Publication{"", 5, {{"甲", 3}}, {{"pdf", "a.pdf", hash("00")}}}, kStamp, f.diagnostics);
    for (const char* table : {"series", "issue", "event", "share", "file"}) {
        const std::string name(table);
        CHECK(sql(f.path, "DELETE FROM " + name) == "the register is append-only");
        CHECK(sql(f.path, "UPDATE " + name + " SET rowid = rowid") == "the register is append-only");
        CHECK(sql(f.path, "INSERT OR REPLACE INTO " + name + " SELECT * FROM " + name) == "the register is append-only");
    }
    CHECK(sql(f.path,
              "INSERT OR REPLACE INTO series SELECT id, '别的', pattern, counting, supplement, year, number, total, at, who FROM series") ==
          "the register is append-only");
    const auto event = [&](int of, const char* kind, const char* id = "NULL") {
        return sql(f.path, "INSERT INTO event VALUES (" + std::string(id) + ", " + std::to_string(of) + ", '" + kind +
                               "', '', '', '', '', 0, 1, 0)");
    };
    const auto issued = [&](const char* number, const char* id = "NULL") {
        return sql(f.path, "INSERT INTO issue VALUES (" + std::string(id) + ", '文件', 0, 2026, " + number + ", NULL, '', NULL)");
    };
    CHECK(issued("33") == "numbers follow one another");
    CHECK(issued("31") == "the register is append-only");
    CHECK(issued("32", "-1") == "CHECK constraint failed: id > 0");
    CHECK(issued("32", "9") == "rows are added at the end");
    CHECK(issued("'x'") == "cannot store TEXT value in INTEGER column issue.number");
    CHECK(sql(f.path, "INSERT INTO issue VALUES (NULL, '简报', 2025, 2025, 15, NULL, '', NULL)") == "numbers follow one another");
    CHECK(sql(f.path, "INSERT INTO issue VALUES (NULL, '简报', 2025, 2025, 15, 210, '', NULL)") == "numbers follow one another");
    CHECK(sql(f.path, "INSERT INTO issue VALUES (NULL, '简报', 0, 2025, 1, 208, '', NULL)") == "numbers follow one another");
    CHECK(sql(f.path, "INSERT INTO issue VALUES (NULL, '简报', 2300, 2300, 1, 208, '', NULL)") ==
          "CHECK constraint failed: year BETWEEN 1900 AND 2199");
    CHECK(issued("32") == "");
    CHECK(event(2, "reserved") == "");
    CHECK(event(2, "released") == "prepared once at a time");
    CHECK(event(2, "prepared", "-1") == "CHECK constraint failed: id > 0");
    CHECK(event(2, "prepared", "9") == "rows are added at the end");
    CHECK(event(2, "prepared") == "");
    CHECK(event(2, "prepared") == "prepared once at a time");
    CHECK(event(2, "released") == "");
    CHECK(event(2, "prepared") == "");
    CHECK(event(1, "reserved") == "the first event is reserved, and no other");
    CHECK(event(1, "prepared") == "issued once");
    CHECK(event(1, "issued") == "issued once");
    CHECK(event(1, "lost").starts_with("CHECK constraint failed: kind IN"));
    const auto share = [&](int of, const char* values) {
        return sql(f.path, "INSERT INTO share VALUES (NULL, " + std::to_string(of) + ", '乙', " + values + ")");
    };
    CHECK(share(2, "1, 4") == "the event is complete");  // of a past event
    CHECK(event(1, "copies") == "");
    CHECK(share(7, "1, 3") == "a copy number is given out once");
    CHECK(share(7, "1, 0").starts_with("CHECK constraint failed: first BETWEEN"));
    CHECK(share(7, "1, 4") == "");
    CHECK(share(7, "1, 5") == "the event is complete");  // it says that it has one
    CHECK(sql(f.path, "INSERT INTO file VALUES (NULL, 7, 'pdf', '/b.pdf', '" + hash("") + "')") == "the event is complete");
    CHECK(event(1, "void") == "");
    CHECK(event(1, "copies") == "void and replaced numbers stay so");
}

TEST_CASE("what came in past the triggers is found") {
    const auto altered = [](const std::string& statements) {
        Fixture f;
        auto issue = f.reserve("文件", 2026, "/a.pdf");
        f.reg->prepare(*issue, {"", 5, {{"甲", 3}}, {{"pdf", "/a.pdf", hash("00")}}}, kStamp, f.diagnostics);
        f.reg->issue(*issue, kStamp, f.diagnostics);
        f.reserve("文件", 2026);
        CHECK(f.reg->sound(f.diagnostics));
        f.reg.reset();
        REQUIRE(sql(f.path, statements) == "");
        f.reg = f.open(f.path, Register::For::kReading);
        CHECK(!f.reg->sound(f.diagnostics));
        REQUIRE(f.diagnostics.all().size() == 1);
        const Diagnostic& d = f.diagnostics.all()[0];
        return d.code == Code::kRegisterAltered ? d.args[1] : d.code == Code::kRegisterDamaged ? "damaged: " + d.args[1] : "?";
    };
    CHECK(altered("DROP TRIGGER event_kept") == "trigger event_kept is missing, strange or changed");
    CHECK(altered("CREATE TABLE other (a)") == "table other is missing, strange or changed");
    CHECK(altered("DROP TRIGGER event_kept; CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT 1; END") ==
          "trigger event_kept is missing, strange or changed");
    /// A trigger put back in its own words after the deed.
    const auto behind = [&](const std::string& trigger, const std::string& deed) {
        return altered("CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_master WHERE name = '" + trigger + "'; DROP TRIGGER " + trigger +
                       "; " + deed + "; PRAGMA writable_schema = ON; INSERT INTO sqlite_master SELECT 'trigger', '" + trigger +
                       "', substr('" + trigger + "', 1, instr('" + trigger +
                       "', '_') - 1), 0, sql FROM kept; PRAGMA writable_schema = RESET");
    };
    CHECK(behind("event_kept", "DELETE FROM event WHERE id = 4") == "issue 2 has no event");
    CHECK(behind("event_kept", "DELETE FROM event WHERE id = 2") == "row 1 of file belongs to nothing");
    CHECK(behind("share_kept", "DELETE FROM share WHERE id = 1") == "a part of event 2 is missing");
    CHECK(behind("share_stays", "UPDATE share SET first = 2 WHERE id = 2; UPDATE share SET event = 3 WHERE id = 1") ==
          "a part of event 2 is missing");
    CHECK(behind("issue_next",
                 "INSERT INTO issue VALUES (3, '文件', 0, 2026, 40, NULL, '', NULL); "
                 "INSERT INTO event VALUES (5, 3, 'reserved', '', '', '', '', 0, 0, 0)") == "row 3 of 'issue': numbers follow one another");
    CHECK(behind("event_stays", "UPDATE event SET kind = 'issued' WHERE id = 2") == "row 3 of 'event': issued once");
    CHECK(behind("event_stays", "UPDATE event SET id = 9 WHERE id = 4") == "row 9 of 'event': rows are added at the end");
}

TEST_CASE("an issue without events is damage, not a crash") {
    Fixture f;
    CHECK(sql(f.path, "INSERT INTO issue VALUES (NULL, '文件', 0, 2026, 31, NULL, '', NULL)") == "");
    CHECK(f.reg->issues("", f.diagnostics).empty());
    CHECK(f.fault() == Code::kRegisterDamaged);
    CHECK(!f.reg->find("文件", "31", f.diagnostics));
    CHECK(f.fault() == Code::kRegisterDamaged);
}

TEST_CASE("numbers and copies end where the register ends; nothing overflows") {
    Fixture f;
    REQUIRE(f.reg->add({"满", "{number}", Counting::kRunning, false, 0, kMostNumber, 0}, kStamp, f.diagnostics));
    REQUIRE(f.reg->add({"总满", "{number} {total}", Counting::kYearly, false, 2026, 1, kMostTotal}, kStamp, f.diagnostics));
    for (const char* series : {"满", "总满"}) {
        CHECK(!f.reserve(series, 2026));
        CHECK(f.fault() == Code::kBeyondRegister);
    }
    for (const int year : {1899, 2200, -5}) {
        CHECK(!f.reserve("文件", year));
        CHECK(f.fault() == Code::kBeyondRegister);
    }
    const auto issue = f.reserve("文件", 2026);
    CHECK(!f.reg->issue(*issue, Publication{"", kMostCopies + 1, {}, {}}, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kTooManyCopies);
    CHECK(!f.reg->issue(*issue, Publication{"", 5, {{"甲", kMostCopies}, {"乙", kMostCopies}}, {}}, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kMoreThanPrinted);
    CHECK(f.reg->issue(*issue, Publication{"", kMostCopies, {{"甲", kMostCopies}}, {}}, kStamp, f.diagnostics));
    CHECK(!f.reg->reprint(*issue, Publication{"", 1, {}, {}}, "", kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kTooManyCopies);
    CHECK(f.reg->sound(f.diagnostics));
}

TEST_CASE("what is typed with a date stands behind what was recorded before") {
    Fixture f;
    const auto issue = f.reserve("文件", 2026);
    const auto at = [](const char* when) { return Stamp{when, "李"}; };
    CHECK(!f.reg->issue(*issue, Publication{"", 5, {}, {}}, at("2026-03-01"), f.diagnostics));
    CHECK(f.fault() == Code::kBeforeLast);
    CHECK(!f.reg->make_void(*issue, "", at("2026-03-02T08:59"), f.diagnostics));
    CHECK(f.fault() == Code::kBeforeLast);
    CHECK(f.reg->issue(*issue, Publication{"", 5, {}, {}}, at("2026-03-02"), f.diagnostics));
    CHECK(!f.reg->reprint(*issue, Publication{"", 5, {}, {}}, "", at("2026-03-01T23:00"), f.diagnostics));
    CHECK(f.fault() == Code::kBeforeLast);
    CHECK(!f.reg->give_out(*issue, {{"甲", 1}}, at("2025-12-31"), f.diagnostics));
    CHECK(f.fault() == Code::kBeforeLast);
    CHECK(f.reg->give_out(*issue, {{"甲", 1}}, at("2026-03-02T00:00"), f.diagnostics));
}

TEST_CASE("what is open of a number is one document's: nobody else prepares, issues, gives up or makes void") {
    Fixture f;
    const auto pdf = [](const char* path) { return Publication{path, 1, {}, {{"pdf", path, hash("00")}}}; };
    auto first = f.reserve("简报", 2025), second = first;
    CHECK(f.reg->prepare(*first, pdf("/a.pdf"), kStamp, f.diagnostics));
    REQUIRE(first->open());
    CHECK(!f.reg->prepare(*second, pdf("/b.pdf"), kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kUnderWay);
    CHECK(!f.reg->issue(*second, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kUnderWay);
    CHECK(!f.reg->give_up(*second, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kUnderWay);
    CHECK(!f.reg->issue(*second, Publication{}, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kUnderWay);
    CHECK(!f.reg->make_void(*second, "", kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kUnderWay);
    CHECK(f.reg->give_up(*first, kStamp, f.diagnostics));  // reserved by hand: free again
    CHECK(!f.reg->issue(*first, kStamp, f.diagnostics));
    CHECK(f.fault() == Code::kUnderWay);
    CHECK(f.reg->prepare(*second, pdf("/b.pdf"), kStamp, f.diagnostics));
    CHECK(f.reg->issue(*second, kStamp, f.diagnostics));
    CHECK(f.reg->find("简报", "2025-15", f.diagnostics)->last(Kind::kIssued)->publication.title == "/b.pdf");
    const auto for_document = f.reserve("简报", 2025, "/c.pdf");
    CHECK(for_document->under_way());
    CHECK(!f.reg->issue(*for_document, kStamp, f.diagnostics));  // nothing is prepared
    CHECK(f.reg->give_up(*for_document, kStamp, f.diagnostics));
    const auto kept = f.reg->find("简报", "2025-16", f.diagnostics);
    CHECK((kept->kept() && !kept->under_way()));
    CHECK(f.reg->give_up(*kept, kStamp, f.diagnostics));  // once is enough
    CHECK(f.reg->find("简报", "2025-16", f.diagnostics)->events.size() == 3);
    CHECK(f.reserve("简报", 2025, "/d.pdf")->numbers.number == 17);
    CHECK(f.reserve("简报", 2025, "/c.pdf")->numbers.number == 16);
    CHECK(f.reserve("简报", 2026, "/c.pdf")->numbers.number == 1);
    CHECK(f.diagnostics.all().empty());
}

TEST_CASE("running totals grow with the years; a year that was begun by a slip is made void") {
    Fixture f;
    const auto slip = f.reserve("简报", 2027);
    CHECK(f.fault() == Code::kYearAhead);
    CHECK(!f.reserve("简报", 2026));
    CHECK(f.fault() == Code::kLaterYearBegun);
    CHECK(f.reserve("增刊", 2027));
    CHECK(f.reserve("增刊", 2026));
    CHECK(f.reg->make_void(*slip, "取错", kStamp, f.diagnostics));
    CHECK(f.reserve("简报", 2026)->numbers.total == 209);
    CHECK(f.diagnostics.all().empty());
}

TEST_CASE("a number that is not there: to come, given before the register, or none at all") {
    Fixture f;
    const auto looked_for = [&](const char* series, const char* key) {
        CHECK(!f.reg->find(series, key, f.diagnostics));
        return f.fault();
    };
    CHECK(looked_for("简报", "2025-15") == Code::kNotGivenYet);
    CHECK(looked_for("简报", "2025-14") == Code::kGivenBefore);
    CHECK(looked_for("简报", "2024-1") == Code::kYearBeforeRegister);
    CHECK(looked_for("文件", "31") == Code::kNotGivenYet);
    CHECK(looked_for("文件", "30") == Code::kGivenBefore);
    for (const char* wrong : {"15", "2025-0", "9999-1", "x"}) CHECK(looked_for("简报", wrong) == Code::kNoIssue);
}

TEST_CASE("an issue is replaced by one; recovery goes on where the old one became void") {
    Fixture f;
    const auto replacing = [&](const char* old, const char* document) {
        return f.reg->reserve({"简报", 2025, {}, {}, document, old}, kStamp, f.diagnostics);
    };
    const auto old = f.reserve("简报", 2025);
    f.reg->issue(*old, Publication{}, kStamp, f.diagnostics);
    auto by = replacing("2025-15", "/b.pdf");
    REQUIRE(by);
    CHECK(!replacing("2025-15", ""));
    CHECK(f.fault() == Code::kReplacedTwice);
    CHECK(!f.reg->next({"简报", 2025, {}, {}, {}, "2025-15"}, f.diagnostics));
    CHECK(f.fault() == Code::kReplacedTwice);
    f.reg->prepare(*by, {"", 0, {}, {{"pdf", "/b.pdf", hash("00")}}}, kStamp, f.diagnostics);
    CHECK(f.reg->make_void(*old, "", kStamp, f.diagnostics));
    CHECK(f.reg->issue(*by, kStamp, f.diagnostics));
    CHECK(f.reg->find("简报", "2025-15", f.diagnostics)->state() == State::kVoid);
    CHECK(f.diagnostics.all().empty());
}

TEST_CASE("recovery asks for the document before it makes a number void, and leaves what it cannot know") {
    Fixture f;
    using Is = Register::Finding::Is;
    const auto free = f.reserve("简报", 2025);
    auto by_hand = f.reserve("简报", 2025);
    auto gone = f.reserve("简报", 2025, "/gone.pdf"), unprepared = f.reserve("简报", 2025, "/early.pdf"),
         unknown = f.reserve("简报", 2025, "/unknown.pdf"), out = f.reserve("简报", 2025, "/out.pdf");
    f.reg->prepare(*by_hand, {"", 1, {}, {{"pdf", "/hand.pdf", hash("44")}}}, kStamp, f.diagnostics);
    f.reg->prepare(*gone, {"", 1, {}, {{"pdf", "/gone.pdf", hash("11")}}}, kStamp, f.diagnostics);
    f.reg->prepare(*unknown, {"", 1, {}, {{"pdf", "/unknown.pdf", hash("55")}}}, kStamp, f.diagnostics);
    f.reg->prepare(*out, {"题", 2, {{"甲"}}, {{"brief", "b.xml", hash("33")}, {"pdf", "/out.pdf", hash("22")}}}, kStamp, f.diagnostics);
    std::string asked;
    const auto settled = f.reg->recover(
        [&](const Issue& issue, const Publication& prepared) {
            const File& pdf = prepared.files.back();
            asked += issue.document + pdf.path + pdf.sha256.substr(62) + " ";
            const Is is = pdf.path == "/out.pdf" ? Is::kPublished : pdf.path == "/unknown.pdf" ? Is::kUnknown : Is::kNotPublished;
            return Register::Finding{is, "looked"};
        },
        kStamp, f.diagnostics);
    CHECK(asked == "/hand.pdf44 /gone.pdf/gone.pdf11 /unknown.pdf/unknown.pdf55 /out.pdf/out.pdf22 ");
    CHECK(settled.size() == 4);
    const auto now = [&](const std::optional<Issue>& issue) { return *f.reg->find("简报", issue->key, f.diagnostics); };
    CHECK(now(free).events.size() == 1);
    CHECK(now(by_hand).state() == State::kReserved);
    CHECK(now(by_hand).events.back().kind == Kind::kReleased);
    CHECK(now(gone).state() == State::kVoid);
    CHECK(now(gone).events.back().note == "looked");
    CHECK(now(unprepared).state() == State::kVoid);
    CHECK(now(unknown).under_way());
    CHECK(now(out).state() == State::kIssued);
    CHECK(now(out).last(Kind::kIssued)->publication.files.size() == 2);
    CHECK(f.reg->recover(
                   [](const Issue&, const Publication&) {
                       return Register::Finding{Is::kPublished, ""};
                   },
                   kStamp, f.diagnostics)
              .size() == 1);
    CHECK(f.reg->recover(
                   [](const Issue&, const Publication&) {
                       return Register::Finding{Is::kPublished, ""};
                   },
                   kStamp, f.diagnostics)
              .empty());
}

TEST_CASE("files that are no register, are newer, damaged, there already or not there") {
    Fixture f;
    for (const char* none : {"none.db", "none/r.db"}) {
        CHECK(!f.open(f.folder / none));
        CHECK(f.fault() == Code::kNoRegister);
    }
    for (const char* none : {"", ":memory:"}) {
        CHECK(!f.open(none));
        CHECK(f.fault() == Code::kNoRegister);
    }
    std::ofstream(f.folder / "text.db") << std::string(5000, 'x');
    CHECK(!f.open(f.folder / "text.db"));
    CHECK(f.fault() == Code::kNotARegister);
    CHECK(sql(f.folder / "other.db", "CREATE TABLE t (a)") == "");
    CHECK(!f.open(f.folder / "other.db"));
    CHECK(f.fault() == Code::kNotARegister);
    copy_to(f, f.folder / "newer.db");
    CHECK(sql(f.folder / "newer.db", "PRAGMA user_version = 9") == "");
    CHECK(!f.open(f.folder / "newer.db"));
    CHECK(f.fault() == Code::kRegisterVersion);
}

TEST_CASE("a backup is one file with everything, and works as a register") {
    Fixture f;
    f.reserve("文件", 2026);
    const std::string copy = f.folder / "copy.db";
    copy_to(f, copy);
    CHECK(!std::filesystem::exists(copy + "-wal"));
    const auto other = f.open(copy);
    REQUIRE(other);
    CHECK(other->sound(f.diagnostics));
    CHECK(other->reserve({"文件", 2026, {}, {}, {}, {}}, kStamp, f.diagnostics)->numbers.number == 32);
    CHECK(sql(copy, "DELETE FROM issue") == "the register is append-only");
}

TEST_CASE("damage inside the file is told") {
    Fixture f;
    for (int i = 0; i < 50; ++i) f.reserve("文件", 2026);
    const std::string copy = f.folder / "copy.db";
    copy_to(f, copy);
    {
        std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(copy));
        for (std::streamoff at = 4096; at < size; at += 4096) file.seekp(at).write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
    }
    if (const auto damaged = f.open(copy)) CHECK(!damaged->sound(f.diagnostics));
    CHECK(f.fault() == Code::kRegisterDamaged);
}
