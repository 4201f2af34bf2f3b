// Whole files: faults name their place, threads and repetition do not change a byte.
#include <doctest/doctest.h>

#include "base/sha256.hpp"
#include "pdf/packed.hpp"
#include "pdf/writer.hpp"
#include "unit/font_support.hpp"

using namespace banxin;

namespace {

font::FontSet set_of(std::vector<std::string> paths) {
    std::vector<font::FontSet::FaceSource> sources;
    for (std::string& path : paths) sources.push_back({std::move(path), 0, "仿宋", "Face"});
    return {std::move(sources), {}};
}

/// A page with one run in each face: the glyphs of 1, 2 and 3.
display::Document document_in(const font::FontSet& fonts, const SourceFile& file) {
    display::Document out;
    out.metadata.title = "题名 & <名>";
    out.metadata.date = "2024-12-19";
    out.outline.push_back({"题名", 1, 0, Length::mm(40)});
    out.inks = {{"black", {0, 0, 0, 1'000}}};
    out.faces.resize(fonts.face_count());
    display::Page& page = out.pages.emplace_back();
    page.width = Length::mm(210);
    page.height = Length::mm(297);
    page.trim = {{}, {}, page.width, page.height};
    page.label = std::string("1");  // GCC 12 warns of the plain literal
    for (std::size_t f = 0; f < fonts.face_count(); ++f) {
        display::GlyphRun run;
        run.face = static_cast<std::uint16_t>(f);
        run.size = Length::pt(16);
        run.origin = {Length::mm(28), Length::mm(50)};
        run.text = "123";
        run.source = {&file, 3, 7};
        const font::Face* face = fonts.face(run.face);
        for (std::uint32_t i = 0; i < 3; ++i)
            run.glyphs.push_back({face ? face->glyph(U'1' + i) : 1, i, Length::mm(5 * i), {}, Length::mm(5)});
        page.items.emplace_back(run);
    }
    return out;
}

const SourceFile kFile{"brief.xml"};

}  // namespace

TEST_CASE("threads and repetition do not change a byte") {
    const font::FontSet fonts = set_of({font::installed_file("FandolFang-Regular.otf"), font::installed_file("LiberationSerif-Regular.ttf"),
                                        font::installed_file("FandolKai-Regular.otf")});
    const display::Document document = document_in(fonts, kFile);
    std::string first, again;
    Diagnostics diagnostics;
    REQUIRE(pdf::write(document, fonts, {6, 1, "Test"}, first, diagnostics));
    for (const int threads : {1, 3}) {
        REQUIRE(pdf::write(document, fonts, {6, threads, "Test"}, again, diagnostics));
        CHECK(first == again);
    }
    REQUIRE(pdf::write(document, fonts, {12, 1, "Test"}, again, diagnostics));
    CHECK(first != again);
    CHECK(first.find("题名 &amp; &lt;名&gt;") != std::string::npos);  // XMP is not compressed
    CHECK(diagnostics.all().empty());
}

TEST_CASE("documents that share faces: the same bytes whether drafted before the faces are cut or after") {
    const font::FontSet fonts = set_of({font::installed_file("FandolFang-Regular.otf"), font::installed_file("LiberationSerif-Regular.ttf"),
                                        font::installed_file("NotoSerifCJK-Regular.ttc")});
    const display::Document one = document_in(fonts, kFile);
    display::Document two = one;
    for (display::Item& item : two.pages[0].items) {
        auto& run = std::get<display::GlyphRun>(item);
        run.text = "456";
        for (std::uint32_t i = 0; i < 3; ++i) run.glyphs[i].id = fonts.face(run.face)->glyph(U'4' + i);
    }
    two.pages[0].items.resize(2);
    const pdf::WriterOptions options{6, 1, "Test"};
    Diagnostics diagnostics;
    pdf::SharedFonts here, there, all;
    const pdf::Draft first = here.add_draft(one, fonts, options, diagnostics).value();
    const pdf::Draft again = here.add_draft(one, fonts, options, diagnostics).value();
    CHECK(again.pages == first.pages);  // equal pages are kept once
    display::Document moved = one;
    std::get<display::GlyphRun>(moved.pages[0].items[0]).glyphs[1].x += Length{1};
    CHECK(here.add_draft(moved, fonts, options, diagnostics).value().pages != first.pages);
    there.add(two, fonts, diagnostics);
    for (const pdf::SharedFonts* part : {&there, &here}) all.add(*part);
    CHECK(all.consistent());
    REQUIRE(all.cut(options, diagnostics));
    CHECK(all.faces() == std::vector<std::uint16_t>{0, 1, 2});
    pdf::Bytes before, after, other;
    REQUIRE(pdf::write(first, all, options, before, diagnostics));
    REQUIRE(pdf::write(all.draft(one, options), all, options, after, diagnostics));
    REQUIRE(pdf::write(all.draft(two, options), all, options, other, diagnostics));
    CHECK(before.joined() == after.joined());
    pdf::Bytes unpacked;
    REQUIRE(pdf::write(pdf::unpack(pdf::pack(first), {}), all, options, unpacked, diagnostics));
    CHECK(before.joined() == unpacked.joined());
    CHECK_THROWS(pdf::unpack(pdf::pack(first).substr(1), {}));
    CHECK(before.beginning == after.beginning);  // the faces are written once
    Sha256 hash = before.beginning->hash;
    hash.add(before.rest);
    CHECK(hash.digest() == sha256(before.joined()));
    CHECK(before.joined().find("FandolFang") != std::string::npos);
    CHECK(other.joined().find("NotoSerif") == std::string::npos);  // only the faces that it uses
    CHECK(diagnostics.all().empty());
}

TEST_CASE("a glyph that stands for different texts makes drafts void, in every order") {
    const font::FontSet fonts = set_of({font::installed_file("FandolFang-Regular.otf")});
    const display::Document one = document_in(fonts, kFile);
    display::Document two = one;
    std::get<display::GlyphRun>(two.pages[0].items[0]).text = "１２３";
    for (std::uint32_t i = 0; i < 3; ++i) std::get<display::GlyphRun>(two.pages[0].items[0]).glyphs[i].cluster = 3 * i;
    const pdf::WriterOptions options{6, 1, "Test"};
    Diagnostics diagnostics;
    pdf::Bytes bytes[2];
    for (const int order : {0, 1}) {
        pdf::SharedFonts a, b, all;
        a.add(one, fonts, diagnostics);
        b.add(two, fonts, diagnostics);
        CHECK((a.consistent() && b.consistent()));
        all.add(order == 0 ? a : b);
        all.add(order == 0 ? b : a);
        CHECK_FALSE(all.consistent());
        REQUIRE(all.cut(options, diagnostics));
        REQUIRE(pdf::write(all.draft(one, options), all, options, bytes[order], diagnostics));
    }
    CHECK(bytes[0].joined() == bytes[1].joined());
}

TEST_CASE("a face that has gone is an error at the text that needs it, and nothing is written") {
    const font::FontSet fonts = set_of({font::installed_file("LiberationSerif-Regular.ttf"), "/nowhere/gone.otf"});
    std::string out = "something";
    Diagnostics diagnostics;
    CHECK_FALSE(pdf::write(document_in(fonts, kFile), fonts, {}, out, diagnostics));
    CHECK(out.empty());
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].code == Code::kFaceGone);
    CHECK(diagnostics.all()[0].line == 3);
}

TEST_CASE("a face that may not be embedded is refused") {
    const font::TemporaryFolder folder;
    font::FontBytes bytes(font::read_file(font::installed_file("LiberationSerif-Regular.ttf")));
    font::write_file(folder / "closed.ttf", bytes.set_u16("OS/2", 8, 2).str());
    const font::FontSet fonts = set_of({folder.str() + "/closed.ttf"});
    std::string out;
    Diagnostics diagnostics;
    CHECK_FALSE(pdf::write(document_in(fonts, kFile), fonts, {}, out, diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].code == Code::kEmbeddingForbidden);
}

TEST_CASE("each way of page labels") {
    const font::FontSet fonts = set_of({font::installed_file("LiberationSerif-Regular.ttf")});
    display::Document document = document_in(fonts, kFile);
    for (const char* label : {"2", "iv", "", "9", "10"}) {
        document.pages.push_back(document.pages[0]);
        document.pages.back().label = label;
    }
    std::string out;
    Diagnostics diagnostics;
    REQUIRE(pdf::write(document, fonts, {}, out, diagnostics));
    CHECK(out.find("/PageLabels<</Nums[0<</S/D/St 1>>2<</P<FEFF00690076>>>3<</P<FEFF>>>4<</S/D/St 9>>]>>") != std::string::npos);
}

TEST_CASE("bookmarks of several levels know their relatives") {
    const font::FontSet fonts = set_of({font::installed_file("LiberationSerif-Regular.ttf")});
    display::Document document = document_in(fonts, kFile);
    document.outline = {{"A", 1, 0, {}}, {"A1", 2, 0, {}}, {"A2", 2, 0, {}}, {"A2a", 3, 0, {}}, {"B", 1, 0, {}}, {"B1", 2, 0, {}}};
    std::string out;
    Diagnostics diagnostics;
    REQUIRE(pdf::write(document, fonts, {}, out, diagnostics));
    const auto entry = [&](std::string_view utf16) {
        std::string title("/Title<FEFF");
        title.append(utf16).append(">");
        const std::size_t at = out.find(title);
        REQUIRE(at != std::string::npos);
        return out.substr(at, out.find("endobj", at) - at);
    };
    CHECK(entry("0041").find("/Count -2") != std::string::npos);
    CHECK(entry("0041").find("/Next") != std::string::npos);
    CHECK(entry("0041").find("/Prev") == std::string::npos);
    CHECK(entry("00410032").find("/Count -1") != std::string::npos);
    CHECK(entry("00410032").find("/Next") == std::string::npos);
    CHECK(entry("0042").find("/Prev") != std::string::npos);
    CHECK(entry("00420031").find("/Prev") == std::string::npos);
}

TEST_CASE("a picture is in the file once, and only pages that have it name it") {
    const font::FontSet fonts = set_of({font::installed_file("FandolFang-Regular.otf"), font::installed_file("LiberationSerif-Regular.ttf"),
                                        font::installed_file("NotoSerifCJK-Regular.ttc")});
    const auto picture = std::make_shared<display::Picture>();
    picture->columns = picture->rows = 2;
    picture->components = 4;
    picture->inverted = true;
    picture->coding = display::Picture::Coding::kJpeg;
    picture->data = "bytes of a photo";
    picture->sha256 = sha256(picture->data);
    display::Document document = document_in(fonts, kFile);
    document.pages.push_back(document.pages.front());
    const display::PictureItem item{picture, {Length::mm(20), Length::mm(30), Length::mm(40), Length::mm(50)}, 0, {}};
    for (int i = 0; i < 2; ++i) document.pages[0].items.emplace_back(item);
    const pdf::WriterOptions options{6, 1, "Test"};
    Diagnostics diagnostics;
    std::string alone;
    REQUIRE(pdf::write(document, fonts, options, alone, diagnostics));
    const auto count = [](const std::string& in, std::string_view what) {
        std::size_t out = 0;
        for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++out;
        return out;
    };
    CHECK(count(alone, picture->data) == 1);
    CHECK(count(alone, "/XObject<<") == 1);
    CHECK(alone.find("/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode") != std::string::npos);

    pdf::SharedFonts shared;
    const pdf::Draft draft = shared.add_draft(document, fonts, options, diagnostics).value();
    REQUIRE(shared.cut(options, diagnostics));
    pdf::Bytes drafted, unpacked;
    REQUIRE(pdf::write(draft, shared, options, drafted, diagnostics));
    REQUIRE(pdf::write(pdf::unpack(pdf::pack(draft), draft.pictures), shared, options, unpacked, diagnostics));
    CHECK(drafted.joined() == unpacked.joined());
    CHECK(count(drafted.joined(), picture->data) == 1);
    display::Document moved = document;
    std::get<display::PictureItem>(moved.pages[0].items.back()).box.x += Length{1};
    CHECK(shared.draft(moved, options).identifier != draft.identifier);
    display::Document described = document;
    described.structure.resize(1);
    described.structure[0].alternative = "柱状图";
    CHECK(shared.add_draft(described, fonts, options, diagnostics).value().identifier != draft.identifier);
}
