// A register in a folder that goes away, for tests.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "register/register.hpp"

namespace banxin::registry {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "banxin-test-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const char* name) const { return (path / name).string(); }
};

/// A SHA-256 that is of no file.
inline std::string hash(const std::string& digits) { return std::string(64 - digits.size(), '0') + digits; }

inline const Stamp kStamp{"2026-03-02T09:00:00+08:00", "李"};

/// A register with 简报 (the last was number 14 of 2025, running number 207), 增刊 and 文件 (running).
struct Fixture {
    Folder folder;
    Diagnostics diagnostics;
    std::string path = folder / "r.db";
    std::unique_ptr<Register> reg;

    Fixture() {
        std::ofstream(path, std::ios::binary) << Register::empty();
        reg = open(path);
        REQUIRE(reg);
        REQUIRE(reg->add({"简报", "第{number}期（总第{total}期）", Counting::kYearly, false, 2025, 14, 207}, kStamp, diagnostics));
        REQUIRE(reg->add({"增刊", "{year}年增刊第{number}期", Counting::kYearly, true}, kStamp, diagnostics));
        REQUIRE(reg->add({"文件", "第{number}号", Counting::kRunning, false, 0, 30, 0}, kStamp, diagnostics));
    }
    std::unique_ptr<Register> open(const std::string& file, Register::For use = Register::For::kWriting) {
        return Register::open(file, use, diagnostics);
    }
    /// The code of the one fault that was reported since the last call.
    Code fault() {
        REQUIRE(diagnostics.all().size() == 1);
        const Code code = diagnostics.all()[0].code;
        diagnostics = Diagnostics();
        return code;
    }
    std::optional<Issue> reserve(const std::string& series, int year, const std::string& document = "") {
        return reg->reserve({series, year, {}, {}, document, {}}, kStamp, diagnostics);
    }
};

}  // namespace banxin::registry
