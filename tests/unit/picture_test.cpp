// PNG and JPEG files, whole and damaged. The files are made here, by the libraries themselves.
#include <cstdio>
#include <cstdlib>

#include <doctest/doctest.h>
#include <jpeglib.h>
#include <libdeflate.h>
#include <png.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "picture/picture.hpp"

namespace banxin::picture {
namespace {

using display::Picture;
using display::Turn;

std::string png(png_uint_32 format, unsigned width, unsigned height, const std::vector<unsigned char>& samples,
                const std::vector<unsigned char>& palette = {}) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = format;
    image.colormap_entries = static_cast<png_uint_32>(palette.size() / 3);
    png_alloc_size_t size = 0;
    const void* colours = palette.empty() ? nullptr : palette.data();
    REQUIRE(png_image_write_to_memory(&image, nullptr, &size, 0, samples.data(), 0, colours));
    std::string out(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, out.data(), &size, 0, samples.data(), 0, colours));
    out.resize(size);
    return out;
}

std::string jpeg(J_COLOR_SPACE colours, int components, bool progressive = false) {
    constexpr JDIMENSION kWidth = 40, kHeight = 24;
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = kWidth;
    info.image_height = kHeight;
    info.input_components = components;
    info.in_color_space = colours;
    jpeg_set_defaults(&info);
    if (progressive) jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    std::vector<JSAMPLE> row(kWidth * static_cast<unsigned>(components));
    for (JDIMENSION y = 0; y < kHeight; ++y) {
        for (std::size_t x = 0; x < row.size(); ++x) row[x] = static_cast<JSAMPLE>(x * 5 + y * 3);
        JSAMPROW at = row.data();
        jpeg_write_scanlines(&info, &at, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    std::free(bytes);
    return out;
}

/// A JPEG file with a segment behind its start.
std::string with_segment(const std::string& file, char marker, const std::string& content) {
    const std::size_t length = content.size() + 2;
    return file.substr(0, 2) + '\xFF' + marker + static_cast<char>(length >> 8) + static_cast<char>(length) + content + file.substr(2);
}

std::string exif(bool little, int orientation) {
    const auto number = [&](int n, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(n >> 8 * (little ? i : bytes - 1 - i));
        return out;
    };
    const std::string camera = number(0x010F, 2) + number(2, 2) + number(1, 4) + number(0, 4);
    const std::string way = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2);
    return std::string("Exif\0\0", 6) + (little ? "II" : "MM") + number(42, 2) + number(8, 4) + number(2, 2) + camera + way + number(0, 4);
}

display::PicturePtr read(const std::string& bytes, Diagnostics& diagnostics) { return decode(bytes, "x", {}, diagnostics); }

display::PicturePtr good(const std::string& bytes) {
    Diagnostics diagnostics;
    display::PicturePtr out = read(bytes, diagnostics);
    REQUIRE_MESSAGE(out, (diagnostics.all().empty() ? "" : render(diagnostics.all().front(), Language::kEnglish)));
    CHECK(diagnostics.all().empty());
    return out;
}

Code fault(const std::string& bytes) {
    Diagnostics diagnostics;
    CHECK(!read(bytes, diagnostics));
    REQUIRE(diagnostics.errors() == 1);
    return diagnostics.all().front().code;
}

std::vector<unsigned char> samples_of(const Picture& picture) {
    std::vector<unsigned char> out(std::size_t{picture.columns} * picture.rows * picture.components);
    libdeflate_decompressor* inflate = libdeflate_alloc_decompressor();
    CHECK(libdeflate_zlib_decompress(inflate, picture.data.data(), picture.data.size(), out.data(), out.size(), nullptr) ==
          LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(inflate);
    return out;
}

TEST_CASE("png: grey, colour, palette keep their samples") {
    const std::vector<unsigned char> grey{0, 50, 100, 150, 200, 255};
    const auto a = good(png(PNG_FORMAT_GRAY, 3, 2, grey));
    CHECK(a->components == 1);
    CHECK(a->width() == 3);
    CHECK(a->height() == 2);
    CHECK(samples_of(*a) == grey);

    const std::vector<unsigned char> red_blue{255, 0, 0, 0, 0, 255};
    const auto b = good(png(PNG_FORMAT_RGB, 2, 1, red_blue));
    CHECK(b->components == 3);
    CHECK(samples_of(*b) == red_blue);

    const auto c = good(png(PNG_FORMAT_RGB_COLORMAP, 2, 1, {1, 0}, {0, 0, 255, 255, 0, 0}));
    CHECK(samples_of(*c) == red_blue);
    CHECK(a->sha256 != b->sha256);
    CHECK(a->sha256.size() == 64);
}

TEST_CASE("png: what is transparent is white") {
    const auto out = good(png(PNG_FORMAT_RGBA, 2, 1, {9, 9, 9, 0, 10, 20, 30, 255}));
    CHECK(samples_of(*out) == std::vector<unsigned char>{255, 255, 255, 10, 20, 30});
    const auto grey = good(png(PNG_FORMAT_GA, 2, 1, {9, 0, 77, 255}));
    CHECK(samples_of(*grey) == std::vector<unsigned char>{255, 77});
}

TEST_CASE("jpeg: kept as it is") {
    for (const bool progressive : {false, true}) {
        const std::string file = jpeg(JCS_RGB, 3, progressive);
        const auto out = good(file);
        CHECK(out->coding == Picture::Coding::kJpeg);
        CHECK(out->components == 3);
        CHECK(out->width() == 40);
        CHECK(out->height() == 24);
        CHECK(!out->inverted);
        CHECK(out->data.size() < file.size());  // without JFIF's segment
    }
    CHECK(good(jpeg(JCS_GRAYSCALE, 1))->components == 1);
}

TEST_CASE("jpeg: CMYK is inverted where Adobe's segment says so") {
    const std::string file = jpeg(JCS_CMYK, 4);  // libjpeg writes the segment
    const auto out = good(file);
    CHECK(out->components == 4);
    CHECK(out->inverted);
    CHECK(out->data.find("Adobe") != std::string::npos);
}

TEST_CASE("jpeg: the camera's way is kept, its notes are not") {
    const std::string file = jpeg(JCS_RGB, 3);
    for (const bool little : {false, true})
        for (int way = 1; way <= 8; ++way) {
            const std::string noted = with_segment(with_segment(file, '\xE1', exif(little, way)), '\xFE', "N 29 E 106");
            const auto out = good(noted);
            CHECK(out->turn == static_cast<Turn>(way));
            CHECK(out->width() == (way < 5 ? 40 : 24));
            CHECK(out->data == good(file)->data);
        }
    CHECK(good(with_segment(file, '\xE1', exif(true, 9)))->turn == Turn::kNone);
    CHECK(good(with_segment(file, '\xE1', exif(true, 6).substr(0, 20)))->turn == Turn::kNone);
}

TEST_CASE("jpeg: what follows the picture is dropped") {
    const std::string file = jpeg(JCS_RGB, 3);
    CHECK(good(file + std::string(500, 'x'))->data == good(file)->data);
}

TEST_CASE("files that are none, cut short, or too large") {
    CHECK(fault("") == Code::kPictureUnknown);
    CHECK(fault("GIF89a") == Code::kPictureUnknown);
    CHECK(fault("RIFF....WEBP") == Code::kPictureUnknown);
    const std::string file = png(PNG_FORMAT_GRAY, 8, 8, std::vector<unsigned char>(64, 7)), photo = jpeg(JCS_RGB, 3);
    for (std::size_t n = 8; n + 12 < file.size(); ++n) CHECK(fault(file.substr(0, n)) == Code::kPictureDamaged);
    for (std::size_t n = 4; n + 2 < photo.size(); n += 7) CHECK(fault(photo.substr(0, n)) == Code::kPictureDamaged);

    std::string huge = photo;  // the frame header says 65,500 x 65,500
    const std::size_t frame = huge.find("\xFF\xC0");
    REQUIRE(frame != std::string::npos);
    for (const std::size_t at : {frame + 5, frame + 7}) huge.replace(at, 2, "\xFF\xDC");
    CHECK(fault(huge) == Code::kPictureTooLarge);
}

TEST_CASE("reading asks before it takes memory, and ends where that throws") {
    struct Enough {};
    const std::string file = png(PNG_FORMAT_RGB, 64, 64, std::vector<unsigned char>(64 * 64 * 3, 7));
    for (const std::string& bytes : {file, jpeg(JCS_RGB, 3), jpeg(JCS_RGB, 3, true)}) {
        Diagnostics diagnostics;
        std::uint64_t most = 0;
        int asked = 0;
        const auto count = [&](std::uint64_t held) {
            most = std::max(most, held);
            ++asked;
        };
        REQUIRE(decode(bytes, "x", {}, diagnostics, count));
        CHECK(asked > 1);
        CHECK(most > bytes.size() + (bytes == jpeg(JCS_RGB, 3) ? 0 : 2'000) - 1);
        for (int end = 1; end <= asked; ++end) {
            int left = end;
            const auto stop = [&](std::uint64_t) {
                if (--left == 0) throw Enough();
            };
            CHECK_THROWS_AS(decode(bytes, "x", {}, diagnostics, stop), Enough);
        }
        CHECK(diagnostics.all().empty());
    }
}

TEST_CASE("a picture of a thousand scans is refused") {
    std::string file = jpeg(JCS_GRAYSCALE, 1, true);
    const std::string scan("\xFF\xDA\0\x08\x01\x01\0\x01\x3F\0", 10);  // of coefficients 1 to 63, and nothing in it
    const std::size_t end = file.rfind("\xFF\xD9");
    REQUIRE(end != std::string::npos);
    std::string scans;
    for (int i = 0; i < 1'000; ++i) scans += scan;
    CHECK(fault(file.insert(end, scans)) == Code::kPictureDamaged);
}

TEST_CASE("bytes at random never do more than be refused") {
    std::mt19937 random(20261127);
    const std::string file = png(PNG_FORMAT_RGB, 16, 16, std::vector<unsigned char>(768, 90)), photo = jpeg(JCS_RGB, 3, true);
    for (int round = 0; round < 400; ++round) {
        std::string bytes = with_segment(photo, '\xE1', exif(true, 6));
        if (round % 2 == 0) bytes = file;
        for (int change = 0; change < 4; ++change) bytes[2 + random() % (bytes.size() - 2)] = static_cast<char>(random());
        Diagnostics diagnostics;
        const auto out = read(bytes, diagnostics);
        CHECK((out != nullptr) == !diagnostics.failed());
        if (out) CHECK(out->width() > 0);
    }
}

}  // namespace
}  // namespace banxin::picture
