// Batches and the register over the C border.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <mutex>

#include <unistd.h>

#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

const std::string kBrief = BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml";
const std::string kTable = BANXIN_SOURCE_DIR "/samples/editions/districts.csv";

std::map<std::string, std::string> all_editions(unsigned threads) {
    std::map<std::string, std::string> out;
    banxin::Engine::BatchOptions options;
    options.threads = threads;
    options.key = "单位";
    const auto run = engine().batch(banxin::Source::file(kBrief), banxin::Source::file(kTable), options, [&](const banxin::Edition& e) {
        CHECK(e.pages > 0);
        out.emplace(e.key, e.pdf);
    });
    CHECK(run.rows == out.size());
    CHECK(run.made == out.size());
    CHECK(run.failed == 0);
    return out;
}

std::string text(banxin_text t) { return {t.data, t.size}; }

struct Stamp : banxin_stamp {
    Stamp() : banxin_stamp{sizeof(banxin_stamp), banxin_str("2026-03-02T09:00:00+0800"), banxin_str("tester")} {}
};

}  // namespace

TEST_CASE("editions by one thread and by four are the same bytes") {
    const auto one = all_editions(1), four = all_editions(4);
    CHECK(one.size() == 20);
    CHECK(one == four);
    for (const auto& [key, pdf] : one) CHECK(pdf.starts_with("%PDF-"));
}

TEST_CASE("a batch ends where a callback fails, throws or cancels, and where a row is faulty") {
    const auto brief = banxin::Source::file(kBrief), table = banxin::Source::file(kTable);
    struct Mine {};
    banxin::Engine::BatchOptions options;
    options.threads = 3;
    options.key = "单位";
    int seen = 0;
    const auto third = [&](const banxin::Edition&) {
        if (++seen == 3) throw Mine();
    };
    CHECK_THROWS_AS(engine().batch(brief, table, options, third), Mine);
    CHECK(seen == 3);
    options.progress = [](banxin_stage stage, std::uint64_t done, std::uint64_t all) {
        CHECK(done <= all);
        return stage != BANXIN_MAKE || done < 5;
    };
    try {
        engine().batch(brief, table, options, [](const banxin::Edition&) {});
        CHECK(false);
    } catch (const banxin::Error& error) { CHECK(error.status() == BANXIN_CANCELLED); }
    options.progress = nullptr;

    std::string rows = contents_of(kTable);
    const std::size_t figure = rows.find(",4,35,");
    REQUIRE(figure != rows.npos);
    rows.erase(figure + 1, 1);  // a cell that the brief uses
    const auto faulty = banxin::Source::memory("districts.csv", rows);
    int made = 0;
    try {
        engine().batch(brief, faulty, options, [&](const banxin::Edition&) { ++made; });
        CHECK(false);
    } catch (const banxin::Error& error) {
        CHECK(error.status() == BANXIN_REFUSED);
        CHECK(!error.diagnostics().empty());
    }
    CHECK(made == 0);
    options.keep_going = true;
    const auto run = engine().batch(brief, faulty, options, [&](const banxin::Edition&) { ++made; });
    CHECK(run.failed == 1);
    CHECK(made == 19);
    CHECK(!run.diagnostics.empty());
    CHECK(all_editions(2).size() == 20);
}

TEST_CASE("a batch without memory is a status, whichever allocation fails") {
    const banxin_source brief = banxin_from_file(kBrief.c_str()), table = banxin_from_file(kTable.c_str());
    banxin_batch_options options{};
    options.struct_size = sizeof options;
    options.threads = 2;
    options.key = banxin_str("单位");
    long failures = 0;
    for (long number = 0;; number += 1 + number / 6) {
        banxin_status status = BANXIN_OK;
        bool failed = false;
        {
            const FailingMemory memory(number);
            status = banxin_batch(engine().get(), &brief, &table, &options, nullptr, nullptr);
            failed = FailingMemory::failed();
        }
        if (!failed) REQUIRE(status == BANXIN_OK);
        else REQUIRE((status == BANXIN_NO_MEMORY || status == BANXIN_OK));  // a thread that could not be begun is done without
        failures += failed;
        if (!failed) break;
    }
    CHECK(failures > 30);
    CHECK(all_editions(2).size() == 20);
}

TEST_CASE("the register: a series, numbers taken, issued, void, listed") {
    const std::string path = (fs::temp_directory_path() / ("banxin-api-" + std::to_string(::getpid()) + ".register")).string();
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path + ending);
    const banxin_text name = banxin_str("brief");
    banxin_register* registry = nullptr;
    CHECK(banxin_register_open(banxin_str(path.c_str()), BANXIN_REGISTER_WRITE, nullptr, &registry) == BANXIN_REFUSED);
    REQUIRE(banxin_register_create(banxin_str(path.c_str()), nullptr) == BANXIN_OK);
    CHECK(banxin_register_create(banxin_str(path.c_str()), nullptr) == BANXIN_REFUSED);
    REQUIRE(banxin_register_open(banxin_str(path.c_str()), BANXIN_REGISTER_WRITE, nullptr, &registry) == BANXIN_OK);
    const Stamp stamp;
    banxin_series series{};
    series.struct_size = sizeof series;
    series.name = name;
    series.pattern = banxin_str("{year}年第{number}期");
    CHECK(banxin_register_add_series(registry, &series, nullptr, nullptr) == BANXIN_WRONG_CALL);
    REQUIRE(banxin_register_add_series(registry, &series, &stamp, nullptr) == BANXIN_OK);
    CHECK(banxin_register_add_series(registry, &series, &stamp, nullptr) == BANXIN_REFUSED);

    banxin_issue issue{};
    CHECK(banxin_register_reserve(registry, name, 2026, &stamp, nullptr, &issue) == BANXIN_WRONG_CALL);  // takes nothing
    issue.struct_size = sizeof issue;
    REQUIRE(banxin_register_next(registry, name, 2026, nullptr, &issue) == BANXIN_OK);
    CHECK(issue.number == 1);
    CHECK(text(issue.text) == "2026年第1期");
    for (std::uint32_t number = 1; number <= 3; ++number) {
        REQUIRE(banxin_register_reserve(registry, name, 2026, &stamp, nullptr, &issue) == BANXIN_OK);
        CHECK(issue.number == number);
        CHECK(issue.state == BANXIN_RESERVED);
    }
    banxin_publication publication{};
    publication.struct_size = sizeof publication;
    publication.title = banxin_str("题");
    publication.copies = 60;
    REQUIRE(banxin_register_issue(registry, name, banxin_str("2026-1"), &publication, &stamp, nullptr) == BANXIN_OK);
    REQUIRE(banxin_register_void(registry, name, banxin_str("2026-2"), banxin_str("未印"), &stamp, nullptr) == BANXIN_OK);
    CHECK(banxin_register_find(registry, name, banxin_str("2026-9"), nullptr, &issue) == BANXIN_REFUSED);
    REQUIRE(banxin_register_find(registry, name, banxin_str("2026-1"), nullptr, &issue) == BANXIN_OK);
    CHECK(issue.state == BANXIN_ISSUED);
    CHECK(text(issue.title) == "题");
    CHECK(issue.copies == 60);
    std::string listed;
    const auto list = [](void* user, const banxin_issue* one) {
        *static_cast<std::string*>(user) += text(one->key) + ":" + std::to_string(one->state) + " ";
        return 0;
    };
    REQUIRE(banxin_register_list(registry, name, list, &listed, nullptr) == BANXIN_OK);
    CHECK(listed == "2026-1:1 2026-2:3 2026-3:0 ");
    const auto stop = [](void*, const banxin_issue*) { return 1; };
    CHECK(banxin_register_list(registry, name, stop, nullptr, nullptr) == BANXIN_CANCELLED);
    CHECK(banxin_register_find(nullptr, name, name, nullptr, &issue) == BANXIN_WRONG_CALL);
    banxin_register_free(registry);
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path + ending);
}

TEST_CASE("a number from the register stands in a brief that leaves it open") {
    std::string brief = brief_of(1);
    brief.replace(brief.find("number=\"1\""), 10, "number=\"auto\"");
    const auto source = banxin::Source::memory("brief.xml", brief);
    CHECK_THROWS_AS(banxin::Document(engine(), source), banxin::Error);
    banxin::Document::Options options;
    options.issue_number = 17;
    const banxin::Document document(engine(), source, options);
    CHECK(text(document.info().title).find("第17期") != std::string::npos);
}
