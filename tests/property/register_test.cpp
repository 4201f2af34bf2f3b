// Many processes at one register: no number twice; and processes killed at any moment: no number lost.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <random>
#include <set>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "unit/register_support.hpp"

using namespace banxin;
using namespace banxin::registry;
namespace fs = std::filesystem;

namespace {

constexpr int kProcesses = 8;

std::vector<pid_t> start(int count, const std::function<bool(int)>& work) {
    std::vector<pid_t> out;
    for (int i = 0; i < count; ++i) {
        const pid_t pid = fork();
        if (pid == 0) _exit(work(i) ? 0 : 1);
        REQUIRE(pid > 0);
        out.push_back(pid);
    }
    return out;
}

/// Number of processes that ended well.
int wait_for(const std::vector<pid_t>& processes) {
    int well = 0;
    for (const pid_t pid : processes) {
        int status = 0;
        REQUIRE(waitpid(pid, &status, 0) == pid);
        well += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return well;
}

std::string documents_of(const Fixture& f, int i) { return (f.folder / "d").append(std::to_string(i)); }

/// Where a slow disk keeps others waiting beyond their patience, the program ends with "try again", and its user does.
template <class Step>
auto patiently(Step step) {
    while (true) {
        Diagnostics diagnostics;
        auto out = step(diagnostics);
        if (out || diagnostics.exit_code() != ExitCode::kTemporary) return out;
    }
}

/// One number from reservation to issue, as the program does it; the "document" holds its number.
bool one(Register& reg, const std::string& document) {
    auto issue = patiently([&](Diagnostics& d) { return reg.reserve({"简报", 2026, {}, {}, document, {}}, kStamp, d); });
    if (!issue) return false;
    const std::string content = hash(std::to_string(issue->numbers.number));
    const auto prepare = [&](Diagnostics& d) { return reg.prepare(*issue, {"", 1, {}, {{"pdf", document, content}}}, kStamp, d); };
    if (!patiently(prepare)) return false;
    std::ofstream(document + ".tmp") << content;
    fs::create_hard_link(document + ".tmp", document);
    fs::remove(document + ".tmp");
    return patiently([&](Diagnostics& d) { return reg.issue(*issue, kStamp, d); });
}

std::string content_of(const std::string& path) {
    std::string out;
    std::ifstream(path) >> out;
    return out;
}

bool work(const std::string& path, const std::string& documents, int rounds) {
    const auto reg = patiently([&](Diagnostics& d) { return Register::open(path, Register::For::kWriting, d); });
    for (int i = 0; reg && i < rounds; ++i)
        if (!one(*reg, documents + "-" + std::to_string(i))) return false;
    return reg != nullptr;
}

/// Until one whose name begins so is there: then the work has begun, however slow the disk is.
void wait_for_document(const fs::path& folder, const std::string& beginning) {
    const auto is_one = [&](const fs::directory_entry& file) {
        const std::string name = file.path().string();
        return name.starts_with(beginning) && !name.ends_with(".tmp");
    };
    while (std::none_of(fs::directory_iterator(folder), fs::directory_iterator(), is_one))
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Every number from 1 on stands in the register once, issued with its document or void without.
void check_complete(Fixture& f) {
    std::set<int> numbers, totals, in_files;
    std::size_t issued = 0;
    for (const Issue& issue : f.reg->issues("简报", f.diagnostics)) {
        CHECK(numbers.insert(issue.numbers.number).second);
        CHECK(totals.insert(*issue.numbers.total).second);
        const bool is_out = issue.state() == State::kIssued;
        issued += is_out;
        CHECK((is_out || issue.state() == State::kVoid));
        if (is_out) CHECK(content_of(issue.document) == hash(std::to_string(issue.numbers.number)));
    }
    REQUIRE(!numbers.empty());
    CHECK(*numbers.rbegin() == static_cast<int>(numbers.size()));
    CHECK(*totals.rbegin() == 207 + static_cast<int>(totals.size()));
    for (const auto& file : fs::directory_iterator(f.folder.path))
        if (file.path().filename().string().starts_with("d") && file.path().extension() != ".tmp")
            CHECK(in_files.insert(std::stoi(content_of(file.path().string()))).second);
    CHECK(in_files.size() == issued);
    CHECK(f.diagnostics.all().empty());
}

}  // namespace

TEST_CASE("eight processes at once: each number once, none left out") {
    Fixture f;
    f.reg.reset();  // a connection must not be carried into another process
    CHECK(wait_for(start(kProcesses, [&](int i) { return work(f.path, documents_of(f, i), 10); })) == kProcesses);
    f.reg = f.open(f.path);
    check_complete(f);
    CHECK(f.reg->issues("简报", f.diagnostics).size() == 10 * kProcesses);
}

TEST_CASE("killed at any moment: after recovery each number is issued with its document, or void without") {
    Fixture f;
    std::mt19937 random(20260302);
    const int rounds = std::getenv("BANXIN_LONG") ? 200 : 20;
    std::size_t recovered = 0, void_ones = 0;
    // On, but not for ever, until both kinds of unfinished work were met: when a kill strikes what depends on the disk.
    for (int round = 0; round < rounds || ((recovered == 0 || void_ones == 0) && round < 10 * rounds); ++round) {
        f.reg.reset();
        const std::string documents = documents_of(f, round);
        const auto processes = start(kProcesses, [&](int i) { return work(f.path, documents + "-" + std::to_string(i), 100'000); });
        wait_for_document(f.folder.path, documents + '-');
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
        for (const pid_t pid : processes) kill(pid, SIGKILL);
        wait_for(processes);
        f.reg = f.open(f.path);
        REQUIRE(f.reg);
        std::size_t open = 0, out = 0;  // numbers under way, and those of them whose document is published
        for (const Issue& issue : f.reg->issues("简报", f.diagnostics))
            if (issue.under_way()) ++open, out += issue.open() && fs::exists(issue.document);
        const auto look = [](const Issue&, const Publication& prepared) {
            using Is = Register::Finding::Is;
            const File& pdf = prepared.files.front();
            return Register::Finding{content_of(pdf.path) == pdf.sha256 ? Is::kPublished : Is::kNotPublished, "recovered"};
        };
        std::size_t settled_out = 0;
        const auto settled = f.reg->recover(look, kStamp, f.diagnostics);
        for (const Issue& issue : settled) settled_out += issue.state() == State::kIssued;
        CHECK(settled.size() == open);
        CHECK(settled_out == out);
        recovered += settled_out;
        void_ones += settled.size() - settled_out;
    }
    check_complete(f);
    CHECK(f.reg->sound(f.diagnostics));
    MESSAGE(f.reg->issues("", f.diagnostics).size() << " numbers, " << recovered << " found published, " << void_ones << " void");
    CHECK(recovered > 0);  // else nobody was killed between publishing and issuing
    CHECK(void_ones > 0);
}
