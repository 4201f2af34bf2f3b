// Our verdict on what is well-formed beside libxml2's, over the same small files.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "unit/xml_cases.hpp"

using namespace banxin;

namespace {

bool runs(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

/// A folder that is gone when the test is.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("banxin-xml-{}", getpid());
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("xmllint agrees on every file, but for the listed differences") {
    if (!runs("xmllint --version")) {
        MESSAGE("SKIPPED: xmllint is not installed (package libxml2-utils)");
        return;
    }
    const Folder folder;
    const std::string file = (folder.path / "case.xml").string();
    for (const test::XmlCase& c : test::xml_cases()) {
        std::ofstream(file, std::ios::binary) << c.bytes;
        CAPTURE(c.bytes);
        const bool well_formed = runs(fmt::format("xmllint --noout --nonet '{}'", file));
        const bool agrees = well_formed == c.faults.empty();
        CHECK(agrees == (c.differs == test::Xmllint::kAgrees));
    }
}
