// Pictures that are handed in with a brief: from memory, a callback, a file; what a brief in memory may not reach; limits; many editions.
#include <doctest/doctest.h>

#include <cstring>
#include <map>

#include "unit/api_support.hpp"

using namespace api_test;

namespace {

const std::string kPictures = BANXIN_SOURCE_DIR "/tests/data/pictures/";

std::string brief_with(const std::string& file, const std::string& title = "图片") {
    return "<brief version='1' layout='work-brief'><identity><name>简报</name><issue-number year='2026' number='1'/><issuer>办公室</issuer>"
           "<date>2026-03-02</date></identity><article><title>" +
           title + "</title><p>文。</p><picture file='" + file + "' alt='条'>图注</picture></article></brief>";
}

std::string pdf_with(const std::string& brief, const banxin::Engine::DocumentOptions& options) {
    return banxin::Document(engine(), banxin::Source::memory("b.xml", brief), options).pdf();
}

banxin::Source in_callback(const std::string& name, const std::string& bytes) {
    auto at = std::make_shared<std::size_t>(0);
    return banxin::Source::callback(name, [at, bytes](std::span<char> to) {
        const std::size_t size = std::min(to.size(), bytes.size() - *at);
        std::memcpy(to.data(), bytes.data() + *at, size);
        *at += size;
        return size;
    });
}

}  // namespace

TEST_CASE("pictures from memory, a callback and a file make the same bytes") {
    const std::string bars = contents_of(kPictures + "bars.png"), brief = brief_with("photo");
    banxin::Engine::DocumentOptions memory, callback;
    memory.pictures.push_back(banxin::Source::memory("photo", bars));
    callback.pictures.push_back(in_callback("photo", bars));
    const std::string pdf = pdf_with(brief, memory);
    CHECK(pdf.starts_with("%PDF-"));
    CHECK(pdf_with(brief, callback) == pdf);
    banxin::Engine::DocumentOptions file;
    file.pictures.push_back(banxin::Source::file(kPictures + "bars.png"));
    CHECK(pdf_with(brief_with(kPictures + "bars.png"), file) == pdf);
}

TEST_CASE("a brief in memory reaches no file that was not handed in") {
    CHECK(codes_of([] { pdf_with(brief_with(kPictures + "bars.png"), {}); }) == std::vector{2008});
    CHECK(codes_of([] { pdf_with(brief_with("bars.png"), {}); }) == std::vector{2008});
}

TEST_CASE("what is no picture is a fault at its place") {
    const std::string text = "no picture";
    banxin::Engine::DocumentOptions options;
    options.pictures.push_back(banxin::Source::memory("photo", text));
    CHECK(codes_of([&] { pdf_with(brief_with("photo"), options); }) == std::vector{2002});
    options.pictures = {banxin::Source::callback("photo", [](std::span<char>) -> std::size_t { throw 7; })};
    CHECK_THROWS_AS(pdf_with(brief_with("photo"), options), int);
}

TEST_CASE("memory counts pictures") {
    const std::string photo = contents_of(kPictures + "wide.jpg");
    banxin::Engine::DocumentOptions options;
    options.pictures.push_back(banxin::Source::memory("photo", photo));
    options.max_memory = photo.size();
    CHECK(status_of([&] { pdf_with(brief_with("photo"), options); }) == BANXIN_OVER_MEMORY);
    options.max_memory = photo.size() + 1'000'000;
    CHECK(status_of([&] { pdf_with(brief_with("photo"), options); }) == BANXIN_OK);
}

TEST_CASE("memory counts what reading a picture takes, before it is taken") {
    const std::string tall = contents_of(kPictures + "tall.png");  // 6 KB, and 3 MB while it is unpacked
    banxin::Engine::DocumentOptions options;
    options.pictures.push_back(banxin::Source::memory("photo", tall));
    options.max_memory = 2'000'000;
    CHECK(status_of([&] { pdf_with(brief_with("photo"), options); }) == BANXIN_OVER_MEMORY);
    options.max_memory = 20'000'000;
    CHECK(status_of([&] { pdf_with(brief_with("photo"), options); }) == BANXIN_OK);
}

TEST_CASE("editions have their own pictures, and one that is too large for the limit fails alone") {
    const std::string bars = contents_of(kPictures + "bars.png"), photo = contents_of(kPictures + "wide.jpg");
    const std::string brief = brief_with("{照片}", "<field name='单位'/>"), table = "单位,照片\n甲,bars\n乙,photo\n丙,bars\n";
    banxin::Engine::BatchOptions options;
    options.key = "单位";
    options.threads = 3;
    options.pictures.push_back(banxin::Source::memory("bars", bars));
    options.pictures.push_back(banxin::Source::memory("photo", photo));
    const auto from = banxin::Source::memory("b.xml", brief), rows = banxin::Source::memory("t.csv", table);
    std::map<std::string, std::string> made;
    engine().batch(from, rows, options, [&](const banxin::Edition& e) { made.emplace(e.key, e.pdf); });
    REQUIRE(made.size() == 3);
    CHECK(made["乙"].size() > made["甲"].size() + 5'000);

    options.keep_going = true;
    std::size_t failed = 3;
    for (options.max_memory = 4'000; failed > 1 && options.max_memory < 400'000; options.max_memory += 4'000)
        failed = engine().batch(from, rows, options).failed;
    CHECK(failed == 1);  // the limit is above what the others hold, and below the largest picture
}
