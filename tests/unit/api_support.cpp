// One engine for all tests; operator new that can be made to fail, for one thread.
#include "unit/api_support.hpp"

#include <cstdlib>
#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>

namespace {

thread_local long allocations_left = -1;  // below 0: no end
thread_local bool has_failed = false;

void* allocated(std::size_t size) {
    if (allocations_left == 0) {
        has_failed = true;
        throw std::bad_alloc();
    }
    if (allocations_left > 0) --allocations_left;
    if (void* out = std::malloc(size > 0 ? size : 1)) return out;
    throw std::bad_alloc();
}

}  // namespace

// The library's allocations come here too: the program's operator new stands before that of the C++ library.
void* operator new(std::size_t size) { return allocated(size); }
void* operator new[](std::size_t size) { return allocated(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    if (allocations_left == 0) return nullptr;  // who asks so can do without
    if (allocations_left > 0) --allocations_left;
    return std::malloc(size > 0 ? size : 1);
}
void* operator new[](std::size_t size, const std::nothrow_t& how) noexcept { return operator new(size, how); }
void operator delete(void* at) noexcept { std::free(at); }
void operator delete[](void* at) noexcept { std::free(at); }
void operator delete(void* at, const std::nothrow_t&) noexcept { std::free(at); }
void operator delete[](void* at, const std::nothrow_t&) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete[](void* at, std::size_t) noexcept { std::free(at); }

namespace api_test {

FailingMemory::FailingMemory(long number) {
    has_failed = false;
    allocations_left = number;
}
FailingMemory::~FailingMemory() { allocations_left = -1; }
bool FailingMemory::failed() { return has_failed; }

const std::vector<std::string>& font_folders() {
    static const std::vector<std::string> folders = [] {
        std::vector<std::string> out;
        std::istringstream all(BANXIN_FONT_DIRS);
        for (std::string folder; std::getline(all, folder, ':');) out.push_back(folder);
        return out;
    }();
    return folders;
}

banxin::Engine::Options engine_options() {
    banxin::Engine::Options out;
    out.font_folders = font_folders();
    out.system_fonts = false;
    out.free_fonts = true;
    return out;
}

const banxin::Engine& engine() {
    static const banxin::Engine one(engine_options());
    return one;
}

std::string brief_of(int paragraphs, std::string_view seed) {
    std::ostringstream out;
    out << R"(<brief version="1" layout="work-brief"><identity><name>工作简报</name><issue-number year="2026" number="1"/>)"
        << "<issuer>办公室</issuer><date>2026-03-02</date></identity><article><title>全区中小学如期开学</title>";
    for (int i = 0; i < paragraphs; ++i)
        out << "<p>第" << i << "校" << seed << "开学前一周检查了校舍、食堂和校车，更换老化的线路，清洗空调和水箱，共花费" << i * 37
            << "元。</p>";
    out << "</article></brief>";
    return out.str();
}

std::string pdf_of(const std::string& brief) { return banxin::Document(engine(), banxin::Source::memory("brief.xml", brief)).pdf(); }

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "banxin-api-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
}

std::string open_brief(std::string_view seed) {
    std::string out = brief_of(2, seed);
    return out.replace(out.find("number=\"1\""), 10, "number=\"auto\"");
}

banxin::Stamp stamp() { return {"2026-03-02T09:00:00+0800", "tester"}; }

std::string new_register(const Folder& folder) {
    const std::string path = folder / "register.db";
    banxin::Register::create(path);
    banxin::Register(path).add({"brief", "{year}年第{number}期"}, stamp());
    return path;
}

std::string contents_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace api_test
