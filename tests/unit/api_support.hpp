// What the tests of the C border share: an engine with the free fonts, briefs in memory, allocation that fails on demand.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "banxin.hpp"

namespace api_test {

/// Folders of the free fonts, one engine for all tests.
const std::vector<std::string>& font_folders();
banxin::Engine::Options engine_options();
const banxin::Engine& engine();

/// A brief of `paragraphs` paragraphs, none like the other.
std::string brief_of(int paragraphs, std::string_view seed = "");
inline banxin_source source_of(const std::string& bytes) { return banxin_from_memory("brief.xml", bytes.data(), bytes.size()); }
std::string pdf_of(const std::string& brief);
std::string contents_of(const std::string& path);

/// A folder of its own, which goes away.
struct Folder {
    std::filesystem::path path;
    Folder();
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return (path / name).string(); }
};

/// A brief that leaves its number to a register.
std::string open_brief(std::string_view seed = "");
/// A register with the series "brief", in the folder.
std::string new_register(const Folder& folder);
banxin::Stamp stamp();

/// The status of what a call throws; BANXIN_OK: nothing.
template <class Call>
banxin_status status_of(Call call) {
    try {
        call();
        return BANXIN_OK;
    } catch (const banxin::Error& error) { return error.status(); }
}
/// The codes of what a call throws.
template <class Call>
std::vector<int> codes_of(Call call) {
    std::vector<int> out;
    try {
        call();
    } catch (const banxin::Error& error) {
        for (const auto& d : error.diagnostics()) out.push_back(d.code);
    }
    return out;
}

/// While one lives in a thread, that thread's `number`th allocation from now fails, and all after it.
class FailingMemory {
  public:
    explicit FailingMemory(long number);
    ~FailingMemory();
    FailingMemory(const FailingMemory&) = delete;
    FailingMemory& operator=(const FailingMemory&) = delete;
    /// Whether it came to that.
    static bool failed();
};

}  // namespace api_test
