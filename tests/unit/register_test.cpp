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
    CHECK(f.reg->issue(*issue, Publication{"题", 10, {}, {{"pdf", "a.pdf", "00"}}}, kStamp, f.diagnostics));
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
    CHECK(f.fault() == Code::kNoIssue);
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
    f.reg->issue(*issue, Publication{"", 5, {{"甲", 3}}, {{"pdf", "a.pdf", "00"}}}, kStamp, f.diagnostics);
    for (const char* table : {"series", "issue", "event", "share", "file"}) {
        const std::string name(table);
        CHECK(sql(f.path, "DELETE FROM " + name) == "the register is append-only");
        CHECK(sql(f.path, "UPDATE " + name + " SET rowid = rowid") == "the register is append-only");
        CHECK(sql(f.path, "INSERT OR REPLACE INTO " + name + " SELECT * FROM " + name) == "the register is append-only");
    }
    const auto event = [&](const char* kind) {
        return sql(f.path, std::string("INSERT INTO event (issue, kind, at, who, note, title, copies) VALUES (1, '") + kind +
                               "', '', '', '', '', 0)");
    };
    CHECK(sql(f.path, "INSERT INTO issue (series, scope, year, number, document) VALUES ('文件', 0, 2026, 32, '')") == "");
    const auto second = [&](const char* kind) {
        return sql(f.path, std::string("INSERT INTO event (issue, kind, at, who, note, title, copies) VALUES (2, '") + kind +
                               "', '', '', '', '', 0)");
    };
    CHECK(second("reserved") == "");
    CHECK(second("released") == "prepared once at a time");
    CHECK(second("prepared") == "");
    CHECK(second("prepared") == "prepared once at a time");
    CHECK(second("released") == "");
    CHECK(second("prepared") == "");
    CHECK(event("reserved") == "the first event is reserved, and no other");
    CHECK(event("prepared") == "issued once");
    CHECK(event("issued") == "issued once");
    CHECK(event("lost").starts_with("CHECK"));
    CHECK(sql(f.path, "INSERT INTO share (event, recipient, copies, first) VALUES (2, '乙', 1, 3)") == "a copy number is given out once");
    CHECK(sql(f.path, "INSERT INTO share (event, recipient, copies, first) VALUES (2, '乙', 1, 4)") == "");
    CHECK(event("void") == "");
    CHECK(event("copies") == "void and replaced numbers stay so");
    CHECK(sql(f.path, "INSERT INTO issue (series, scope, year, number, document) VALUES ('文件', 0, 2030, 31, '')") != "");
}

TEST_CASE("what is open of a number is one document's: nobody else prepares, issues, gives up or makes void") {
    Fixture f;
    const auto pdf = [](const char* path) { return Publication{path, 1, {}, {{"pdf", path, "00"}}}; };
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
    CHECK(f.reg->find("简报", "2025-16", f.diagnostics)->state() == State::kVoid);
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
    f.reg->prepare(*by, {"", 0, {}, {{"pdf", "/b.pdf", "00"}}}, kStamp, f.diagnostics);
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
    f.reg->prepare(*by_hand, {"", 1, {}, {{"pdf", "/hand.pdf", "44"}}}, kStamp, f.diagnostics);
    f.reg->prepare(*gone, {"", 1, {}, {{"pdf", "/gone.pdf", "11"}}}, kStamp, f.diagnostics);
    f.reg->prepare(*unknown, {"", 1, {}, {{"pdf", "/unknown.pdf", "55"}}}, kStamp, f.diagnostics);
    f.reg->prepare(*out, {"题", 2, {{"甲"}}, {{"brief", "b.xml", "33"}, {"pdf", "/out.pdf", "22"}}}, kStamp, f.diagnostics);
    std::string asked;
    const auto settled = f.reg->recover(
        [&](const Issue& issue, const File& pdf) {
            asked += issue.document + pdf.path + pdf.sha256 + " ";
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
                   [](const Issue&, const File&) {
                       return Register::Finding{Is::kPublished, ""};
                   },
                   kStamp, f.diagnostics)
              .size() == 1);
    CHECK(f.reg->recover([](const Issue&, const File&) { return Register::Finding{Is::kPublished, ""}; }, kStamp, f.diagnostics).empty());
}

TEST_CASE("files that are no register, are newer, damaged, there already or not there") {
    Fixture f;
    CHECK(!Register::open(f.folder / "none.db", f.diagnostics));
    CHECK(f.fault() == Code::kNoRegister);
    CHECK(!Register::create(f.path, f.diagnostics));
    CHECK(f.fault() == Code::kRegisterExists);
    CHECK(!Register::create(f.folder / "none/r.db", f.diagnostics));
    CHECK(f.fault() == Code::kRegisterUnwritable);
    std::ofstream(f.folder / "text.db") << std::string(5000, 'x');
    CHECK(!Register::open(f.folder / "text.db", f.diagnostics));
    CHECK(f.fault() == Code::kNotARegister);
    CHECK(sql(f.folder / "other.db", "CREATE TABLE t (a)") == "");
    CHECK(!Register::open(f.folder / "other.db", f.diagnostics));
    CHECK(f.fault() == Code::kNotARegister);
    CHECK(f.reg->back_up(f.folder / "newer.db", f.diagnostics));
    CHECK(sql(f.folder / "newer.db", "PRAGMA user_version = 9") == "");
    CHECK(!Register::open(f.folder / "newer.db", f.diagnostics));
    CHECK(f.fault() == Code::kRegisterVersion);
}

TEST_CASE("a backup is one file with everything, and works as a register") {
    Fixture f;
    f.reserve("文件", 2026);
    const std::string copy = f.folder / "copy.db";
    CHECK(f.reg->back_up(copy, f.diagnostics));
    CHECK(!std::filesystem::exists(copy + "-wal"));
    CHECK(!f.reg->back_up(copy, f.diagnostics));
    CHECK(f.fault() == Code::kRegisterExists);
    const auto other = Register::open(copy, f.diagnostics);
    REQUIRE(other);
    CHECK(other->sound(f.diagnostics));
    CHECK(other->reserve({"文件", 2026, {}, {}, {}, {}}, kStamp, f.diagnostics)->numbers.number == 32);
    CHECK(sql(copy, "DELETE FROM issue") == "the register is append-only");
}

TEST_CASE("damage inside the file is told") {
    Fixture f;
    for (int i = 0; i < 50; ++i) f.reserve("文件", 2026);
    const std::string copy = f.folder / "copy.db";
    CHECK(f.reg->back_up(copy, f.diagnostics));
    {
        std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(copy));
        for (std::streamoff at = 4096; at < size; at += 4096) file.seekp(at).write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
    }
    if (const auto damaged = Register::open(copy, f.diagnostics)) CHECK(!damaged->sound(f.diagnostics));
    CHECK(f.fault() == Code::kRegisterDamaged);
}
