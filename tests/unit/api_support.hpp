// What the tests of the C border share: an engine with the free fonts, briefs in memory, allocation that fails on demand.
#pragma once

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
