// Limits, stopping and progress bound the reading of what is handed in; wrong calls name the argument.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include <sys/stat.h>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;

namespace {

using banxin::Source;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

/// Gives blanks for ever; how many it has given.
struct Endless {
    std::size_t given = 0;
    Source source(const char* name) {
        return Source::callback(name, [this](std::span<char> to) {
            std::fill(to.begin(), to.end(), ' ');
            given += to.size();
            if (given > 2 * kMostBytes) throw std::length_error("nobody ends the reading");
            return to.size();
        });
    }
};

/// A pipe into which nobody writes.
std::string silent_pipe(const Folder& folder) {
    const std::string out = folder / "pipe";
    REQUIRE(::mkfifo(out.c_str(), 0600) == 0);
    return out;
}

banxin::Engine::BatchOptions keyed() {
    banxin::Engine::BatchOptions out;
    out.key = std::string("k");
    return out;
}

Source table() { return Source::memory("table.csv", std::string_view("k\na\n")); }

/// What the list of diagnostics says of a wrong call.
template <class Call>
std::string told(Call call) {
    banxin_diagnostics* list = nullptr;
    REQUIRE(banxin_diagnostics_new(BANXIN_ENGLISH, &list) == BANXIN_OK);
    CHECK(call(list) == BANXIN_WRONG_CALL);
    REQUIRE(banxin_diagnostics_count(list, nullptr) == 1);
    banxin_diagnostic d{};
    d.struct_size = sizeof d;
    banxin_diagnostics_get(list, 0, &d);
    banxin_summary summary{};
    summary.struct_size = sizeof summary;
    banxin_diagnostics_summary(list, &summary);
    CHECK(d.code == static_cast<int>(banxin::Code::kWrongCall));
    CHECK(summary.exit_code == 2);
    std::string out(d.message.data, d.message.size);
    banxin_diagnostics_free(list);
    return out;
}

}  // namespace

TEST_CASE("a brief that never ends is bounded by memory, time, a stop, progress, and at last by its size") {
    using Options = banxin::Document::Options;
    const auto made = [](const Options& options, Endless& endless) {
        return status_of([&] { banxin::Document(engine(), endless.source("endless.xml"), options); });
    };
    Options memory, time, stopped, cancelled;
    memory.max_memory = 1 << 20;
    time.max_time = std::chrono::milliseconds(5);
    const banxin::Stop stop;
    stop.now();
    stopped.stop = &stop;
    cancelled.progress = [&](banxin_stage, std::uint64_t, std::uint64_t) { return false; };
    Endless first, second, third, fourth, last;
    CHECK(made(memory, first) == BANXIN_OVER_MEMORY);
    CHECK(first.given < (2 << 20));
    CHECK(made(time, second) == BANXIN_OVER_TIME);
    CHECK(second.given < kMostBytes);
    CHECK(made(stopped, third) == BANXIN_CANCELLED);
    CHECK(made(cancelled, fourth) == BANXIN_CANCELLED);
    CHECK(third.given + fourth.given == 0);
    CHECK(codes_of([&] { banxin::Document(engine(), last.source("endless.xml")); }) ==
          std::vector{static_cast<int>(banxin::Code::kFileTooLong)});
    CHECK(last.given <= kMostBytes + (1 << 20));
}

TEST_CASE("a pipe on which nothing comes is bounded, too") {
    const Folder folder;
    const Source pipe = Source::file(silent_pipe(folder));
    banxin::Document::Options options;
    options.max_time = std::chrono::milliseconds(50);
    CHECK(status_of([&] { banxin::Document(engine(), pipe, options); }) == BANXIN_OVER_TIME);
    banxin::Engine::BatchOptions batch = keyed();
    batch.max_time = options.max_time;
    const std::string brief = brief_of(1);
    CHECK(status_of([&] { engine().batch(Source::memory("b.xml", std::string_view(brief)), pipe, batch); }) == BANXIN_OVER_TIME);
    const banxin::Stop stop;
    banxin::Engine::BatchOptions stopped = keyed();
    stopped.stop = &stop;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        stop.now();
    });
    CHECK(status_of([&] { engine().batch(pipe, table(), stopped); }) == BANXIN_CANCELLED);
    other.join();
}

TEST_CASE("brief and table of a batch that never end") {
    const std::string brief = brief_of(1);
    Endless first, second, third;
    banxin::Engine::BatchOptions options = keyed();
    options.max_memory = 1 << 20;
    CHECK(status_of([&] { engine().batch(first.source("b.xml"), table(), options); }) == BANXIN_OVER_MEMORY);
    CHECK(status_of([&] { engine().batch(Source::memory("b.xml", std::string_view(brief)), second.source("t.csv"), options); }) ==
          BANXIN_OVER_MEMORY);
    CHECK(first.given + second.given < (4 << 20));
    CHECK(codes_of([&] { engine().batch(Source::memory("b.xml", std::string_view(brief)), third.source("t.csv"), keyed()); }) ==
          std::vector{static_cast<int>(banxin::Code::kFileTooLong)});
}

TEST_CASE("layouts and a catalogue that never end are refused") {
    Endless layout, catalogue;
    banxin::Engine::Options options = engine_options();
    options.layouts.push_back(layout.source("endless.xml"));
    CHECK(codes_of([&] { banxin::Engine made(options); }) == std::vector{static_cast<int>(banxin::Code::kFileTooLong)});
    CHECK(layout.given <= kMostBytes + (1 << 20));
}

TEST_CASE("a layout's file is read within the limits of its document") {
    const Folder folder;
    const std::string pipe = silent_pipe(folder), brief = brief_of(1);
    banxin::Engine::Options options = engine_options();
    options.layout_files = true;
    const banxin::Engine mine(options);
    banxin::Document::Options wishes;
    wishes.layout = pipe;
    wishes.max_time = std::chrono::milliseconds(50);
    CHECK(status_of([&] { banxin::Document(mine, Source::memory("b.xml", std::string_view(brief)), wishes); }) == BANXIN_OVER_TIME);
}

TEST_CASE("writing has limits and ends where it is stopped") {
    const std::string brief = brief_of(1);
    const banxin::Document document(engine(), Source::memory("b.xml", std::string_view(brief)));
    banxin::Limits memory, cancelled, stopped;
    memory.max_memory = 1;
    cancelled.progress = [](banxin_stage, std::uint64_t, std::uint64_t) { return false; };
    const banxin::Stop stop;
    stop.now();
    stopped.stop = &stop;
    const Folder folder;
    const std::string path = folder / "a.pdf";
    CHECK(status_of([&] { document.write_file(path, memory); }) == BANXIN_OVER_MEMORY);
    CHECK(status_of([&] { document.write_file(path, cancelled); }) == BANXIN_CANCELLED);
    CHECK(status_of([&] { document.write([](std::span<const char>) {}, stopped); }) == BANXIN_CANCELLED);
    CHECK_FALSE(std::filesystem::exists(path));
    document.write(banxin::Sink::new_file(path));
    CHECK(contents_of(path) == document.pdf());
    CHECK(status_of([&] { document.write(banxin::Sink::new_file(path)); }) == BANXIN_REFUSED);
}

TEST_CASE("a wrong call names function and argument") {
    const std::string brief = brief_of(1);
    const banxin_source source = source_of(brief);
    banxin_document* document = nullptr;
    const auto batch = [&](const banxin_batch_options& options) {
        return told([&](banxin_diagnostics* list) { return banxin_batch(engine().get(), &source, &source, &options, list, nullptr); });
    };
    CHECK(told([&](banxin_diagnostics* list) { return banxin_document_new(engine().get(), nullptr, nullptr, list, &document); }) ==
          "banxin_document_new: brief is missing");
    CHECK(told([&](banxin_diagnostics* list) { return banxin_document_new(engine().get(), &source, nullptr, list, nullptr); }) ==
          "banxin_document_new: out is missing");
    banxin_document_options options = banxin_document_defaults();
    options.copy_count = 1;
    CHECK(told([&](banxin_diagnostics* list) { return banxin_document_new(engine().get(), &source, &options, list, &document); }) ==
          "banxin_document_new: options.copies is missing");
    banxin_numbering numbering{sizeof numbering, banxin_str("r.db"), {}, {}, {}, nullptr};
    options = banxin_document_defaults();
    options.numbering = &numbering;
    const banxin_sink sink = banxin_to_callback([](void*, const void*, size_t) { return 0; }, nullptr);
    const banxin_outputs outputs{sizeof outputs, &sink, nullptr};
    CHECK(told([&](banxin_diagnostics* list) { return banxin_build(engine().get(), &source, &options, &outputs, list, nullptr); }) ==
          "banxin_build: outputs.pdf must be a file: it takes a number of a register");
    banxin_batch_options of_batch = banxin_batch_defaults();
    of_batch.shards = 2;
    CHECK(batch(of_batch) == "banxin_batch: options.shard must be from 1 to shards");
    of_batch = banxin_batch_defaults();
    of_batch.separator = banxin_str("separator");
    CHECK(batch(of_batch) == "banxin_batch: options.separator goes with merged alone");
    of_batch = banxin_batch_defaults();
    of_batch.folder = {"a\0b", 3};
    CHECK(batch(of_batch) == "banxin_batch: options.folder is a path and may not hold a zero");
    CHECK(told([&](banxin_diagnostics* list) { return banxin_register_backup(nullptr, banxin_str("x"), list); }) ==
          "banxin_register_backup: registry is missing");
    const Folder folder;
    banxin::Register reg(new_register(folder));
    banxin_issue issue{};
    issue.struct_size = sizeof issue;
    const banxin_stamp wrong{sizeof wrong, banxin_str("2026-02-30"), banxin_str("x")};
    CHECK(told([&](banxin_diagnostics* list) {
              return banxin_register_reserve(reg.get(), banxin_str("brief"), 2026, &wrong, list, &issue);
          }) == "banxin_register_reserve: stamp.at must be a moment, as 2026-03-02T09:30:00+0800 or 2026-03-02");
    banxin::Document::Options negative;
    negative.max_time = std::chrono::milliseconds(-1);
    CHECK(codes_of([&] { banxin::Document(engine(), Source::memory("b.xml", std::string_view(brief)), negative); }) == std::vector{1901});
}
