// The index: walking folders, and the cache that stands for the files.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "unit/font_support.hpp"

using namespace banxin::font;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> paths_of(const FontIndex& index, const TemporaryFolder& folder) {
    std::vector<std::string> out;
    for (const IndexedFile& file : index.files) out.push_back(file.path.substr(folder.str().size() + 1));
    return out;
}

FontIndex small_index() {
    FontIndex out;
    out.files.push_back(
        {"/a/仿宋.ttf", 1'700'000'000'123'456'789, 4'096, {{0, Flavour::kTrueType, 8, 400, false, "FangSong", {"仿宋", "FangSong"}}}});
    out.files.push_back({"/a/none.otf", -5, 0, {}});
    out.files.push_back(
        {"/b/x\ty.ttc", 0, 1, {{0, Flavour::kCffCid, 0, 700, false, "A-Bold", {"A"}}, {1, Flavour::kUnusable, 2, 250, true, "", {"B"}}}});
    return out;
}

}  // namespace

TEST_CASE("collections are indexed face by face") {
    const std::string path = installed_file("NotoSerifCJK-Bold.ttc");
    const auto file =
        std::find_if(installed().files.begin(), installed().files.end(), [&](const IndexedFile& f) { return f.path == path; });
    REQUIRE(file->faces.size() == 5);
    CHECK(file->faces[2].postscript_name == "NotoSerifCJKsc-Bold");
    CHECK(file->faces[2].index == 2);
    CHECK(file->faces[2].weight == 700);
    CHECK_FALSE(file->faces[2].italic);
    CHECK(file->faces[2].flavour == Flavour::kCffCid);
    CHECK(file->size == static_cast<std::int64_t>(fs::file_size(path)));
}

TEST_CASE("faces that a PDF cannot hold are known as such") {
    const TemporaryFolder folder;
    const std::string plain = renamed_font(u"测试", "Test").str();
    write_file(folder / "bitmaps.ttf", FontBytes(plain).rename_table("glyf", "EBDT").str());
    write_file(folder / "variable.ttf", FontBytes(plain).rename_table("gasp", "fvar").str());
    write_file(folder / "forbidden.ttf", FontBytes(plain).set_u16("OS/2", 8, 2).str());
    const FontIndex index = build_index({folder.str()}, nullptr);
    REQUIRE(index.files.size() == 3);
    for (const IndexedFile& file : index.files) REQUIRE(file.faces.size() == 1);
    CHECK(index.files[0].faces[0].flavour == Flavour::kUnusable);
    CHECK(index.files[1].faces[0].fs_type == 2);
    CHECK(index.files[1].faces[0].flavour == Flavour::kTrueType);
    CHECK(index.files[2].faces[0].flavour == Flavour::kUnusable);
}

TEST_CASE("folders are walked in order, once, whatever is in them") {
    const TemporaryFolder folder;
    const std::string font = renamed_font(u"测试", "Test").str();
    fs::create_directories(folder / "a/deep");
    fs::create_directories(folder / "b.ttf");
    write_file(folder / "a/z.TTF", font);
    write_file(folder / "a/deep/仿宋 GB2312.otf", font);
    write_file(folder / "a/notes.txt", font);
    write_file(folder / "a/.hidden.ttf", font);
    write_file(folder / "b.ttf/inner.ttf", font);
    write_file(folder / "broken.ttf", "no font");
    fs::create_directory_symlink(folder / "", folder / "a/deep/up");
    fs::create_symlink(folder / "gone.ttf", folder / "dangling.ttf");
    fs::create_symlink(folder / "a/z.TTF", folder / "linked.ttf");
    REQUIRE(mkfifo((folder / "pipe.ttf").c_str(), 0600) == 0);

    const FontIndex index =
        build_index({(folder / "nonexistent").string(), (folder / "b.ttf").string(), folder.str() + "/", folder.str()}, nullptr);
    CHECK(paths_of(index, folder) ==
          std::vector<std::string>{"b.ttf/inner.ttf", "a/deep/仿宋 GB2312.otf", "a/z.TTF", "broken.ttf", "linked.ttf"});
    CHECK(index.files[3].faces.empty());  // recorded, so that it is not read again
    CHECK(index.files[4].faces.size() == 1);
    CHECK(build_index({}, nullptr).files.empty());
}

TEST_CASE("files that have not changed are not read again, those that have are") {
    const TemporaryFolder folder;
    const auto path = folder / "a.ttf";
    write_file(path, renamed_font(u"测试", "Test").str());
    FontIndex previous = build_index({folder.str()}, nullptr);
    CHECK(build_index({folder.str()}, &previous) == previous);

    previous.files.at(0).faces.at(0).names = {"from the cache"};
    CHECK(build_index({folder.str()}, &previous).files.at(0).faces.at(0).names.front() == "from the cache");

    fs::last_write_time(path, fs::last_write_time(path) + std::chrono::milliseconds(1));
    CHECK(build_index({folder.str()}, &previous).files.at(0).faces.at(0).names.front() == "测试");

    previous = build_index({folder.str()}, nullptr);
    const auto time = fs::last_write_time(path);
    write_file(path, renamed_font(u"测试二", "Test").str());
    fs::last_write_time(path, time);
    CHECK(build_index({folder.str()}, &previous).files.at(0).faces.at(0).names.front() == "测试二");

    fs::remove(path);
    CHECK(build_index({folder.str()}, &previous).files.empty());
}

TEST_CASE("a file that was unreadable is read again when its rights have changed") {
    if (geteuid() == 0) return;  // root reads everything
    const TemporaryFolder folder;
    const auto path = folder / "a.ttf";
    write_file(path, renamed_font(u"测试", "Test").str());
    fs::permissions(path, fs::perms::none);
    const FontIndex previous = build_index({folder.str()}, nullptr);
    REQUIRE(previous.files.at(0).faces.empty());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // the clock of a file system is coarse
    fs::permissions(path, fs::perms::owner_read);
    CHECK(build_index({folder.str()}, &previous).files.at(0).faces.size() == 1);
}

TEST_CASE("a cache keeps what other runs will want, and nothing that is gone") {
    const TemporaryFolder folder;
    for (const char* name : {"one/a.ttf", "two/b.ttf", "two/gone.ttf"}) {
        fs::create_directories((folder / name).parent_path());
        write_file(folder / name, renamed_font(u"测试", "Test").str());
    }
    const FontIndex one = build_index({(folder / "one").string()}, nullptr), two = build_index({(folder / "two").string()}, nullptr);
    CHECK(worth_keeping(one, nullptr) == one);
    CHECK(worth_keeping(one, &one) == std::nullopt);
    fs::remove(folder / "two/gone.ttf");
    const auto both = worth_keeping(one, &two);
    REQUIRE(both);
    CHECK(paths_of(*both, folder) == std::vector<std::string>{"one/a.ttf", "two/b.ttf"});
    CHECK(worth_keeping(one, &*both) == std::nullopt);
    CHECK(worth_keeping(build_index({(folder / "two").string()}, &*both), &*both) == std::nullopt);

    FontIndex changed = one;
    changed.files[0].size += 1;
    CHECK(worth_keeping(changed, &*both)->files.size() == 2);
}

TEST_CASE("an index comes back from its cache as it was") {
    CHECK(parse_index(serialise(small_index())) == small_index());
    CHECK(parse_index(serialise({})) == FontIndex{});
    CHECK(parse_index(serialise(installed())) == installed());
    CHECK_FALSE(installed().files.empty());
}

TEST_CASE("a path that a line cannot hold is left out of the cache") {
    FontIndex index = small_index();
    index.files[1].path = "/a/line\nend.otf";
    FontIndex expected = small_index();
    expected.files.erase(expected.files.begin() + 1);
    CHECK(parse_index(serialise(index)) == expected);
}

TEST_CASE("a damaged cache is no cache") {
    const std::string whole = serialise(small_index());
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK_FALSE(parse_index(whole.substr(0, n)));
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string bytes = whole;
        bytes[i] = static_cast<char>(bytes[i] ^ 1);
        CHECK_FALSE(parse_index(bytes));
    }
    CHECK_FALSE(parse_index(whole + "\n"));
    CHECK_FALSE(parse_index(whole + whole));
    CHECK_FALSE(parse_index("banxin-font-index 1\nend\n"));
}

TEST_CASE("a cache with a good check sum but senseless lines is no cache") {
    const std::string whole = serialise(small_index());
    const auto closed = [&](const std::string& lines) {  // lines that the writer would never write, closed as it would
        FontIndex index;
        index.files.push_back({lines, 0, 0, {}});
        return serialise(index);
    };
    // A path cannot smuggle a line in: it would need a line end.
    CHECK(parse_index(closed("/x\tface\t0")).has_value());
    std::uint32_t random = 7;
    for (int round = 0; round < 2'000; ++round) {
        std::string bytes = whole;
        for (int i = 0; i < 3; ++i) {
            random = random * 1'664'525 + 1'013'904'223;
            bytes[(random >> 8) % bytes.size()] = static_cast<char>(random >> 24);
        }
        (void)parse_index(bytes);
    }
}
