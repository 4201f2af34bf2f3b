// A brief to its files in one step, with numbers of a register, copies, limits and stops; texts and sinks.
#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include <unistd.h>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

using banxin::Sink;
using banxin::Source;

int number(banxin::Code code) { return static_cast<int>(code); }
std::string text(banxin_text t) { return {t.data, t.size}; }

banxin::Engine::DocumentOptions numbered(const std::string& path) {
    banxin::Engine::DocumentOptions out;
    out.numbering = {path, "brief", "", "", stamp()};
    return out;
}

}  // namespace

TEST_CASE("PDF and dump come together or not at all, and are those of the document") {
    const Folder folder;
    const std::string brief = brief_of(3);
    const auto source = Source::memory("brief.xml", brief);
    const std::string pdf = folder / "a.pdf", dump = folder / "a.dump";
    const Sink to_pdf = Sink::file(pdf), to_dump = Sink::file(dump), nowhere = Sink::file(folder / "none/a.dump");
    CHECK(status_of([&] { engine().build(source, {}, &to_pdf, &nowhere); }) == BANXIN_REFUSED);
    CHECK(!fs::exists(pdf));
    const banxin::Document made = engine().build(source, {}, &to_pdf, &to_dump);
    CHECK(contents_of(pdf) == pdf_of(brief));
    CHECK(contents_of(dump) == made.dump());
    CHECK(made.dump().find("清洗空调和水箱") != std::string::npos);
    CHECK(made.pages() > 0);
    CHECK(engine().build(source, {}, nullptr).pages() == made.pages());

    std::string streamed;
    const Sink stream = Sink::callback([&](std::span<const char> piece) { streamed.append(piece.data(), piece.size()); });
    engine().build(source, {}, &stream);
    CHECK(streamed == pdf_of(brief));
    struct Mine {};
    const Sink throwing = Sink::callback([](std::span<const char>) { throw Mine(); });
    CHECK_THROWS_AS(engine().build(source, {}, &throwing, &to_dump), Mine);
    banxin::write_to(Sink::file(folder / "b.xml"), brief);
    const Sink over = Sink::file(folder / "b.xml");
    CHECK(codes_of([&] { engine().build(Source::file(folder / "b.xml"), {}, &over); }) ==
          std::vector{number(banxin::Code::kOutputIsInput)});
    CHECK(contents_of(folder / "b.xml") == brief);
}

TEST_CASE("a descriptor is written to as it is") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    banxin::write_to(Sink::descriptor(ends[1], "pipe"), "four");
    char read[8] = {};
    CHECK(::read(ends[0], read, sizeof read) == 4);
    CHECK(std::string(read) == "four");
    ::close(ends[0]);
    ::close(ends[1]);
    try {
        banxin::write_to(Sink::descriptor(ends[1], "what it is called"), "x");
        CHECK(false);
    } catch (const banxin::Error& error) {
        CHECK(error.status() == BANXIN_TEMPORARY);
        CHECK(error.found().summary.exit_code == 75);
        CHECK(error.diagnostics().front().file == "what it is called");
    }
}

TEST_CASE("numbers are taken with the file, looked up without, and never twice by eight threads") {
    const Folder folder;
    const std::string path = new_register(folder), brief = open_brief();
    const auto source = Source::memory("brief.xml", brief);
    CHECK(codes_of([&] { engine().build(source, {}, nullptr); }) == std::vector{number(banxin::Code::kNumberOpen)});
    CHECK(text(engine().build(source, numbered(path), nullptr).info().title).find("第1期") != std::string::npos);
    CHECK(banxin::Register(path).issues().empty());
    const Sink stream = Sink::callback([](std::span<const char>) {});
    CHECK(status_of([&] { engine().build(source, numbered(path), &stream); }) == BANXIN_WRONG_CALL);  // what is issued is a file

    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            const std::string file = folder / (std::to_string(t) + ".pdf");
            const Sink pdf = Sink::file(file);
            const auto made = engine().build(source, numbered(path), &pdf);
            const std::string title = text(made.info().title);
            right += title.find("第" + text(made.info().key).substr(5) + "期") != std::string::npos && contents_of(file) == made.pdf();
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(right == 8);
    banxin::Register reg(path);
    std::set<std::uint32_t> numbers;
    for (const banxin::Issue& issue : reg.issues("brief")) {
        CHECK(issue.state == BANXIN_ISSUED);
        CHECK(issue.title == "全区中小学如期开学");
        CHECK(issue.events.back().publication.files.back().role == "pdf");
        numbers.insert(issue.number);
    }
    CHECK(numbers == std::set<std::uint32_t>{1, 2, 3, 4, 5, 6, 7, 8});
    CHECK(reg.verify().count >= 8);

    const Sink there = Sink::file(folder / "0.pdf");
    CHECK(codes_of([&] { engine().build(source, numbered(path), &there); }) == std::vector{number(banxin::Code::kAlreadyThere)});
    const Sink over = Sink::file(path);
    CHECK(codes_of([&] { engine().build(source, {}, &over); }) == std::vector{number(banxin::Code::kOutputIsRegister)});
    CHECK(codes_of([&] { banxin::write_to(over, "x"); }) == std::vector{number(banxin::Code::kOutputIsRegister)});
    CHECK(reg.issues("brief").size() == 8);
    auto limited = numbered(path);
    limited.max_memory = 1'000;
    const Sink late = Sink::file(folder / "late.pdf");
    CHECK(status_of([&] { engine().build(source, limited, &late); }) == BANXIN_OVER_MEMORY);
    CHECK(reg.issues("brief").size() == 8);
}

TEST_CASE("a build without memory, wherever it runs out, leaves file and register of one mind") {
    const std::string brief = open_brief();
    const banxin_source source = banxin_from_memory("brief.xml", brief.data(), brief.size());
    const banxin_stamp by{sizeof by, banxin_str("2026-03-02T09:00:00+0800"), banxin_str("tester")};
    /// Whether the allocation of this number was reached.
    const auto fails_at = [&](long at) {
        const Folder folder;
        const std::string path = new_register(folder), file = folder / "a.pdf";
        const banxin_numbering numbering{sizeof numbering, banxin_str(path.c_str()), banxin_str("brief"), {}, {}, &by};
        banxin_document_options options = banxin_document_defaults();
        options.numbering = &numbering;
        const banxin_sink pdf = banxin_to_file(file.c_str());
        const banxin_outputs outputs{sizeof outputs, &pdf, nullptr};
        banxin_status status = BANXIN_OK;
        bool failed = false;
        {
            const FailingMemory memory(at);
            status = banxin_build(engine().get(), &source, &options, &outputs, nullptr, nullptr);
            failed = FailingMemory::failed();
        }
        banxin::Register reg(path);
        reg.recover(stamp());
        const auto issues = reg.issues();
        if (status == BANXIN_OK) REQUIRE(fs::exists(file));
        if (!fs::exists(file)) REQUIRE((issues.empty() || issues[0].state == BANXIN_VOID));
        else REQUIRE((issues.size() == 1 && issues[0].state == BANXIN_ISSUED));
        REQUIRE(reg.verify().found.diagnostics.empty());
        return failed;
    };
    engine();  // made with memory
    long all = 1'000;
    while (fails_at(all)) all += all / 2;
    long lowest = 0;
    while (all - lowest > 1) (fails_at((all + lowest) / 2) ? lowest : all) = (all + lowest) / 2;
    for (long at = std::max(0L, all - 300); at < all; at += 5) CHECK(fails_at(at));
}

TEST_CASE("copies, each with its number") {
    std::string brief = brief_of(2);
    brief.insert(brief.find("<issuer>"), "<copy-number>auto</copy-number>");
    const auto source = Source::memory("brief.xml", brief);
    CHECK(codes_of([&] { banxin::Document one(engine(), source); }) == std::vector{number(banxin::Code::kCopyNumberOpen)});
    banxin::Document::Options options;
    options.copies = {{1, 3}, {7, 7}};
    const std::string four = banxin::Document(engine(), source, options).pdf();
    CHECK(four.starts_with("%PDF-"));
    options.copies = {{3, 1}};
    CHECK(status_of([&] { banxin::Document wrong(engine(), source, options); }) == BANXIN_WRONG_CALL);
    options.copies = {{1, 3}, {3, 4}};
    CHECK(status_of([&] { banxin::Document wrong(engine(), source, options); }) == BANXIN_WRONG_CALL);
    options.copies = {{1, 400}};
    options.max_time = std::chrono::milliseconds(1);
    CHECK(status_of([&] { banxin::Document slow(engine(), source, options); }) == BANXIN_OVER_TIME);
}

TEST_CASE("work that is stopped from outside") {
    const std::string brief = brief_of(60);
    const banxin::Stop stop;
    banxin::Document::Options options;
    options.stop = &stop;
    options.progress = [&](banxin_stage stage, std::uint64_t done, std::uint64_t) {
        if (stage == BANXIN_SET && done == 5) std::thread([&] { stop.now(); }).join();
        CHECK((stage != BANXIN_SET || done <= 6));
        return true;
    };
    CHECK(status_of([&] { banxin::Document made(engine(), Source::memory("brief.xml", brief), options); }) == BANXIN_CANCELLED);
}

TEST_CASE("times of stages are told, in order") {
    const Folder folder;
    std::vector<std::string> stages;
    banxin::Engine::DocumentOptions options;
    options.on_time = [&](std::string_view stage, double ms) {
        CHECK(ms >= 0);
        stages.emplace_back(stage);
    };
    const std::string brief = brief_of(1);
    const Sink pdf = Sink::file(folder / "a.pdf");
    engine().build(Source::memory("brief.xml", brief), options, &pdf);
    CHECK(stages == std::vector<std::string>{"brief", "layout", "typeset", "pdf", "write"});
}

TEST_CASE("fonts that are looked for later are missed later; a layout may be a file where the engine says so") {
    const Folder folder;
    banxin::Engine::Options options = engine_options();
    options.font_folders.clear();
    options.fonts_when_needed = true;
    const banxin::Engine none(options);
    const std::string brief = brief_of(1), wrong = "<brief/>";
    CHECK(codes_of([&] { banxin::Document made(none, Source::memory("brief.xml", wrong)); }).size() > 0);
    for (int i = 0; i < 2; ++i)
        CHECK(codes_of([&] { banxin::Document made(none, Source::memory("brief.xml", brief)); }).front() ==
              number(banxin::Code::kNoFaceForRole));
    CHECK(none.fonts_report().found.summary.errors > 0);
    CHECK(none.fonts_report().text.size() > 100);

    banxin::write_to(Sink::file(folder / "mine.xml"), R"(<layout version="1" name="mine" extends="beside"/>)");
    banxin::write_to(Sink::file(folder / "beside.xml"), R"(<layout version="1" name="beside" extends="work-brief"/>)");
    options = engine_options();
    banxin::Document::Options of_file;
    of_file.layout = folder / "mine.xml";
    CHECK(codes_of([&] { banxin::Document made(engine(), Source::memory("brief.xml", brief), of_file); }) ==
          std::vector{number(banxin::Code::kNotALayoutName)});
    options.layout_files = true;
    const banxin::Engine files(options);
    CHECK(banxin::Document(files, Source::memory("brief.xml", brief), of_file).pdf() == pdf_of(brief));
    options.official_layouts = false;
    const banxin::Engine bare(options);
    CHECK(codes_of([&] { banxin::Document made(bare, Source::memory("brief.xml", brief)); }) ==
          std::vector{number(banxin::Code::kNoLayout)});
}

TEST_CASE("references, schemas and the report of fonts") {
    CHECK(banxin::reference(BANXIN_BRIEF_REFERENCE, BANXIN_CHINESE).find("简报") != std::string::npos);
    CHECK(banxin::reference(BANXIN_CODES_REFERENCE).find("BX1112") != std::string::npos);
    CHECK(banxin::reference(BANXIN_LAYOUT_SCHEMA).find("relaxng") != std::string::npos);
    CHECK(banxin_reference(BANXIN_BRIEF_SCHEMA, BANXIN_ENGLISH, nullptr) == BANXIN_WRONG_CALL);
    const std::string brief = brief_of(1);
    const auto source = Source::memory("brief.xml", brief);
    CHECK(engine().fonts_report(&source).text.find("FandolFang-Regular") != std::string::npos);
    CHECK(engine().fonts_report().text.find("GB2312") != std::string::npos);
}
