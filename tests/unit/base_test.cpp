// Lengths, UTF-8, positions, diagnostics.
#include <doctest/doctest.h>

#include "base/diagnostics.hpp"
#include "base/length.hpp"
#include "base/sha256.hpp"
#include "base/source.hpp"
#include "base/utf8.hpp"

using namespace banxin;

TEST_CASE("22 rows and 28 cells fill the text block exactly") {
    const Length pitch_sum = Length::mm(225) - Length::pt(16);
    CHECK(scale(pitch_sum, 21, 21) + Length::pt(16) == Length::mm(225));
    CHECK(scale(Length::mm(156), 28, 28) == Length::mm(156));
    CHECK(format_mm(scale(pitch_sum, 1, 21), 4) == "10.4455");
}

TEST_CASE("decimal output rounds to nearest and drops zeros") {
    CHECK(format_mm(Length::mm(3), 4) == "3");
    CHECK(format_mm(-Length::mm(3), 4) == "-3");
    CHECK(format_mm(Length{18'000}, 4) == "0.5");
    CHECK(format_mm(Length{1}, 4) == "0");
    CHECK(format_mm(Length{-1}, 3) == "0");
    CHECK(format_pt(Length{12'699}, 2) == "1");
    CHECK(format_pt(Length{12'700 * 5 / 4}, 3) == "1.25");
}

TEST_CASE("only well-formed UTF-8 passes") {
    CHECK(utf8::find_invalid("工作简报 abc") == std::string_view("工作简报 abc").size());
    CHECK(utf8::find_invalid("a\xC0\x80") == 1);
    CHECK(utf8::find_invalid("\xED\xA0\x80") == 0);
    CHECK(utf8::find_invalid("ab\xE5\xB7") == 2);
    CHECK(utf8::find_invalid("\xF4\x90\x80\x80") == 0);
    CHECK(utf8::find_invalid("\xF0\x9F\x98\x80") == 4);
    CHECK(utf8::to_utf32("𠮷a") == U"𠮷a");
    std::size_t end = std::string_view("a𠮷").size();
    CHECK(utf8::previous("a𠮷", end) == U'𠮷');
    CHECK(end == 1);
}

TEST_CASE("text keeps the place of each character") {
    const SourceFile file{"b.xml"};
    SourceText text("工作", {&file, 3, 5});
    text.append("简报", {&file, 3, 7});  // continues
    text.append("第", {&file, 4, 1});
    CHECK(text.at(0) == SourcePos{&file, 3, 5});
    CHECK(text.at(9) == SourcePos{&file, 3, 8});
    CHECK(text.at(12) == SourcePos{&file, 4, 1});
    SourceText part;
    part.append(text, 3, 15);
    CHECK(part.str() == "作简报第");
    CHECK(part.at(0) == SourcePos{&file, 3, 6});
    CHECK(part.at(9) == SourcePos{&file, 4, 1});
}

TEST_CASE("diagnostics speak both languages and count") {
    Diagnostics diagnostics;
    const SourceFile file{"b.xml"};
    diagnostics.report(Code::kCannotRead, {&file, 2, 3}, {"x{1}", "no \"such\" file", "没有文件"});
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(render(diagnostics.all()[0], Language::kEnglish) == "b.xml:2:3: error[BX1601]: cannot read x{1}: no \"such\" file");
    CHECK(render(diagnostics.all()[0], Language::kChinese) == "b.xml:2:3: 错误[BX1601]: 无法读取 x{1}：没有文件");
    CHECK(render_json(diagnostics.all()[0], Language::kEnglish).find("no \\\"such\\\" file") != std::string::npos);
    CHECK(diagnostics.exit_code() == ExitCode::kBadInput);
}

TEST_CASE("an error is never lost behind warnings, in one collector or from another") {
    const SourceFile file{"b.xml"};
    Diagnostics found;
    for (std::uint32_t line = 1; line <= Diagnostics::kLimit + 5; ++line) found.report(Code::kTypedNumber, {&file, line, 1}, {"1."});
    found.report(Code::kMissingGlyph, {&file, 9'999, 1}, {"x", "U+0078", "y"});
    REQUIRE(found.all().size() == Diagnostics::kLimit);
    CHECK(found.all().back().code == Code::kMissingGlyph);
    CHECK(found.dropped() == 6);

    Diagnostics whole;
    whole.report(Code::kTypedNumber, {&file, 1, 1}, {"1."});
    whole.add_all(found);
    CHECK(whole.failed());
    CHECK(whole.errors() == 1);
    CHECK(whole.exit_code() == ExitCode::kBadInput);
    CHECK(whole.to_confirm() == Diagnostics::kLimit + 5);
    CHECK(whole.dropped() == 6);
}

TEST_CASE("the nearest name is offered only for a slip") {
    constexpr std::string_view kNames[] = {"article", "heading", "title"};
    CHECK(nearest("artcle", kNames) == "article");
    CHECK(nearest("tilte", kNames) == "title");
    CHECK(nearest("p", kNames).empty());
    CHECK(nearest("distribution", kNames).empty());
}

TEST_CASE("SHA-256 of known texts") {  // FIPS 180-2, appendix B
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
