// The object layer: text strings, dictionaries, streams, the file's frame.
#include <doctest/doctest.h>

#include <string>

#include "pdf/objects.hpp"

using namespace banxin;

namespace {

std::string small_file() {
    pdf::File file;
    const pdf::Ref catalog = file.reserve();
    const pdf::Ref pages = file.dictionary("/Type/Pages/Count 0/Kids[]");
    const pdf::Ref info = file.dictionary("/Title" + pdf::text_string("简报"));
    file.stream("/Type/Metadata", "as it is");
    file.deflated("", std::string(1'000, 'x'), 6);
    file.set(catalog, "/Type/Catalog/Pages " + pdf::reference(pages));
    return file.finish(catalog, info, std::string(32, 'A'));
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t out = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++out;
    return out;
}

}  // namespace

TEST_CASE("text strings are UTF-16 with a byte order mark; characters beyond the basic plane are pairs") {
    CHECK(pdf::text_string("") == "<FEFF>");
    CHECK(pdf::text_string("a简") == "<FEFF00617B80>");
    CHECK(pdf::text_string("𠮷") == "<FEFFD842DFB7>");
    CHECK(pdf::text_string("(\\)") == "<FEFF0028005C0029>");
}

TEST_CASE("a file has its header, its objects once, the trailer asked for") {
    const std::string file = small_file();
    CHECK(file.starts_with("%PDF-1.7\n"));
    CHECK(file.find("%%EOF") != std::string::npos);
    CHECK(count(file, " 0 obj") == count(file, "endobj"));
    CHECK(file.find("/Title<FEFF7B8062A5>") != std::string::npos);
    CHECK(file.find("/Root 1 0 R") != std::string::npos);
    CHECK(file.find("/ID[<" + std::string(32, 'A') + ">") != std::string::npos);
    CHECK(file.find("as it is") != std::string::npos);
    CHECK(count(file, "/Filter/FlateDecode") == 1);
    CHECK(file.find("xxxxxx") == std::string::npos);
}

TEST_CASE("the cross-reference table leads to the objects") {
    const std::string file = small_file();
    const std::size_t start = file.rfind("startxref");
    REQUIRE(start != std::string::npos);
    const std::size_t table = std::stoul(file.substr(start + 9));
    CHECK(file.compare(table, 4, "xref") == 0);
    std::size_t at = file.find('\n', file.find('\n', table) + 1) + 1;  // behind "xref" and "0 n"
    for (int number = 0; file.compare(at, 7, "trailer") != 0; ++number, at = file.find('\n', at) + 1) {
        if (file[at + 17] != 'n') continue;
        CHECK(file.compare(std::stoul(file.substr(at, 10)), std::to_string(number).size() + 6, std::to_string(number) + " 0 obj") == 0);
    }
}

TEST_CASE("the same calls give the same bytes") { CHECK(small_file() == small_file()); }
