// Calls at odds with themselves: a wrong call that names the argument, before anything is made, taken or put on record.
#include <doctest/doctest.h>

#include <cstring>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

using banxin::Source;

/// What the list of diagnostics says of a wrong call; another status: that.
template <class Call>
std::string told(Call call) {
    banxin_diagnostics* list = nullptr;
    REQUIRE(banxin_diagnostics_new(BANXIN_ENGLISH, &list) == BANXIN_OK);
    const banxin_status status = call(list);
    banxin_diagnostic d{};
    d.struct_size = sizeof d;
    const bool said = banxin_diagnostics_get(list, 0, &d) == BANXIN_OK;
    std::string out = said ? std::string(d.message.data, d.message.size) : "nothing";
    if (status != BANXIN_WRONG_CALL) out = "status " + std::to_string(status) + ": " + out;
    banxin_diagnostics_free(list);
    return out;
}

banxin_stamp by(const char* at = "2026-03-02T09:00:00+0800", const char* who = "tester") {
    return {sizeof(banxin_stamp), banxin_str(at), banxin_str(who)};
}

const char* const kBrief = BANXIN_SOURCE_DIR "/samples/editions/district-brief.xml";
const char* const kTable = BANXIN_SOURCE_DIR "/samples/editions/districts.csv";

/// A run whose brief leaves its number to a register.
struct Run {
    Folder folder;
    std::string registry = new_register(folder), out = folder / "out", brief = contents_of(kBrief);
    banxin_stamp stamp = by();
    banxin_numbering numbering{sizeof numbering, banxin_str(registry.c_str()), banxin_str("brief"), {}, {}, &stamp};
    banxin_batch_options options = banxin_batch_defaults();

    Run() {
        brief.replace(brief.find(R"(number="16" total="209")"), 23, R"(number="auto" total="auto")");
        options.key = banxin_str("单位");
        options.folder = banxin_str(out.c_str());
        options.numbering = &numbering;
    }
    std::string told() {
        const banxin_source from = source_of(brief), table = banxin_from_file(kTable);
        return ::told([&](banxin_diagnostics* list) { return banxin_batch(engine().get(), &from, &table, &options, list, nullptr); });
    }
    bool left_all_alone() { return !fs::exists(out) && banxin::Register(registry).issues().empty(); }
};

/// What a run says of these options.
std::string of_batch(const banxin_batch_options& options) {
    const banxin_source from = banxin_from_file(kBrief), table = banxin_from_file(kTable);
    return told([&](banxin_diagnostics* list) { return banxin_batch(engine().get(), &from, &table, &options, list, nullptr); });
}

std::string of_document(const banxin_source& brief, const banxin_document_options& options = banxin_document_defaults()) {
    banxin_document* document = nullptr;
    const std::string out =
        told([&](banxin_diagnostics* list) { return banxin_document_new(engine().get(), &brief, &options, list, &document); });
    banxin_document_free(document);
    return out;
}

std::ptrdiff_t nothing_to_read(void*, void*, std::size_t) { return 0; }

}  // namespace

TEST_CASE("a run that takes a number has somebody and a time on record, or takes none") {
    Run run;
    run.numbering.stamp = nullptr;
    CHECK(run.told() == "banxin_batch: options.numbering.stamp is missing");
    run.numbering.reprints = banxin_str("2019-1");
    CHECK(run.told() == "banxin_batch: options.numbering.stamp is missing");
    run.numbering.reprints = {};
    run.numbering.stamp = &run.stamp;
    run.stamp = by("");
    CHECK(run.told() == "banxin_batch: stamp.at must be a moment, as 2026-03-02T09:30:00+0800 or 2026-03-02");
    run.stamp = by("2026-03-02", "");
    CHECK(run.told() == "banxin_batch: stamp.who is missing");
    CHECK(run.left_all_alone());

    banxin::Engine::BatchOptions options;
    options.key = "单位";
    options.folder = run.out;
    const auto status = [&](const banxin::Stamp& stamp) {
        options.numbering = {run.registry, "brief", "", "", stamp};
        return status_of([&] { engine().batch(Source::memory("b.xml", run.brief), Source::file(kTable), options); });
    };
    CHECK(status({}) == BANXIN_WRONG_CALL);
    CHECK(status({"", "tester"}) == BANXIN_WRONG_CALL);
    CHECK(status({"2026-03-02", ""}) == BANXIN_WRONG_CALL);
    CHECK(run.left_all_alone());
    options.folder.clear();  // looked up alone
    CHECK(status({}) == BANXIN_OK);
    options.folder = run.out;
    CHECK(status(stamp()) == BANXIN_OK);
    CHECK(banxin::Register(run.registry).issues().front().events.front().stamp.who == "tester");
}

TEST_CASE("a file on record has a role and a hash that there are, a share a recipient") {
    const Folder folder;
    banxin::Register reg(new_register(folder));
    reg.reserve("brief", 2026, stamp());
    const banxin_stamp stamp = by();
    const auto issued = [&](const char* role, const char* sha256) {
        const banxin_file file{banxin_str(role), banxin_str("x.png"), banxin_str(sha256)};
        banxin_publication publication{};
        publication.struct_size = sizeof publication;
        publication.files = &file;
        publication.file_count = 1;
        return told([&](banxin_diagnostics* list) {
            return banxin_register_issue(reg.get(), banxin_str("brief"), banxin_str("2026-1"), &publication, &stamp, list);
        });
    };
    const std::string hash(64, 'a'), roles = "publication.files.role must be brief, table, layout, font, manifest or pdf";
    for (const char* role : {"picture", "", "PDF"}) CHECK(issued(role, hash.c_str()) == "banxin_register_issue: " + roles);
    for (const std::string& wrong : {std::string("a"), std::string(64, 'A'), std::string(65, 'a')})
        CHECK(issued("pdf", wrong.c_str()) == "banxin_register_issue: publication.files.sha256 must be 64 digits from 0 to f");
    CHECK(status_of([&] {
              reg.issue("brief", "2026-1", {"题", 1, {}, {{"picture", "x.png", ""}}}, api_test::stamp());
          }) == BANXIN_WRONG_CALL);
    CHECK(status_of([&] { reg.issue("brief", "2026-1", {"题", 1, {{"", 1}}, {}}, api_test::stamp()); }) == BANXIN_WRONG_CALL);
    CHECK(reg.find("brief", "2026-1").state == BANXIN_RESERVED);
    CHECK(issued("pdf", hash.c_str()) == "status 0: nothing");
}

TEST_CASE("sizes that nothing in memory has") {
    const auto none = static_cast<std::size_t>(-1);
    CHECK(of_document(banxin_from_memory("n", "x", none)) == "banxin_document_new: brief.data_size is more than memory can be");
    banxin_document_options options = banxin_document_defaults();
    options.layout = {"x", none};
    const std::string brief = brief_of(1);
    CHECK(of_document(source_of(brief), options) == "banxin_document_new: options.layout is longer than memory can be");
    const Folder folder;
    const std::string path = folder / "out";
    const banxin_sink sink = banxin_to_file(path.c_str());
    CHECK(told([&](banxin_diagnostics* list) { return banxin_write_to(&sink, "x", none, list); }) ==
          "banxin_write_to: size is more than memory can be");
    CHECK(!fs::exists(path));
}

TEST_CASE("nothing is made void without a reason, and no reprint is recorded without copies or reason") {
    const Folder folder;
    banxin::Register reg(new_register(folder));
    reg.reserve("brief", 2026, stamp());
    reg.issue("brief", "2026-1", {"题", 1, {}, {}}, stamp());
    reg.reserve("brief", 2026, stamp());
    const banxin_stamp stamp = by();
    const banxin_text series = banxin_str("brief");
    banxin_publication publication{};
    publication.struct_size = sizeof publication;
    CHECK(told([&](banxin_diagnostics* list) { return banxin_register_void(reg.get(), series, banxin_str("2026-2"), {}, &stamp, list); }) ==
          "banxin_register_void: reason is missing");
    const auto reprinted = [&](banxin_text reason) {
        return told([&](banxin_diagnostics* list) {
            return banxin_register_reprint(reg.get(), series, banxin_str("2026-1"), &publication, reason, &stamp, list);
        });
    };
    CHECK(reprinted({}) == "banxin_register_reprint: publication.copies must be above 0 where no reason is given");
    CHECK(reg.find("brief", "2026-1").events.size() == 2);
    CHECK(reg.find("brief", "2026-2").state == BANXIN_RESERVED);
    CHECK(reprinted(banxin_str("原份号重做")) == "status 0: nothing");
    publication.copies = 1;
    CHECK(reprinted({}) == "status 0: nothing");
}

TEST_CASE("a number that is looked up or found wants a place to be put") {
    const Folder folder;
    banxin::Register reg(new_register(folder));
    reg.reserve("brief", 2026, stamp());
    const banxin_text series = banxin_str("brief");
    banxin_issue none{};
    for (banxin_issue* out : {static_cast<banxin_issue*>(nullptr), &none}) {
        const std::string wrong = out ? "out needs its struct_size" : "out is missing";
        CHECK(told([&](banxin_diagnostics* list) { return banxin_register_next(reg.get(), series, 2026, list, out); }) ==
              "banxin_register_next: " + wrong);
        CHECK(told([&](banxin_diagnostics* list) { return banxin_register_find(reg.get(), series, banxin_str("2026-1"), list, out); }) ==
              "banxin_register_find: " + wrong);
    }
}

TEST_CASE("options at odds with one another") {
    Run run;
    run.numbering.replaces = run.numbering.reprints = banxin_str("2019-1");
    CHECK(run.told() == "banxin_batch: numbering.reprints cannot go with replaces");
    CHECK(run.left_all_alone());
    const std::string open = open_brief();
    for (const auto field : {&banxin_document_options::issue_number, &banxin_document_options::issue_total}) {
        banxin_document_options options = banxin_document_defaults();
        options.numbering = &run.numbering;
        options.*field = 5;
        CHECK(of_document(source_of(open), options) == "banxin_document_new: options.numbering cannot go with issue_number or issue_total");
    }
    banxin_batch_options options = banxin_batch_defaults();
    options.key = banxin_str("单位");
    options.shard = 2;
    CHECK(of_batch(options) == "banxin_batch: options.shard goes with shards alone");
    options.shard = 0;
    options.resume = 1;
    CHECK(of_batch(options) == "banxin_batch: options.resume needs a folder");
    options.resume = 0;
    options.volume_pages = 100;
    CHECK(of_batch(options) == "banxin_batch: options.volume_pages goes with merged alone");
    banxin_register* reg = nullptr;
    const int two = 2;
    banxin_register_use unknown_use{};
    std::memcpy(&unknown_use, &two, sizeof unknown_use);  // as a caller in C may
    CHECK(told([&](banxin_diagnostics* list) { return banxin_register_open(banxin_str(run.registry.c_str()), unknown_use, list, &reg); }) ==
          "banxin_register_open: use must be a banxin_register_use");
    CHECK(reg == nullptr);
}

TEST_CASE("sources and sinks are called by their argument") {
    const std::string brief = brief_of(1);
    banxin_source both = source_of(brief);
    both.read = nothing_to_read;
    CHECK(of_document(both) == "banxin_document_new: brief has both data and read");
    CHECK(of_document(banxin_from_file("")) == "banxin_document_new: brief has neither data nor read nor name");
    banxin_source from = source_of(brief), table = banxin_from_file("t.csv");
    table.data_size = 5;
    CHECK(told([&](banxin_diagnostics* list) { return banxin_batch(engine().get(), &from, &table, nullptr, list, nullptr); }) ==
          "banxin_batch: table has a data_size, but no data");
    const banxin_source pictures[]{source_of(brief), banxin_from_file("a.png"), banxin_from_file("")};
    banxin_document_options options = banxin_document_defaults();
    options.pictures = pictures;
    options.picture_count = 3;
    CHECK(of_document(from, options) == "banxin_document_new: options.pictures[2] has neither data nor read nor name");
    banxin_sink sink = banxin_to_descriptor(-1, "x");
    const banxin_outputs outputs{sizeof outputs, nullptr, &sink};
    CHECK(told([&](banxin_diagnostics* list) { return banxin_build(engine().get(), &from, nullptr, &outputs, list, nullptr); }) ==
          "banxin_build: outputs.dump.descriptor must be above 0");
    sink = banxin_to_file("");
    CHECK(told([&](banxin_diagnostics* list) { return banxin_write_to(&sink, "x", 1, list); }) ==
          "banxin_write_to: sink has neither write nor descriptor nor path");
    banxin_engine_options of_engine = banxin_engine_defaults();
    of_engine.fonts = pictures;
    of_engine.font_count = 3;
    banxin_engine* made = nullptr;
    CHECK(told([&](banxin_diagnostics* list) { return banxin_engine_new(&of_engine, list, &made); }) ==
          "banxin_engine_new: options.fonts[2] has neither data nor read nor name");
}
