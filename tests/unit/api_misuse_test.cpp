// What a newcomer does wrong: a status that says so, before a file is made or a number taken; never something else than was asked.
#include <doctest/doctest.h>

#include <fstream>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

using banxin::Sink;
using banxin::Source;

/// A name that the system would take for another.
banxin_text with_zero(const std::string& name, std::string& kept) {
    kept = name + '\0' + ".pdf";
    return {kept.data(), kept.size()};
}

banxin_status made(const banxin_document_options& options) {
    const std::string brief = brief_of(1);
    const banxin_source source = source_of(brief);
    banxin_document* document = nullptr;
    const banxin_status status = banxin_document_new(engine().get(), &source, &options, nullptr, &document);
    banxin_document_free(document);
    return status;
}

banxin_status made(const banxin_engine_options& options) {
    banxin_engine* made = nullptr;
    const banxin_status status = banxin_engine_new(&options, nullptr, &made);
    banxin_engine_free(made);
    return status;
}

banxin_status written(const banxin_sink& sink) { return banxin_write_to(&sink, "x", 1, nullptr); }

}  // namespace

TEST_CASE("an array or a text that is not there is a wrong call") {
    banxin_document_options options = banxin_document_defaults();
    options.copy_count = 1;
    CHECK(made(options) == BANXIN_WRONG_CALL);
    options = banxin_document_defaults();
    options.layout = {nullptr, 5};
    CHECK(made(options) == BANXIN_WRONG_CALL);
    banxin_engine_options of_engine = banxin_engine_defaults();
    of_engine.font_folder_count = 1;
    CHECK(made(of_engine) == BANXIN_WRONG_CALL);
    of_engine = banxin_engine_defaults();
    of_engine.layout_folder_count = 1;
    CHECK(made(of_engine) == BANXIN_WRONG_CALL);
    const banxin_text none{nullptr, 3};
    banxin_register* reg = nullptr;
    CHECK(banxin_register_open(none, BANXIN_REGISTER_WRITE, nullptr, &reg) == BANXIN_WRONG_CALL);
    banxin_sink sink = banxin_to_file("x");
    sink.path = none;
    CHECK(written(sink) == BANXIN_WRONG_CALL);
}

TEST_CASE("a zero in the name of a file or folder is a wrong call, and nothing is made under what stands before it") {
    const Folder folder;
    std::string kept;
    const banxin_text name = with_zero(folder / "a", kept);
    banxin_sink sink = banxin_to_file("x");
    sink.path = name;
    CHECK(written(sink) == BANXIN_WRONG_CALL);
    CHECK(banxin_register_create(name, nullptr) == BANXIN_WRONG_CALL);
    banxin_register* reg = nullptr;
    CHECK(banxin_register_open(name, BANXIN_REGISTER_WRITE, nullptr, &reg) == BANXIN_WRONG_CALL);
    banxin::Register there(new_register(folder));
    CHECK(banxin_register_backup(there.get(), name, nullptr) == BANXIN_WRONG_CALL);
    CHECK(banxin_batch_verify(name, nullptr, nullptr) == BANXIN_WRONG_CALL);
    banxin_engine_options options = banxin_engine_defaults();
    options.font_index = name;
    CHECK(made(options) == BANXIN_WRONG_CALL);
    options = banxin_engine_defaults();
    options.font_folders = &name;
    options.font_folder_count = 1;
    CHECK(made(options) == BANXIN_WRONG_CALL);
    banxin::Engine::BatchOptions into;
    into.key = "单位";
    into.folder = kept;
    CHECK(status_of([&] {
              engine().batch(Source::file(BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml"),
                             Source::file(BANXIN_SOURCE_DIR "/samples/editions/districts.csv"), into);
          }) == BANXIN_WRONG_CALL);
    CHECK(!fs::exists(folder / "a"));
}

TEST_CASE("a descriptor or a callback that is none is never a file") {
    const Folder folder;
    const std::string name = folder / "out", there = folder / "brief.xml";
    for (const int descriptor : {0, -1}) {
        CHECK(written(banxin_to_descriptor(descriptor, name.c_str())) == BANXIN_WRONG_CALL);
        CHECK(status_of([&] { banxin::write_to(Sink::descriptor(descriptor, name), "x"); }) == BANXIN_WRONG_CALL);
    }
    CHECK(written(banxin_to_callback(nullptr, nullptr)) == BANXIN_WRONG_CALL);
    CHECK(!fs::exists(name));
    std::ofstream(there) << brief_of(1);
    banxin_document* document = nullptr;
    const banxin_source none = banxin_from_callback(there.c_str(), nullptr, nullptr);
    CHECK(banxin_document_new(engine().get(), &none, nullptr, nullptr, &document) == BANXIN_WRONG_CALL);
    CHECK(status_of([&] { banxin::Document made(engine(), Source::callback(there, {})); }) == BANXIN_WRONG_CALL);
    banxin_source sized = banxin_from_file(there.c_str());
    sized.data_size = 5;
    CHECK(banxin_document_new(engine().get(), &sized, nullptr, nullptr, &document) == BANXIN_WRONG_CALL);
}

TEST_CASE("PDF and dump in one file, by whatever name, are refused before a number is taken") {
    const Folder folder;
    const std::string path = new_register(folder), brief = open_brief();
    fs::create_symlink("p.pdf", folder / "link");
    banxin::Engine::DocumentOptions options;
    options.numbering = {path, "brief", "", "", stamp()};
    const Sink pdf = Sink::file(folder / "p.pdf");
    const std::string around = "../" + folder.path.filename().string() + "/p.pdf";
    for (const std::string& name : {std::string("p.pdf"), std::string("./p.pdf"), around, std::string("link")}) {
        const Sink dump = Sink::file(folder / name);
        CHECK(codes_of([&] { engine().build(Source::memory("b.xml", brief), options, &pdf, &dump); }) ==
              std::vector{static_cast<int>(banxin::Code::kOutputRefused)});
    }
    CHECK(!fs::exists(folder / "p.pdf"));
    CHECK(banxin::Register(path).issues().empty());
    const Sink device = Sink::file("/dev/null");
    const std::string closed = brief_of(1);
    CHECK(engine().build(Source::memory("b.xml", closed), {}, &device, &device).pages() == 1);
}

TEST_CASE("a run with a number for a callback is a wrong call") {
    const Folder folder;
    banxin::Engine::BatchOptions options;
    options.key = "单位";
    options.numbering = {new_register(folder), "brief", "", "", stamp()};
    std::string brief = contents_of(BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml");
    brief.replace(brief.find(R"(number="16" total="209")"), 23, R"(number="auto" total="auto")");
    int called = 0;
    CHECK(status_of([&] {
              engine().batch(Source::memory("brief.xml", brief), Source::file(BANXIN_SOURCE_DIR "/samples/editions/districts.csv"), options,
                             [&](const banxin::Edition&) { ++called; });
          }) == BANXIN_WRONG_CALL);
    CHECK(called == 0);
}

TEST_CASE("a stamp is a date that there is, and may have a time") {
    const Folder folder;
    banxin::Register reg(new_register(folder));
    for (const char* wrong : {"", "tomorrow", "2026", "2026-02-30", "2026-3-02", "2026-02-30T09:00:00+0800", "2026-03-02T25:00:00+0800",
                              "2026-03-02T09:60", "2026-03-02T09:00:61+0800", "2026-03-02T09:00:00", "2026-03-02T09:00:00+08:00",
                              "2026-03-02T09:00:00+2400", "2026-03-02 09:00:00+0800", "2026-03-02T09:00:00+0800 "})
        CHECK_MESSAGE(status_of([&] { reg.reserve("brief", 2026, {wrong, "tester"}); }) == BANXIN_WRONG_CALL, wrong);
    CHECK(reg.issues().empty());
    for (const char* right : {"2026-03-02", "2026-03-02T09:00", "2026-03-02T09:00:60-0330"})
        CHECK_MESSAGE(status_of([&] { reg.reserve("brief", 2026, {right, "tester"}); }) == BANXIN_OK, right);
}

TEST_CASE("a time below 0 is a wrong call, and one beyond all clocks no limit") {
    const std::string brief = brief_of(200);
    banxin::Document::Options options;
    options.max_time = std::chrono::milliseconds(-1);
    CHECK(status_of([&] { banxin::Document made(engine(), Source::memory("b.xml", brief), options); }) == BANXIN_WRONG_CALL);
    options.max_time = std::chrono::milliseconds((std::int64_t{1} << 32) + 1);
    CHECK(status_of([&] { banxin::Document made(engine(), Source::memory("b.xml", brief), options); }) == BANXIN_OK);
}

TEST_CASE("what a callback of times throws comes out, also of a run that goes on; what was published stays") {
    const Folder folder;
    struct Mine {};
    std::string table = contents_of(BANXIN_SOURCE_DIR "/samples/editions/districts.csv");
    table.replace(table.find(",4,40,"), 3, ",,");  // a cell that the brief uses: this edition fails
    banxin::Engine::BatchOptions options;
    options.key = "单位";
    options.keep_going = true;
    options.folder = folder / "run";
    const auto run = [&] {
        return engine().batch(Source::file(BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml"), Source::memory("t.csv", table),
                              options);
    };
    options.on_time = [](std::string_view, double) { throw Mine(); };
    CHECK_THROWS_AS(run(), Mine);
    CHECK(fs::exists(folder / "run/江北区.pdf"));
}
