// Runs into folders over the C border: manifest, resumption, parts, print runs, figures, limits, one number for all.
#include <doctest/doctest.h>

#include <fstream>
#include <map>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

const auto kBrief = banxin::Source::file(BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml");
const auto kTable = banxin::Source::file(BANXIN_SOURCE_DIR "/samples/editions/districts.csv");

int number(banxin::Code code) { return static_cast<int>(code); }

banxin::Engine::BatchOptions into(const std::string& folder) {
    banxin::Engine::BatchOptions out;
    out.key = "单位";
    out.threads = 2;
    out.folder = folder;
    return out;
}

std::map<std::string, std::string> all_in(const std::string& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) out[entry.path().filename()] = contents_of(entry.path());
    return out;
}

}  // namespace

TEST_CASE("a folder: published, verified, stopped and resumed with the same bytes") {
    const Folder folder;
    const auto made = engine().batch(kBrief, kTable, into(folder / "a"));
    CHECK(made.rows == 20);
    CHECK(made.made == 20);
    CHECK(banxin::verify_batch(folder / "a").count == 20);
    CHECK(codes_of([&] { engine().batch(kBrief, kTable, into(folder / "a")); }) == std::vector{number(banxin::Code::kRunThere)});

    const banxin::Stop stop;
    auto stopped = into(folder / "b");
    stopped.stop = &stop;
    stopped.progress = [&](banxin_stage stage, std::uint64_t done, std::uint64_t) {
        if (stage == BANXIN_MAKE && done == 3) stop.now();
        return true;
    };
    CHECK(status_of([&] { engine().batch(kBrief, kTable, stopped); }) == BANXIN_CANCELLED);
    auto resumed = into(folder / "b");
    resumed.resume = true;
    CHECK(engine().batch(kBrief, kTable, resumed).made == 20);
    CHECK(engine().batch(kBrief, kTable, resumed).there == 20);
    CHECK(all_in(folder / "a") == all_in(folder / "b"));

    std::ofstream(fs::path(folder / "b") / "江北区.pdf") << "x";
    CHECK(codes_of([&] { banxin::verify_batch(folder / "b"); }) == std::vector{number(banxin::Code::kEditionChanged)});
}

TEST_CASE("parts, lists, figures, a print run, and a run for measuring") {
    const Folder folder;
    auto options = into(folder / "parts");
    options.only = {"江北区"};
    options.lists = {"packing-list"};
    options.figures = banxin::Sink::file(folder / "figures.csv");
    CHECK(engine().batch(kBrief, kTable, options).made == 1);
    CHECK(all_in(folder / "parts").size() == 3);
    CHECK(contents_of(folder / "figures.csv").find("已报项数") != std::string::npos);
    options = into(folder / "print");
    options.merged = "run";
    options.separator = "separator";
    options.only = {"江北区:41-43"};
    const auto print = engine().batch(kBrief, kTable, options);
    CHECK(print.editions == 1);
    CHECK(print.made == 1);
    CHECK(fs::exists(folder / "print/run-1.pdf"));
    options.merged = "../run";
    CHECK(status_of([&] { engine().batch(kBrief, kTable, options); }) == BANXIN_WRONG_CALL);
    options = into("");
    options.discard = true;
    const auto measured = engine().batch(kBrief, kTable, options);
    CHECK(measured.made == 20);
    CHECK(measured.pages >= 20);
    CHECK(measured.bytes > 100'000);
    options = into("");
    options.merged = "run";
    CHECK(status_of([&] { engine().batch(kBrief, kTable, options); }) == BANXIN_WRONG_CALL);
}

TEST_CASE("one number for a run") {
    const Folder folder;
    const std::string path = new_register(folder);
    std::string brief = contents_of(BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml");
    brief.replace(brief.find(R"(number="16" total="209")"), 23, R"(number="auto" total="auto")");
    const auto source = banxin::Source::memory("district-brief.xml", brief);
    auto options = into(folder / "out");
    options.numbering = {path, "brief", "", "", stamp()};
    const auto made = engine().batch(source, kTable, options);
    CHECK(made.key == "2019-1");
    CHECK(made.number == "2019年第1期");
    banxin::Register reg(path);
    const auto issue = reg.find("brief", "2019-1");
    CHECK(issue.state == BANXIN_ISSUED);
    CHECK(issue.copies == 590);
    CHECK(issue.events.back().publication.shares.size() == 20);
    CHECK(reg.verify().count > 20);
    options.keep_going = true;
    CHECK(status_of([&] { engine().batch(source, kTable, options); }) == BANXIN_WRONG_CALL);
    options.keep_going = false;
    options.folder.clear();
    CHECK(engine().batch(source, kTable, options).rows == 20);  // looked up alone
    CHECK(reg.issues("brief").size() == 1);
}

TEST_CASE("an edition over a limit is named, and left out where the run goes on") {
    auto options = into("");
    options.max_pages = 1;
    const auto codes = codes_of([&] { engine().batch(kBrief, kTable, options); });
    CHECK(std::count(codes.begin(), codes.end(), number(banxin::Code::kEditionOverPages)) == 20);
    options.max_pages = 0;
    options.max_memory = 1;
    CHECK(codes_of([&] { engine().batch(kBrief, kTable, options); }).front() == number(banxin::Code::kEditionOverMemory));
    options.max_memory = 0;
    options.max_time = std::chrono::milliseconds(1);
    options.threads = 1;
    const auto slow = codes_of([&] { engine().batch(kBrief, kTable, options); });
    CHECK(std::count(slow.begin(), slow.end(), number(banxin::Code::kEditionOverTime)) > 0);
    options.max_time = std::chrono::minutes(10);
    options.max_memory = 100'000'000;
    options.max_pages = 10;
    CHECK(engine().batch(kBrief, kTable, options).failed == 0);
}
