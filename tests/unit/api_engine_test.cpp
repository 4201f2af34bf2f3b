// What an engine is made from: layouts, fonts and catalogue that are handed in; and that one stands whatever happens to its documents.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "base/diagnostics.hpp"
#include "unit/api_support.hpp"

using namespace api_test;

namespace {

const char* const kLoud =
    R"(<layout version="1" name="loud" extends="work-brief"><style name="title" based-on="base" face="xiaobiaosong" size="3号" cell="own" align="center" words="yes" measure="19字"/></layout>)";

banxin_status made(const banxin_document_options& options, const std::string& brief) {
    banxin_document* document = nullptr;
    const banxin_source source = source_of(brief);
    const banxin_status out = banxin_document_new(engine().get(), &source, &options, nullptr, &document);
    banxin_document_free(document);
    return out;
}

std::string of(const banxin::Engine& engine, const std::string& brief, const std::string& layout = "") {
    banxin::Document::Options options;
    options.layout = layout;
    return banxin::Document(engine, banxin::Source::memory("brief.xml", brief), options).pdf();
}

/// The codes of what a call throws.
template <class Call>
std::vector<int> codes(Call call) {
    std::vector<int> out;
    try {
        call();
    } catch (const banxin::Error& error) {
        CHECK(error.status() == BANXIN_REFUSED);
        for (const auto& d : error.diagnostics()) out.push_back(d.code);
    }
    return out;
}

int number(banxin::Code code) { return static_cast<int>(code); }

}  // namespace

TEST_CASE("a layout that was handed in is found by its name; its faults come with the engine") {
    const std::string brief = brief_of(3);
    banxin::Engine::Options options = engine_options();
    options.layouts = {banxin::Source::memory("mine/loud.xml", kLoud)};
    const banxin::Engine loud(options);
    CHECK(of(loud, brief) == pdf_of(brief));
    CHECK(of(loud, brief, "loud") != pdf_of(brief));
    CHECK(codes([&] { of(engine(), brief, "loud"); }) == std::vector{number(banxin::Code::kNoLayout)});
    CHECK(codes([&] { of(engine(), brief, "work-brie"); }) == std::vector{number(banxin::Code::kNoLayoutMeant)});
    CHECK(codes([&] { of(engine(), brief, "mine/loud.xml"); }) == std::vector{number(banxin::Code::kNotALayoutName)});

    options.layouts = {banxin::Source::memory("broken.xml", "<layout"),
                       banxin::Source::memory("loud.xml", "<layout version='2' name='loud'/>")};
    CHECK(codes([&] { banxin::Engine broken(options); }).size() >= 2);
}

TEST_CASE("a folder of fonts that is not there is a fault") {
    banxin::Engine::Options options = engine_options();
    options.font_folders.emplace_back("/nonexistent");
    CHECK(codes([&] { banxin::Engine none(options); }) == std::vector{number(banxin::Code::kNoFontFolder)});
}

TEST_CASE("fonts and catalogue from memory") {
    banxin::Engine::Options options = engine_options();
    const std::string catalogue = R"(<fonts version="1"><role name="all" title="全部"><face names="FandolFang-Regular"/></role></fonts>)";
    options.catalogue = banxin::Source::memory("fonts.xml", catalogue);
    options.font_folders.clear();
    options.free_fonts = false;
    CHECK(codes([&] { banxin::Engine none(options); }) == std::vector{number(banxin::Code::kNoFaceForRole)});
    std::string path;
    for (const std::string& folder : font_folders())
        if (path.empty() && !contents_of(folder + "/FandolFang-Regular.otf").empty()) path = folder + "/FandolFang-Regular.otf";
    REQUIRE(!path.empty());
    const std::string bytes = contents_of(path);
    std::string by_file, by_memory;
    for (std::string* out : {&by_file, &by_memory}) {
        banxin::Engine::Options with = engine_options();
        with.fonts = {out == &by_file ? banxin::Source::file(path) : banxin::Source::memory("FandolFang-Regular.otf", bytes)};
        const banxin::Engine made(with);
        const std::string brief = brief_of(2);
        const banxin::Document document(made, banxin::Source::memory("brief.xml", brief));
        bool used = false;
        for (std::size_t f = 0; f < document.info().faces; ++f) {
            const banxin_text where = document.face(f).path;
            used = used || std::string_view(where.data, where.size) == (out == &by_file ? path : "FandolFang-Regular.otf");
        }
        CHECK(used);
        *out = document.pdf();
    }
    CHECK(by_file == by_memory);
    CHECK(by_file == pdf_of(brief_of(2)));
    const std::string torn_bytes = bytes.substr(0, 100);
    options.fonts = {banxin::Source::memory("torn.otf", torn_bytes), banxin::Source::file("/nowhere/font.otf")};
    const int no_font = number(banxin::Code::kNoFont);
    CHECK(codes([&] { banxin::Engine torn(options); }) == std::vector{no_font, no_font});
}

TEST_CASE("a document that is cancelled, anywhere, leaves the engine as it was") {
    const std::string brief = brief_of(40), expected = pdf_of(brief);
    struct Counter {
        long calls = 0, cancel_at = -1;
        static int on_progress(void* user, const banxin_progress* progress) {
            auto* self = static_cast<Counter*>(user);
            CHECK((progress->all == 0 || progress->done <= progress->all));
            return self->calls++ == self->cancel_at;
        }
    } counter;
    banxin_document_options options = banxin_document_defaults();
    options.on_progress = Counter::on_progress;
    options.user = &counter;
    REQUIRE(made(options, brief) == BANXIN_OK);
    const long all = counter.calls;
    CHECK(all > 40);
    for (long at = 0; at < all; ++at) {
        counter = {0, at};
        REQUIRE(made(options, brief) == BANXIN_CANCELLED);
        REQUIRE(counter.calls == at + 1);
    }
    CHECK(pdf_of(brief) == expected);
}

TEST_CASE("limits of pages, memory and time") {
    const std::string brief = brief_of(200), expected = pdf_of(brief);
    const std::size_t pages = banxin::Document(engine(), banxin::Source::memory("brief.xml", brief)).pages();
    banxin_document_options options = banxin_document_defaults();
    options.max_pages = static_cast<std::uint32_t>(pages);
    CHECK(made(options, brief) == BANXIN_OK);
    --options.max_pages;
    CHECK(made(options, brief) == BANXIN_OVER_PAGES);
    options = banxin_document_defaults();
    options.max_memory = 100'000'000;
    CHECK(made(options, brief) == BANXIN_OK);
    options.max_memory = 500'000;
    CHECK(made(options, brief) == BANXIN_OVER_MEMORY);
    options = banxin_document_defaults();
    options.max_time_ms = 1;
    CHECK(made(options, brief) == BANXIN_OVER_TIME);
    options.max_time_ms = 600'000;
    CHECK(made(options, brief) == BANXIN_OK);
    CHECK(pdf_of(brief) == expected);
}

TEST_CASE("an allocation that fails, anywhere, is a status, and all goes on as before") {
    const std::string brief = brief_of(2), expected = pdf_of(brief);
    const banxin_source source = source_of(brief);
    long failures = 0;
    for (long number = 0;; number += 1 + number / 12) {
        banxin_document* document = nullptr;
        banxin_bytes* bytes = nullptr;
        banxin_status status = BANXIN_OK;
        bool failed = false;
        {
            const FailingMemory memory(number);
            status = banxin_document_new(engine().get(), &source, nullptr, nullptr, &document);
            if (status == BANXIN_OK) status = banxin_document_pdf(document, nullptr, &bytes);
            failed = FailingMemory::failed();
        }
        REQUIRE(status == (failed ? BANXIN_NO_MEMORY : BANXIN_OK));
        failures += failed;
        banxin_document_free(document);
        banxin_bytes_free(bytes);
        if (!failed) break;
    }
    CHECK(failures > 50);
    CHECK(pdf_of(brief) == expected);
}

TEST_CASE("eight threads on one engine make the bytes of one") {
#ifdef __SANITIZE_THREAD__
    const int documents = 100;  // that is what the sanitizer is there for
#else
    const int documents = std::getenv("BANXIN_LONG") ? 100 : 12;
#endif
    std::vector<std::string> briefs, expected;
    for (int i = 0; i < 4; ++i) {
        briefs.push_back(brief_of(5 + i, std::string("甲乙丙丁").substr(static_cast<std::size_t>(i) * 3, 3)));
        expected.push_back(pdf_of(briefs.back()));
    }
    const banxin::Engine fresh(engine_options());  // its faces and layouts are opened by many at once
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < documents; ++i) {
                const auto which = static_cast<std::size_t>(i + t) % briefs.size();
                right += of(fresh, briefs[which]) == expected[which];
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(right == 8 * documents);
}
