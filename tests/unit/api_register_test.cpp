// The register from C++: all that happens to a number, as data and as text.
#include <doctest/doctest.h>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

int number(banxin::Code code) { return static_cast<int>(code); }

}  // namespace

TEST_CASE("issued with its file, reprinted, given out, replaced") {
    const Folder folder;
    const std::string path = new_register(folder);
    banxin::write_to(banxin::Sink::file(folder / "a.pdf"), "a");
    banxin::Register reg(path);
    CHECK(reg.reserve("brief", 2026, stamp()).key == "2026-1");
    banxin::Publication publication{"题", 10, {{"甲", 3}, {"乙", 2}}, {{"pdf", folder / "a.pdf", ""}}};
    publication.files.push_back({"brief", folder / "none.xml", ""});
    CHECK(codes_of([&] { reg.issue("brief", "2026-1", publication, stamp()); }) == std::vector{number(banxin::Code::kCannotRead)});
    publication.files.pop_back();
    reg.issue("brief", "2026-1", publication, stamp());
    reg.reprint("brief", "2026-1", {"", 5, {}, {}}, "不够", stamp());
    reg.give_out("brief", "2026-1", {{"丙", 4}}, stamp());
    banxin::Issue issue = reg.find("brief", "2026-1");
    CHECK(issue.copies == 15);
    REQUIRE(issue.events.size() == 4);
    CHECK(issue.events[1].kind == BANXIN_EVENT_ISSUED);
    CHECK(issue.events[1].stamp.who == "tester");
    REQUIRE(issue.events[1].publication.files.size() == 1);
    CHECK(issue.events[1].publication.files[0].sha256.size() == 64);
    CHECK(issue.events[1].publication.shares[1].first == 4);
    CHECK(issue.events[2].note == "不够");
    CHECK(issue.events[3].publication.shares[0].first == 6);
    CHECK(reg.reserve("brief", 2026, stamp(), "2026-1").replaces == "2026-1");
    reg.issue("brief", "2026-2", {"题二", 1, {}, {}}, stamp());
    issue = reg.find("brief", "2026-1");
    CHECK(issue.state == BANXIN_REPLACED);
    CHECK(issue.replaced_by == "2026-2");
    CHECK(codes_of([&] { reg.reserve("brief", 2026, stamp(), "2026-9"); }).size() == 1);

    CHECK(reg.verify().count == 1);
    banxin::write_to(banxin::Sink::file(folder / "a.pdf"), "b");
    CHECK(codes_of([&] { reg.verify(); }) == std::vector{number(banxin::Code::kFileChanged)});
    reg.backup(folder / "copy.db");
    CHECK(banxin::Register(folder / "copy.db", BANXIN_REGISTER_READ).issues().size() == 2);
    CHECK(codes_of([&] { reg.backup(folder / "copy.db"); }) == std::vector{number(banxin::Code::kRegisterExists)});
    CHECK(codes_of([&] { reg.backup(path + "-wal"); }) == std::vector{number(banxin::Code::kOutputIsRegister)});
}

TEST_CASE("series, and the number before the first") {
    const Folder folder;
    const std::string path = new_register(folder);
    banxin::Register reg(path);
    reg.add({"old", "第{number}期", true, false, "30"}, stamp());
    CHECK(reg.next("old", 2026).key == "31");
    reg.add({"yearly", "{year}年第{number}期（总第{total}期）", false, false, "2025-14", 207}, stamp());
    CHECK(reg.next("yearly", 2026).text == "2026年第1期（总第208期）");
    CHECK(codes_of([&] { reg.add({"x", "{number}", false, false, "14"}, stamp()); }) == std::vector{number(banxin::Code::kNoIssue)});
    CHECK(codes_of([&] {
              reg.add({"x", "{number}", true, false, "1", 5}, stamp());
          }) == std::vector{number(banxin::Code::kSeriesWithoutTotal)});
    for (const char* last : {"1899-1", "99999999-1", "2025-1000000"})
        CHECK(codes_of([&] {
                  reg.add({"x", "{year}{number}", false, false, last}, stamp());
              }) == std::vector{number(banxin::Code::kBeyondRegister)});
    CHECK(codes_of([&] {
              reg.add({"x", "{year}{number}{total}", false, false, "2025-1", 10'000'000}, stamp());
          }) == std::vector{number(banxin::Code::kBeyondRegister)});
    const auto all = reg.series();
    REQUIRE(all.size() == 3);
    CHECK(all[1].running);
    CHECK(all[1].last == "30");
    CHECK(all[2].last == "2025-14");
    CHECK(all[2].last_total == 207);
}

TEST_CASE("the register as text") {
    const Folder folder;
    banxin::Register reg(new_register(folder), BANXIN_REGISTER_WRITE, BANXIN_CHINESE);
    reg.reserve("brief", 2026, stamp());
    reg.reserve("brief", 2026, stamp());
    CHECK(reg.text(BANXIN_FORM_SERIES) == "brief  {year}年第{number}期  按年编号\n");
    CHECK(reg.text(BANXIN_FORM_SERIES, "brief") == reg.text(BANXIN_FORM_SERIES));
    CHECK(reg.text(BANXIN_FORM_LIST, "", "").find("2026年第2期  预留") != std::string::npos);
    CHECK(reg.text(BANXIN_FORM_LIST, "brief", "2026-1").find("第2期") == std::string::npos);
    CHECK(reg.text(BANXIN_FORM_PAGE, "brief", "2026-1").find("tester") != std::string::npos);
    CHECK(reg.text(BANXIN_FORM_CSV).starts_with("\xEF\xBB\xBF"));
    CHECK(codes_of([&] { reg.text(BANXIN_FORM_LIST, "none"); }) == std::vector{number(banxin::Code::kNoSeries)});
    CHECK(codes_of([&] { reg.issues("none"); }) == std::vector{number(banxin::Code::kNoSeries)});
}

TEST_CASE("recovery settles nothing while somebody is at work, and what it can afterwards") {
    const Folder folder;
    const std::string path = new_register(folder);
    const std::string brief = open_brief();
    banxin::Engine::DocumentOptions options;
    options.numbering = {path, "brief", "", "", stamp()};
    banxin_status during = BANXIN_OK;
    options.progress = [&](banxin_stage stage, std::uint64_t done, std::uint64_t) {
        if (stage == BANXIN_SET && done == 1) during = status_of([&] { banxin::Register(path).recover(stamp()); });
        return true;
    };
    const banxin::Sink pdf = banxin::Sink::file(folder / "a.pdf");
    engine().build(banxin::Source::memory("brief.xml", brief), options, &pdf);
    CHECK(during == BANXIN_TEMPORARY);
    banxin::Register reg(path, BANXIN_REGISTER_READ);
    CHECK(reg.issues()[0].state == BANXIN_ISSUED);
    CHECK(banxin::Register(path).recover(stamp()).empty());
    CHECK(status_of([&] { banxin::Register(path).recover(stamp(), "brief", "2026-1", ""); }) == BANXIN_WRONG_CALL);
}

TEST_CASE("a register that was opened for reading refuses to be written, for good") {
    const Folder folder;
    banxin::Register reg(new_register(folder), BANXIN_REGISTER_READ);
    banxin_status status = BANXIN_OK;
    try {
        reg.reserve("brief", 2026, stamp());
    } catch (const banxin::Error& error) {
        status = error.status();
        CHECK(error.diagnostics().front().code == number(banxin::Code::kRegisterReadOnly));
        CHECK(error.found().summary.exit_code == 3);
    }
    CHECK(status == BANXIN_REFUSED);
}

TEST_CASE("a callback that stops a register's call is told as one that cancelled, and that of a run as one that failed") {
    const Folder folder;
    const std::string path = new_register(folder), out = folder / "out";
    banxin::Register reg(path);
    reg.reserve("brief", 2019, stamp());
    reg.reserve("brief", 2019, stamp());
    int told = 0;
    const auto on_issue = [](void* user, const banxin_issue*) { return ++*static_cast<int*>(user); };
    CHECK(banxin_register_list(reg.get(), {}, on_issue, &told, nullptr) == BANXIN_CANCELLED);
    CHECK(told == 1);
    const auto on_series = [](void* user, const banxin_series*) { return ++*static_cast<int*>(user); };
    CHECK(banxin_register_series(reg.get(), on_series, &told, nullptr) == BANXIN_CANCELLED);
    CHECK(told == 2);

    std::string brief = contents_of(BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml");
    brief.replace(brief.find(R"(number="16" total="209")"), 23, R"(number="auto" total="auto")");
    const banxin_source from = source_of(brief), table = banxin_from_file(BANXIN_SOURCE_DIR "/samples/editions/districts.csv");
    const banxin_stamp by{sizeof by, banxin_str("2026-03-02T09:00:00+0800"), banxin_str("tester")};
    const banxin_numbering numbering{sizeof numbering, banxin_str(path.c_str()), banxin_str("brief"), {}, {}, &by};
    banxin_batch_options options = banxin_batch_defaults();
    options.key = banxin_str("单位");
    options.folder = banxin_str(out.c_str());
    options.numbering = &numbering;
    options.on_issue = on_issue;
    options.user = &told;
    CHECK(banxin_batch(engine().get(), &from, &table, &options, nullptr, nullptr) == BANXIN_CALLBACK);
    CHECK(told == 3);
    CHECK(reg.find("brief", "2019-3").state == BANXIN_ISSUED);  // it stays published
}
