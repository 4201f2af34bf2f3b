// Making, opening and copying of a register; its series.
#include "register/register.hpp"

#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "register/inside.hpp"
#include "register/tables.hpp"

namespace banxin::registry {
namespace {

namespace fs = std::filesystem;

/// Each commit is on the disk before it returns.
constexpr const char* kSettings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;";

bool exists(const std::string& path) {
    std::error_code error;
    return fs::exists(path, error);
}

/// In both languages.
struct Reason {
    std::string_view english, chinese;
};

bool may_write(const std::string& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

/// Why the register may not be written, which no second try will change; none: it may.
std::optional<Reason> forbidden(const std::string& path, int code, bool reads) {
    if (reads && is_forbidden(code)) return Reason{"it was opened for reading", "登记簿是以只读方式打开的"};
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    if (!may_write(path)) return Reason{"this user has no right to write the file", "当前用户没有写入该文件的权限"};
    if (!may_write(folder.empty() ? "." : folder))
        return Reason{"this user has no right to write into its folder", "当前用户没有写入其所在文件夹的权限"};
    return std::nullopt;
}

int pragma(Database& database, std::string_view name) {
    Statement row = database.prepare(fmt::format("PRAGMA {}", name));
    return row.step() ? row.number(0) : 0;
}

/// Whether what was given before the register was begun is within what it takes; 0: nothing was.
bool begins_within(const Series& series, const std::string& path, Diagnostics& diagnostics) {
    const auto within = [&](int value, int first, int last) {
        if (value == 0 || (value >= first && value <= last)) return true;
        diagnostics.report_in(Code::kBeyondRegister, path, {fmt::format("{}", value), fmt::format("{}", first), fmt::format("{}", last)});
        return false;
    };
    const bool year = within(series.year, kFirstYear, kLastYear), number = within(series.number, 1, kMostNumber);
    return within(series.total, 1, kMostTotal) && year && number;
}

}  // namespace

Register::Register(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Register::~Register() = default;

void Register::Inside::report(const Failure& failure, Diagnostics& diagnostics) const {
    if (is_busy(failure.code)) diagnostics.report_in(Code::kRegisterBusy, path, {path});
    else if (is_unwritable(failure.code)) unwritable(failure, diagnostics);
    else if (is_damage(failure.code)) diagnostics.report_in(Code::kRegisterDamaged, path, {path, failure.what(), in_chinese(failure.code)});
    else diagnostics.report_in(Code::kInternalFault, path, {failure.what()});
}

void Register::Inside::unwritable(const Failure& failure, Diagnostics& diagnostics) const {
    if (const auto why = forbidden(path, failure.code, reads))
        return diagnostics.report_in(Code::kRegisterReadOnly, path, {path, why->english, why->chinese});
    diagnostics.report_in(Code::kRegisterUnwritable, path, {path, failure.what(), in_chinese(failure.code)});
}

void Register::Inside::no_issue(const Series& series, std::string_view key, Diagnostics& diagnostics) {
    const auto named = parsed(series, key);
    const bool yearly = series.counting == Counting::kYearly;
    if (named && named->second > 0 && (!yearly || (named->first >= kFirstYear && named->first <= kLastYear))) {
        const auto [year, number] = *named;
        if (yearly && year < series.year) {
            diagnostics.report_in(Code::kYearBeforeRegister, path, {series.name, fmt::format("{}", series.year), fmt::format("{}", year)});
            return;
        }
        const Numbers next = next_numbers(series, year);
        const bool before = number < next.number;
        const Numbers end = before ? Numbers{series.year, series.number, {}} : next;
        diagnostics.report_in(before ? Code::kGivenBefore : Code::kNotGivenYet, path, {series.name, key, key_of(series, end)});
        return;
    }
    diagnostics.report_in(Code::kNoIssue, path, {series.name, key, series.counting == Counting::kYearly ? "2026-3" : "3"});
}

std::string Register::empty() {
    Database database({}, Database::Open::kMemory);
    database.execute(kTables);
    return database.bytes();
}

std::unique_ptr<Register> Register::open(const std::string& path, For use, Diagnostics& diagnostics) {
    if (path.empty() || !exists(path)) return diagnostics.report_in(Code::kNoRegister, path, {path}), nullptr;
    const bool writes = use == For::kWriting;
    try {
        std::error_code error;
        auto inside = std::make_unique<Inside>(path, fs::absolute(path, error).string(),
                                               writes ? Database::Open::kWriting : Database::Open::kReading);
        inside->database.execute(kSettings);
        if (pragma(inside->database, "application_id") != kApplication)
            return diagnostics.report_in(Code::kNotARegister, path, {path}), nullptr;
        if (const int version = pragma(inside->database, "user_version"); version != kVersion)
            return diagnostics.report_in(Code::kRegisterVersion, path, {path, fmt::format("{}", version), fmt::format("{}", kVersion)}),
                   nullptr;
        // A new register and a copy have one file; in use it has the log.
        if (writes) inside->database.execute("PRAGMA journal_mode = WAL;");
        return std::unique_ptr<Register>(new Register(std::move(inside)));
    } catch (const Failure& failure) {
        const auto why = writes && is_unwritable(failure.code) ? forbidden(path, failure.code, false) : std::nullopt;
        if (why) return diagnostics.report_in(Code::kRegisterReadOnly, path, {path, why->english, why->chinese}), nullptr;
        const Code code = is_busy(failure.code)                    ? Code::kRegisterBusy
                          : !writes && wants_its_log(failure.code) ? Code::kRegisterUnreadable
                          : is_unwritable(failure.code)            ? Code::kRegisterUnwritable
                          : is_damage(failure.code)                ? Code::kRegisterDamaged
                                                                   : Code::kNotARegister;
        diagnostics.report_in(code, path, {path, failure.what(), in_chinese(failure.code)});
        return nullptr;
    }
}

bool Register::add(const Series& series, const Stamp& stamp, Diagnostics& diagnostics) {
    if (series.name.empty() || !written(series, {2000, 1, 1}))
        return diagnostics.report_in(Code::kWrongPattern, inside_->path, {series.pattern}), false;
    if (!begins_within(series, inside_->path, diagnostics)) return false;
    return inside_->changed(diagnostics, [&] {
        if (inside_->read_series(series.name)) return diagnostics.report_in(Code::kSeriesExists, inside_->path, {series.name}), false;
        Statement row = inside_->database.prepare(
            "INSERT INTO series (name, pattern, counting, supplement, year, number, total, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        row.with(series.name)
            .with(series.pattern)
            .with(series.counting == Counting::kYearly ? "yearly" : "running")
            .with(int{series.supplement});
        row.with(series.year).with(series.number).with(series.total).with(stamp.at).with(stamp.who).step();
        return true;
    });
}

std::optional<Series> Register::series(std::string_view name, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&]() -> std::optional<Series> {
        if (auto found = inside_->read_series(name)) return found;
        std::vector<std::string> names;
        for (const Series& s : inside_->read_all_series()) names.push_back(s.name);
        diagnostics.report_in(Code::kNoSeries, inside_->path, {name, names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "))});
        return std::nullopt;
    });
}

std::vector<Series> Register::all_series(Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&] { return inside_->read_all_series(); });
}

std::optional<Issue> Register::find(std::string_view name, std::string_view key, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&]() -> std::optional<Issue> {
        const auto of = series(name, diagnostics);
        if (!of) return std::nullopt;
        const auto id = inside_->id_of(*of, key);
        if (!id) inside_->no_issue(*of, key, diagnostics);
        return id ? inside_->read_issue(*id) : std::nullopt;
    });
}

std::vector<Issue> Register::issues(std::string_view name, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&] { return inside_->read_issues(name); });
}

std::optional<std::string> Register::copy(Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&] { return std::optional(inside_->database.bytes()); });
}

}  // namespace banxin::registry
