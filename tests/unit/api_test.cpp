// The C border: inputs and outputs of every kind, diagnostics, pages, structs of other versions.
#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "unit/api_support.hpp"

using namespace api_test;
namespace fs = std::filesystem;

namespace {

struct Reading {
    std::string bytes;
    std::size_t used = 0;
    std::size_t fails_at = static_cast<std::size_t>(-1);

    static std::ptrdiff_t read(void* user, void* to, std::size_t size) {
        auto* self = static_cast<Reading*>(user);
        if (self->used >= self->fails_at) return -1;
        const std::size_t n = std::min({size, std::size_t{777}, self->bytes.size() - self->used});
        std::memcpy(to, self->bytes.data() + self->used, n);
        self->used += n;
        return static_cast<std::ptrdiff_t>(n);
    }
};

struct Writing {
    std::string bytes;
    std::size_t fails_at = static_cast<std::size_t>(-1);

    static int write(void* user, const void* bytes, std::size_t size) {
        auto* self = static_cast<Writing*>(user);
        if (self->bytes.size() >= self->fails_at) return 1;
        self->bytes.append(static_cast<const char*>(bytes), size);
        return 0;
    }
};

/// Status of a brief; the document is freed.
banxin_status status_in(const banxin_source& source, const banxin_document_options* options = nullptr, banxin_diagnostics* list = nullptr) {
    banxin_document* document = nullptr;
    const banxin_status out = banxin_document_new(engine().get(), &source, options, list, &document);
    CHECK((document != nullptr) == (out == BANXIN_OK));
    banxin_document_free(document);
    return out;
}

std::string text(banxin_text t) { return {t.data, t.size}; }

const std::string kWrong =
    "<brief version=\"1\"><identity><name>简报</name><issue-number year=\"2026\" number=\"1\"/><issuer>办</issuer>\n"
    "<date>2026-02-30</date></identity><article><title>题</title><p>文</p></article></brief>";

}  // namespace

TEST_CASE("memory, file and callback give the same bytes, and so do all ways out") {
    const Folder folder;
    const std::string brief = brief_of(40);
    const std::string expected = pdf_of(brief);
    REQUIRE(expected.starts_with("%PDF-"));
    std::ofstream(folder / "brief.xml") << brief;

    Reading reading{brief};
    const std::string path = folder / "brief.xml";
    for (const banxin_source& source :
         {source_of(brief), banxin_from_file(path.c_str()), banxin_from_callback("b", Reading::read, &reading)}) {
        banxin_document* document = nullptr;
        REQUIRE(banxin_document_new(engine().get(), &source, nullptr, nullptr, &document) == BANXIN_OK);
        banxin_bytes* bytes = nullptr;
        REQUIRE(banxin_document_pdf(document, nullptr, &bytes) == BANXIN_OK);
        CHECK(std::string(static_cast<const char*>(banxin_bytes_data(bytes)), banxin_bytes_size(bytes)) == expected);
        banxin_bytes_free(bytes);
        Writing writing;
        const banxin_sink stream = banxin_to_callback(Writing::write, &writing);
        REQUIRE(banxin_document_write(document, &stream, nullptr, nullptr) == BANXIN_OK);
        CHECK(writing.bytes == expected);
        const std::string out = folder / "out.pdf";
        const banxin_sink file = banxin_to_file(out.c_str());
        REQUIRE(banxin_document_write(document, &file, nullptr, nullptr) == BANXIN_OK);
        CHECK(contents_of(out) == expected);
        banxin_document_free(document);
    }
}

TEST_CASE("diagnostics name file, line and column, in either language") {
    for (const banxin_language language : {BANXIN_ENGLISH, BANXIN_CHINESE}) {
        banxin_diagnostics* list = nullptr;
        REQUIRE(banxin_diagnostics_new(language, &list) == BANXIN_OK);
        CHECK(status_in(source_of(kWrong), nullptr, list) == BANXIN_REFUSED);
        std::size_t errors = 0;
        REQUIRE(banxin_diagnostics_count(list, &errors) == 1);
        CHECK(errors == 1);
        banxin_diagnostic d{};
        CHECK(banxin_diagnostics_get(list, 0, &d) == BANXIN_WRONG_CALL);  // no struct_size
        d.struct_size = sizeof d;
        CHECK(banxin_diagnostics_get(list, 1, &d) == BANXIN_WRONG_CALL);
        REQUIRE(banxin_diagnostics_get(list, 0, &d) == BANXIN_OK);
        CHECK(d.severity == BANXIN_ERROR);
        CHECK(d.code == 1112);
        CHECK(text(d.code_name) == "BX1112");
        CHECK(text(d.file) == "brief.xml");
        CHECK(d.line == 2);
        CHECK(d.column == 7);
        CHECK(text(d.rendered)
                  .starts_with(language == BANXIN_ENGLISH ? "brief.xml:2:7: error[BX1112]: '2026-02-30'" : "brief.xml:2:7: 错误"));
        CHECK(text(d.rendered).ends_with(text(d.message)));
        CHECK(text(d.json).starts_with(R"({"severity":"error","code":"BX1112","file":"brief.xml","line":2,"column":7,)"));
        banxin_diagnostics_clear(list);
        CHECK(banxin_diagnostics_count(list, &errors) == 0);
        CHECK(errors == 0);
        banxin_diagnostics_free(list);
    }
}

TEST_CASE("a caller compiled with fewer fields gets those, and no byte more") {
    const std::string brief = brief_of(40);
    const banxin::Document document(engine(), banxin::Source::memory("brief.xml", brief));
    struct {
        banxin_page page;
        char after[8];
    } old;
    std::memset(&old, 0x5A, sizeof old);
    old.page.struct_size = offsetof(banxin_page, trim);
    REQUIRE(banxin_document_page(document.get(), 0, &old.page) == BANXIN_OK);
    CHECK(old.page.width == 210 * 36'000);
    CHECK(old.page.height == 297 * 36'000);
    const auto* bytes = reinterpret_cast<const unsigned char*>(&old);
    for (std::size_t i = offsetof(banxin_page, trim); i < sizeof old; ++i) REQUIRE(bytes[i] == 0x5A);

    banxin_document_options options = banxin_document_defaults();
    options.max_pages = 1;  // beyond what the caller has
    options.struct_size = offsetof(banxin_document_options, max_pages);
    CHECK(status_in(source_of(brief), &options) == BANXIN_OK);
    options.struct_size = sizeof options;
    CHECK(status_in(source_of(brief), &options) == BANXIN_OVER_PAGES);
    options.struct_size = 0;
    CHECK(status_in(source_of(brief), &options) == BANXIN_WRONG_CALL);
}

TEST_CASE("what is missing is a wrong call, never a crash") {
    banxin_document* document = nullptr;
    const banxin_source none = banxin_from_file(nullptr);
    CHECK(banxin_document_new(nullptr, &none, nullptr, nullptr, &document) == BANXIN_WRONG_CALL);
    CHECK(banxin_document_new(engine().get(), nullptr, nullptr, nullptr, &document) == BANXIN_WRONG_CALL);
    CHECK(banxin_document_new(engine().get(), &none, nullptr, nullptr, &document) == BANXIN_WRONG_CALL);
    CHECK(banxin_document_new(engine().get(), &none, nullptr, nullptr, nullptr) == BANXIN_WRONG_CALL);
    CHECK(banxin_document_pdf(nullptr, nullptr, nullptr) == BANXIN_WRONG_CALL);
    CHECK(banxin_document_write(nullptr, nullptr, nullptr, nullptr) == BANXIN_WRONG_CALL);
    CHECK(banxin_document_info_get(nullptr, nullptr) == BANXIN_WRONG_CALL);
    CHECK(banxin_engine_new(nullptr, nullptr, nullptr) == BANXIN_WRONG_CALL);
    CHECK(banxin_diagnostics_count(nullptr, nullptr) == 0);
    banxin_document_free(nullptr);
    banxin_engine_free(nullptr);
    banxin_diagnostics_free(nullptr);
    banxin_bytes_free(nullptr);
    CHECK(banxin_bytes_size(nullptr) == 0);
    for (int status = 0; status < 100; ++status)
        for (const banxin_language language : {BANXIN_ENGLISH, BANXIN_CHINESE})
            CHECK(banxin_status_text(static_cast<banxin_status>(status), language).size > 0);
    CHECK(text(banxin_version()) == "0.1.0");
}

TEST_CASE("callbacks that fail end the call alone") {
    const std::string brief = brief_of(20);
    const std::string expected = pdf_of(brief);
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, brief.size() - 1}) {
        Reading reading{brief, 0, at};
        CHECK(status_in(banxin_from_callback("brief.xml", Reading::read, &reading)) == BANXIN_CALLBACK);
    }
    const banxin::Document document(engine(), banxin::Source::memory("brief.xml", brief));
    Writing writing{{}, 16'384};
    const banxin_sink stream = banxin_to_callback(Writing::write, &writing);
    REQUIRE(expected.size() > 2 * 16'384);
    CHECK(banxin_document_write(document.get(), &stream, nullptr, nullptr) == BANXIN_CALLBACK);
    CHECK(document.pdf() == expected);

    const Folder folder;
    const std::string nowhere = folder / "none/out.pdf";
    CHECK_THROWS_AS(document.write_file(nowhere), banxin::Error);
    CHECK(!fs::exists(nowhere));
    struct Mine {};
    const auto throwing = banxin::Source::callback("b", [](std::span<char>) -> std::size_t { throw Mine(); });
    CHECK_THROWS_AS(banxin::Document(engine(), throwing), Mine);
    CHECK_THROWS_AS(document.write([](std::span<const char>) { throw Mine(); }), Mine);
    CHECK(pdf_of(brief) == expected);
}

TEST_CASE("pages as data outlive the engine, and every place has its file") {
    auto mine = std::make_unique<banxin::Engine>(engine_options());
    std::string brief = brief_of(60);
    const banxin::Document document(*mine, banxin::Source::memory("of-mine.xml", brief));
    mine.reset();
    brief.assign(brief.size(), 'x');
    const banxin_document_info info = document.info();
    CHECK(info.pages_version == BANXIN_PAGES_VERSION);
    CHECK(text(info.title) == "工作简报第1期：全区中小学如期开学");
    CHECK(text(info.date) == "2026-03-02");
    CHECK(text(info.layout) == "work-brief");
    CHECK(info.hanzi == info.hanzi_in_cell);
    CHECK(info.pages >= 4);
    std::size_t of_brief = 0, rules = 0, glyphs = 0;
    std::string all;
    for (std::size_t p = 0; p < info.pages; ++p) {
        const banxin::Page page = document.page(p);
        for (std::size_t i = 0; i < page.items; ++i) {
            const banxin::Item item = document.item(p, i);
            of_brief += text(item.file) == "of-mine.xml";
            rules += item.kind == BANXIN_RULE;
            if (item.kind != BANXIN_GLYPHS) continue;
            all += text(item.text);
            CHECK(item.face < info.faces);
            CHECK(document.face(item.face).path.size > 0);
            for (const banxin_glyph& glyph : document.glyphs(p, i)) {
                ++glyphs;
                CHECK(glyph.cluster < item.text.size);
            }
        }
    }
    CHECK(of_brief > info.lines / 2);
    CHECK(rules > 0);
    CHECK(glyphs > info.hanzi);
    CHECK(all.find("清洗空调和水箱") != std::string::npos);
    CHECK_THROWS_AS((void)document.page(info.pages), banxin::Error);
    CHECK_THROWS_AS((void)document.strokes(0, 0), banxin::Error);
}
